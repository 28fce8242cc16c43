import { expect, it } from "vitest";
import type { Json } from "../../../../shared/values/json.ts";
import { deleteView, savedViews, saveView } from "./views.ts";

function shelf(stored: Json | null = null) {
  return {
    read: () => stored,
    write: (_name: string, value: unknown) => {
      stored = value as Json;
      return true;
    },
  };
}

it("views are saved by name, replaced by the same name, and deleted", () => {
  const on = shelf();
  saveView({ name: "Rejected", query: "status=rejected" }, on);
  saveView({ name: "Dogs", query: "q=dog" }, on);
  saveView({ name: "Rejected", query: "status=rejected&time=7d" }, on);
  expect(savedViews(on)).toEqual([
    { name: "Dogs", query: "q=dog" },
    { name: "Rejected", query: "status=rejected&time=7d" },
  ]);
  expect(deleteView("Dogs", on).map(({ name }) => name)).toEqual(["Rejected"]);
});

it("what cannot be read counts as no view", () => {
  expect(savedViews(shelf("text"))).toEqual([]);
  expect(savedViews(shelf([{ name: 1 }, null, { name: "Dogs", query: "q=dog" }] as unknown as Json))).toEqual([
    { name: "Dogs", query: "q=dog" },
  ]);
});
