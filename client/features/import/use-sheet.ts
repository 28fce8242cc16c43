import { useCallback, useEffect, useRef, useState } from "react";
import type { ColumnChoices, Specs } from "../../../shared/task-file/columns.ts";
import type { Choices } from "./reading/read-file.ts";
import { FileRefused, type Refusal } from "./reading/refusal.ts";
import type { Opened } from "./sheet/messages.ts";
import { type Reader, startReader } from "./sheet/reader.ts";
import type { Counts } from "./sheet/sheet.ts";

/** A file that was dropped, picked or pasted. */
export interface Source {
  name: string;
  content: File | string;
}

/** A file on the page. `choices`: of its columns; `version` changes with its rows. */
export interface OpenSheet {
  phase: "open";
  name: string;
  opened: Opened;
  choices: ColumnChoices;
  counts: Counts;
  checking: boolean;
  version: number;
}

export type SheetState =
  | { phase: "empty" }
  | { phase: "reading"; name: string }
  | { phase: "refused"; name: string; refusal: Refusal }
  | OpenSheet;

const NO_COUNTS: Counts = { rows: 0, checked: 0, bad: 0, duplicates: 0, inPool: 0, kinds: {} };

/** Reads files in a worker, one at a time; each has a worker of its own, which is ended with it. */
export function useSheet(specs: Specs) {
  const [state, setState] = useState<SheetState>({ phase: "empty" });
  const reader = useRef<Reader | null>(null);
  const close = useCallback(() => {
    reader.current?.end();
    reader.current = null;
    setState({ phase: "empty" });
  }, []);
  const run = useCallback(
    async (name: string, choices: Choices, own: Reader, content?: Uint8Array | string) => {
      setState({ phase: "reading", name });
      try {
        const opened = await own.ask("open", { name, choices, specs }, content);
        if (reader.current !== own) return;
        setState({ phase: "open", name, opened, choices: {}, counts: NO_COUNTS, checking: true, version: 0 });
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
        if (reader.current === own) setState({ phase: "refused", name, refusal: error.refusal });
      }
    },
    [specs],
  );
  const open = useCallback(
    async ({ name, content }: Source) => {
      reader.current?.end();
      const own = startReader((counts, checking) => {
        if (reader.current !== own) return;
        setState((now) => (now.phase === "open" ? { ...now, counts, checking, version: now.version + 1 } : now));
      });
      reader.current = own;
      setState({ phase: "reading", name });
      const tooLarge: Refusal = { code: "FILE_TOO_LARGE", params: [100] };
      if (typeof content !== "string" && content.size > LARGEST)
        return setState({ phase: "refused", name, refusal: tooLarge });
      await run(name, {}, own, typeof content === "string" ? content : new Uint8Array(await content.arrayBuffer()));
    },
    [run],
  );
  const reopen = (name: string, choices: Choices) => reader.current && run(name, choices, reader.current);
  const choose = async (choices: ColumnChoices): Promise<void> => {
    const own = reader.current;
    const header = await own?.ask("choose", { choices });
    if (header === undefined || reader.current !== own) return;
    setState((now) => {
      if (now.phase !== "open") return now;
      return { ...now, opened: { ...now.opened, ...header }, choices, checking: true, version: now.version + 1 };
    });
  };
  useEffect(() => () => reader.current?.end(), []);
  return { state, open, reopen, choose, close, reader };
}

/** More is not even read into memory. In bytes. */
const LARGEST = 100_000_000;
