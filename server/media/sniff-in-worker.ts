import { Worker } from "node:worker_threads";
import type { Sniffed } from "./sniff.ts";

/** Recognises a file by its first bytes; null if that takes too long. */
export type Sniffer = (bytes: Uint8Array) => Promise<Sniffed | null>;

/** Milliseconds: for one file, for the worker to start, and until an idle worker ends. */
const LIMITS = { timeoutMs: 2_000, startMs: 20_000, idleMs: 30_000, megabytes: 96 };

/**
 * Recognises files in a worker, one after another, so that no file can block the server. The worker starts with the first
 * file. It is ended when a file takes longer than `timeoutMs`, and when it has had none for `idleMs`.
 */
export function createWorkerSniffer(
  script: URL = new URL("./sniff-worker.ts", import.meta.url),
  limits: Partial<typeof LIMITS> = {},
): Sniffer {
  const { timeoutMs, startMs, idleMs, megabytes } = { ...LIMITS, ...limits };
  let current: Worker | null = null;
  let started: Promise<boolean> = Promise.resolve(false);
  let last: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  /** Called with the worker's next message; null if none comes in time or the worker has ended. */
  let onMessage: (message: unknown) => void = () => {};

  function end(): void {
    void current?.terminate();
    current = null;
  }

  function nextMessage<T>(withinMs: number): Promise<T | null> {
    return new Promise((resolve) => {
      clearTimeout(timer);
      onMessage = (message) => {
        clearTimeout(timer);
        resolve(message as T | null);
      };
      timer = setTimeout(() => onMessage(null), withinMs);
    });
  }

  async function start(): Promise<boolean> {
    const worker = new Worker(script, { resourceLimits: { maxOldGenerationSizeMb: megabytes } });
    current = worker;
    const onExit = (): void => {
      if (current !== worker) return;
      current = null;
      onMessage(null);
    };
    worker
      .on("message", (message) => current === worker && onMessage(message))
      .on("error", onExit)
      .on("exit", onExit)
      .unref();
    return (await nextMessage(startMs)) !== null;
  }

  async function ask(bytes: Uint8Array): Promise<Sniffed | null> {
    clearTimeout(timer);
    if (current === null) started = start();
    if (!(await started) || current === null) {
      end();
      return null;
    }
    const answer = nextMessage<Sniffed>(timeoutMs);
    current.postMessage(bytes);
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
