import { Worker } from "node:worker_threads";
import type { Sniffed } from "./sniff.ts";

/** Recognises a file by its first bytes; null if that could not be done in time. */
export type SniffApart = (bytes: Uint8Array) => Promise<Sniffed | null>;

/** Milliseconds: for one file, for the thread to start, and without a file until it ends. */
const LIMITS = { timeoutMs: 2_000, startMs: 20_000, idleMs: 30_000, megabytes: 96 };

/**
 * Sniffs in a thread of its own, one file after another: whatever a file does to a decoder, the server goes on, and the
 * thread is ended after `timeoutMs`. It starts with the first file and ends after `idleMs` without one.
 */
export function createSniffApart(
  script: URL = new URL("./sniff-worker.ts", import.meta.url),
  limits: Partial<typeof LIMITS> = {},
): SniffApart {
  const { timeoutMs, startMs, idleMs, megabytes } = { ...LIMITS, ...limits };
  let worker: Worker | null = null;
  let ready = false;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  function end(): void {
    void worker?.terminate();
    worker = null;
    ready = false;
  }

  function ask(bytes: Uint8Array): Promise<Sniffed | null> {
    clearTimeout(idle);
    worker ??= new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: megabytes } });
    const asked = worker;
    asked.ref();
    return new Promise<Sniffed | null>((resolve) => {
      const finish = (sniffed: Sniffed | null): void => {
        clearTimeout(timer);
        asked.removeAllListeners();
        // An error may still come while it ends; the answer has been given.
        asked.on("error", () => {});
        asked.unref();
        if (sniffed === null) end();
        else idle = setTimeout(end, idleMs).unref();
        resolve(sniffed);
      };
      let timer = setTimeout(() => finish(null), startMs);
      const begin = (): void => {
        ready = true;
        clearTimeout(timer);
        timer = setTimeout(() => finish(null), timeoutMs);
        asked.once("message", finish);
        asked.postMessage(bytes);
      };
      asked.once("error", () => finish(null));
      asked.once("exit", () => finish(null));
      if (ready) begin();
      else asked.once("message", begin);
    });
  }

  return (bytes) => {
    const answer = last.then(() => ask(bytes));
    last = answer;
    return answer;
  };
}
