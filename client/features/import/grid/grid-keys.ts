import type { Step } from "./cell-editor.tsx";

/** A cell by its position among the shown rows and by its column. The column after the last is the row's button. */
export interface Place {
  row: number;
  column: number;
}

interface Bounds {
  rows: number;
  columns: number;
}

/** What a key press on a cell means; `letter`: the letter that begins a new value. `null`: nothing. */
export type KeyMeaning = { kind: "go"; to: Place } | { kind: "edit"; letter: string | null } | null;

type Press = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey"> & { nativeEvent: { isComposing: boolean } };

/** The keys of a spreadsheet. `page`: the rows in sight. */
export function keyMeaning(press: Press, { row, column }: Place, bounds: Bounds & { page: number }): KeyMeaning {
  if (press.ctrlKey || press.metaKey || press.altKey || press.nativeEvent.isComposing) return null;
  const moves: Record<string, Place> = {
    ArrowDown: { row: row + 1, column },
    ArrowUp: { row: row - 1, column },
    ArrowRight: { row, column: column + 1 },
    ArrowLeft: { row, column: column - 1 },
    PageDown: { row: row + bounds.page, column },
    PageUp: { row: row - bounds.page, column },
    Home: { row, column: 0 },
    End: { row, column: bounds.columns - 1 },
  };
  const to = moves[press.key];
  if (to !== undefined)
    return { kind: "go", to: { row: clamp(to.row, bounds.rows - 1), column: clamp(to.column, bounds.columns) } };
  if (column >= bounds.columns) return null;
  if (press.key === "Enter" || press.key === "F2") return { kind: "edit", letter: null };
  return [...press.key].length === 1 && press.key !== " " ? { kind: "edit", letter: press.key } : null;
}

/** Where a step from an edited cell leads. Steps between columns go on in the next row, and never to a row's button. */
export function stepFrom({ row, column }: Place, step: NonNullable<Step>, { rows, columns }: Bounds): Place {
  const place = row * columns + column + step.columns + step.rows * columns;
  if (place < 0 || place >= rows * columns) return { row, column };
  return { row: Math.floor(place / columns), column: place % columns };
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));
