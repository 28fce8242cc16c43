import type { Json } from "../../../../shared/values/json.ts";
import type { Drawn } from "../../engine/tree.ts";
import { useView } from "../view-context.ts";

/** Writes the value of a field as the worker does; `undefined` takes it out of the answer. `inside`: steps into the value. */
export function useWrite(part: Drawn): (value: Json | undefined, ...inside: string[]) => void {
  const { template } = useView();
  return (value, ...inside) => {
    if (part.place === null) return;
    const place = { ...part.place, steps: [...part.place.steps, ...inside] };
    template.act({ kind: "write", place, value });
  };
}
