import { type RefObject, useEffect, useState } from "react";
import { FileRefused } from "../reading/refusal.ts";
import type { Reader } from "../sheet/reader.ts";
import type { Filter, SheetRow } from "../sheet/sheet.ts";

export interface SheetWindow {
  total: number;
  /** The rows around those in sight, by position. */
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
  // In steps, so that not every pixel asks.
  const start = Math.max(0, Math.floor(from / AROUND - 1) * AROUND);
  const end = Math.ceil(to / AROUND + 1) * AROUND;
  useEffect(() => {
    let current = true;
    reader.current
      ?.ask("window", { filter, from: start, to: end })
      .then(({ total, rows }) => {
        if (current) setShown({ total, rows: new Map(rows.map((row, index) => [start + index, row])) });
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
