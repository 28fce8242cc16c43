import { type RefObject, useEffect, useState } from "react";
import { call, ProblemError } from "../../api.ts";
import { FileRefused } from "./reading/refusal.ts";
import type { Reader } from "./sheet/reader.ts";

/**
 * How far the rows were compared with the pool. `tasks`: how many tasks of the pool; `newest`: those were its newest, and there
 * are more.
 */
export interface PoolComparison {
  phase: "running" | "whole" | "newest" | "failed";
  tasks: number;
}

/** At most this many pages of 1,000 tasks are read: bounds the time and the worker's memory. */
const MOST_PAGES = 100;

/** Compares the open file's rows with the pool's tasks, newest first, a page after the other. */
export function usePoolComparison(poolId: string, reader: RefObject<Reader | null>) {
  const [state, setState] = useState<PoolComparison>({ phase: "running", tasks: 0 });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const own = reader.current;
    const read = { tasks: 0, cursor: null as string | null };
    const compare = async (): Promise<void> => {
      for (let page = 1; page <= MOST_PAGES; page++) {
        const query = { cursor: read.cursor ?? undefined };
        const found = await call("listPoolContents", { params: { id: poolId }, query }, { signal: stop.signal });
        await own?.ask("addPoolContents", { keys: found.keys });
        if (stop.signal.aborted) return;
        Object.assign(read, { tasks: read.tasks + found.tasks, cursor: found.next_cursor });
        const phase = read.cursor === null ? "whole" : page === MOST_PAGES ? "newest" : "running";
        setState({ phase, tasks: read.tasks });
        if (phase === "whole") return;
      }
    };
    setState({ phase: "running", tasks: 0 });
    compare().catch((error: unknown) => {
      // The file was closed meanwhile.
      if (stop.signal.aborted || error instanceof FileRefused) return;
      if (!(error instanceof ProblemError)) throw error;
      setState({ phase: "failed", tasks: read.tasks });
    });
    return () => stop.abort();
  }, [poolId, reader, attempt]);
  return { ...state, again: () => setAttempt(attempt + 1) };
}
