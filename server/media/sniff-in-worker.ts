import { Worker } from "node:worker_threads";
import type { Sniffed } from "./sniff.ts";

/** Recognises a file by its first bytes; null if that could not be done in time. */
export type Sniffer = (bytes: Uint8Array) => Promise<Sniffed | null>;

/** Milliseconds: for one file, for the thread to start, and without a file until it ends. */
const LIMITS = { timeoutMs: 2_000, startMs: 20_000, idleMs: 30_000, megabytes: 96 };

/**
 * Sniffs in a thread of its own, one file after another: whatever a file does to a decoder, the server goes on, and the
 * thread is ended after `timeoutMs`. It starts with the first file and ends after `idleMs` without one.
 */
export function createWorkerSniffer(
  script: URL = new URL("./sniff-worker.ts", import.meta.url),
  limits: Partial<typeof LIMITS> = {},
): Sniffer {
  const { timeoutMs, startMs, idleMs, megabytes } = { ...LIMITS, ...limits };
  let thread: Worker | null = null;
  let started: Promise<boolean> = Promise.resolve(false);
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  /** Takes what the thread says next; null when it says nothing in time, or has ended. */
  let hear: (said: unknown) => void = () => {};

  function end(): void {
    void thread?.terminate();
    thread = null;
  }

  function nextWord<T>(withinMs: number): Promise<T | null> {
    return new Promise((resolve) => {
      clearTimeout(timer);
      hear = (said) => {
        clearTimeout(timer);
        resolve(said as T | null);
      };
      timer = setTimeout(() => hear(null), withinMs);
    });
  }

  async function start(): Promise<boolean> {
    const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: megabytes } });
    thread = worker;
    const gone = (): void => {
      if (thread !== worker) return;
      thread = null;
      hear(null);
    };
    worker
      .on("message", (said) => thread === worker && hear(said))
      .on("error", gone)
      .on("exit", gone)
      .unref();
    return (await nextWord(startMs)) !== null;
  }

  async function ask(bytes: Uint8Array): Promise<Sniffed | null> {
    clearTimeout(timer);
    if (thread === null) started = start();
    if (!(await started) || thread === null) {
      end();
      return null;
    }
    const answer = nextWord<Sniffed>(timeoutMs);
    thread.postMessage(bytes);
    const sniffed = await answer;
    if (sniffed === null) end();
    else timer = setTimeout(end, idleMs).unref();
    return sniffed;
  }

  return (bytes) => {
    const answer = last.then(() => ask(bytes));
    last = answer;
    return answer;
  };
}
