import { type RefObject, startTransition, useEffect, useRef, useState } from "react";
import { parseJson } from "../../../../shared/values/json.ts";
import { FileRefused } from "../reading/refusal.ts";
import type { Reader } from "../sheet/reader.ts";
import type { Filter, SheetRow } from "../sheet/sheet.ts";

export interface SheetWindow {
  total: number;
  /** The rows around those in sight, by position. A row that has not changed is the same object as before. */
  rows: ReadonlyMap<number, SheetRow>;
}

/** Rows before and after those in sight that are asked for too. */
const AROUND = 30;

/** The rows in sight, from the worker. The former ones stay until new ones come. */
export function useWindow(
  reader: RefObject<Reader | null>,
  { filter, version, from, to }: { filter: Filter; version: number; from: number; to: number },
): SheetWindow {
  const [shown, setShown] = useState<SheetWindow>({ total: 0, rows: new Map() });
  const known = useRef<ReadonlyMap<string, SheetRow>>(new Map());
  // In steps, so that not every pixel asks.
  const start = Math.max(0, Math.floor(from / AROUND - 1) * AROUND);
  const end = Math.ceil(to / AROUND + 1) * AROUND;
  useEffect(() => {
    let current = true;
    reader.current
      ?.ask("window", { filter, from: start, to: end })
      .then(({ total, rows }) => {
        if (!current) return;
        const read = rows.map((json) => known.current.get(json) ?? (parseJson(json) as unknown as SheetRow));
        known.current = new Map(rows.map((json, index) => [json, read[index]!]));
        // Drawing a whole window at once would take longer than a frame.
        startTransition(() => setShown((before) => next(before, total, start, read)));
      })
      .catch((error: unknown) => {
        // The file was closed meanwhile.
        if (!(error instanceof FileRefused)) throw error;
      });
    return () => {
      current = false;
    };
  }, [reader, filter, version, start, end]);
  return shown;
}

/** The same object as before if it would have the same rows. */
function next(before: SheetWindow, total: number, start: number, rows: SheetRow[]): SheetWindow {
  const same =
    before.total === total &&
    before.rows.size === rows.length &&
    rows.every((row, index) => before.rows.get(start + index) === row);
  return same ? before : { total, rows: new Map(rows.map((row, index) => [start + index, row])) };
}
