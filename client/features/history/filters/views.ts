import { isJsonObject } from "../../../../shared/values/json.ts";
import { personShelf } from "../../../stored.ts";

/** Filters under a name, stored on this device. `query`: as in the address. */
export interface View {
  name: string;
  query: string;
}

type Views = Pick<ReturnType<typeof personShelf>, "read" | "write">;

/** The saved views, in the order of their names. */
export function savedViews(shelf: Views = personShelf()): View[] {
  const stored = shelf.read("views");
  return (Array.isArray(stored) ? stored : []).flatMap((view) =>
    isJsonObject(view) && typeof view.name === "string" && typeof view.query === "string"
      ? [{ name: view.name, query: view.query }]
      : [],
  );
}

/** Saves a view; one of the same name is replaced. */
export function saveView(view: View, shelf: Views = personShelf()): View[] {
  const others = savedViews(shelf).filter(({ name }) => name !== view.name);
  return write([...others, view], shelf);
}

export const deleteView = (name: string, shelf: Views = personShelf()): View[] =>
  write(
    savedViews(shelf).filter((view) => view.name !== name),
    shelf,
  );

function write(views: View[], shelf: Views): View[] {
  const sorted = views.toSorted((one, other) => one.name.localeCompare(other.name));
  shelf.write("views", sorted);
  return sorted;
}
