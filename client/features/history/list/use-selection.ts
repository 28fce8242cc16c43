import { useRef, useState } from "react";

export interface Selection {
  has(id: string): boolean;
  /** Selects or clears one; with `range`, all from the one changed last to this one. */
  toggle(id: string, range?: boolean): void;
  toggleAll(): void;
  clear(): void;
}

/** The selected rows among `ids`, which are in the order of the list. */
export function useSelection(ids: readonly string[]): Selection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  return {
    has: (id) => selected.has(id),
    toggle(id, range = false) {
      const ends = [ids.indexOf(last.current ?? id), ids.indexOf(id)];
      const changed = range && !ends.includes(-1) ? ids.slice(Math.min(...ends), Math.max(...ends) + 1) : [id];
      const on = !selected.has(id);
      last.current = id;
      setSelected((before) => changedSet(before, changed, on));
    },
    toggleAll: () => setSelected((before) => (ids.every((id) => before.has(id)) ? new Set() : new Set(ids))),
    clear: () => setSelected(new Set()),
  };
}

function changedSet(before: ReadonlySet<string>, ids: readonly string[], on: boolean): ReadonlySet<string> {
  const after = new Set(before);
  for (const id of ids) on ? after.add(id) : after.delete(id);
  return after;
}
