import { Worker } from "node:worker_threads";
import { DbUnavailableError } from "../failures.ts";
import { failureOf } from "./sqlite-statements.ts";

/** What the worker is asked: one statement. */
export interface Asked {
  id: number;
  text: string;
  values: unknown[];
}

/** What it answers: the rows, or what is needed of SQLite's error. */
export type Answered = { id: number; rows: object[] } | { id: number; message: string; errcode: number | undefined };

/** A connection of its own, in a thread of its own: nothing that it does stops this thread. */
export interface Scans {
  run<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Waits for what was asked, then ends the thread. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(rows: object[]): void;
  reject(error: unknown): void;
}

/** Runs statements one after another in a worker, which starts with the first and again after it has failed. */
export function createScans(path: string): Scans {
  let worker: Worker | null = null;
  let ids = 0;
  const waiting = new Map<number, Waiting>();

  function start(): Worker {
    const started = new Worker(new URL("./sqlite-scan-worker.ts", import.meta.url), { workerData: path });
    const end = (reason: string): void => {
      if (worker !== started) return;
      worker = null;
      const failure = new DbUnavailableError(`The journal can't be read now: ${reason}.`);
      for (const { reject } of waiting.values()) reject(failure);
      waiting.clear();
    };
    started
      .on("message", (answered: Answered) => {
        const asker = waiting.get(answered.id);
        waiting.delete(answered.id);
        if ("rows" in answered) asker?.resolve(answered.rows);
        else asker?.reject(failureOf(Object.assign(new Error(answered.message), { errcode: answered.errcode })));
        if (waiting.size === 0) started.unref();
      })
      .on("error", (error: unknown) => end(error instanceof Error ? error.message : String(error)))
      .on("exit", () => end("its reader has ended"))
      .unref();
    return started;
  }

  function run<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    worker ??= start();
    const asked: Asked = { id: ids++, text, values };
    return new Promise((resolve, reject) => {
      waiting.set(asked.id, { resolve: resolve as (rows: object[]) => void, reject });
      // While somebody waits, the process must not end.
      worker?.ref();
      worker?.postMessage(asked);
    });
  }

  return {
    run,
    async close() {
      if (worker === null) return;
      // Answered after everything that was asked before.
      await run("select 1 as one").catch(() => {});
      const ending = worker;
      worker = null;
      await ending.terminate();
    },
  };
}
