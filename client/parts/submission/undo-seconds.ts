import { deviceShelf } from "../../stored.ts";

/** How long a created task may wait before it is sent, so that it can be undone; in seconds. */
export const UNDO_CHOICES = [0, 3, 5] as const;
export type UndoSeconds = (typeof UNDO_CHOICES)[number];

/** What was chosen on this device; else 3 seconds in production, where a task costs money. */
export function undoSeconds(production: boolean): UndoSeconds {
  const chosen = Number(deviceShelf().read("undo-seconds") ?? Number.NaN);
  return UNDO_CHOICES.find((seconds) => seconds === chosen) ?? (production ? 3 : 0);
}

export const chooseUndoSeconds = (seconds: UndoSeconds): boolean => deviceShelf().write("undo-seconds", seconds);
