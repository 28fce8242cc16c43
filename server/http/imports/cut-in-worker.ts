import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { parseJson, stringifyJson } from "../../../shared/values/json.ts";
import type { Part } from "../../imports/upload/cut-parts.ts";
import type { Checking, Cut } from "../../imports/upload/cut-rows.ts";

/** What the worker is told. A chunk's memory goes to the worker. null: the upload is complete. */
export type ToWorker = { chunk: Uint8Array | null } | { taken: true };
/**
 * What it says: it takes another chunk; a part, whose tasks are UTF-8 and after which it waits for `taken`; how it ended. What
 * is JSON goes as text, because numbers keep their digits in it.
 */
export type FromWorker =
  | { ready: true }
  | { part: Omit<Part, "tasks" | "refused">; tasks: Uint8Array | null; refused: string }
  | { last: string };

/**
 * Bounds of the worker's memory. It is ended with the upload, so the memory is free again; in this process, V8 would keep for
 * long what millions of small objects took.
 */
const RESOURCES = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 96 };

/** Reads, checks and cuts an upload in a worker of its own. Ends the worker when it is left, or throws the worker's error. */
export async function* cutInWorker(
  chunks: AsyncIterable<Buffer>,
  type: string,
  checking: Checking,
): AsyncGenerator<Cut> {
  const worker = new Worker(new URL("./cut-worker.ts", import.meta.url), {
    workerData: { type, checking: stringifyJson(checking) },
    resourceLimits: RESOURCES,
  });
  const tell = (message: ToWorker, transfer: ArrayBuffer[] = []): void => worker.postMessage(message, transfer);
  // Failures are met by whoever waits for the next message.
  const ended = new AbortController();
  worker.on("error", () => {}).once("exit", () => ended.abort());
  const source = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      // Rejects with the worker's error.
      const [message] = (await once(worker, "message", { signal: ended.signal })) as [FromWorker];
      if ("last" in message) return yield parseJson(message.last) as unknown as Cut;
      if ("ready" in message) {
        const { value, done } = await source.next();
        if (done) tell({ chunk: null });
        else sendChunk(value, tell);
        continue;
      }
      const tasks = message.tasks === null ? null : new TextDecoder().decode(message.tasks);
      const refused = parseJson(message.refused) as unknown as Part["refused"];
      yield { part: { ...message.part, tasks, refused } };
      tell({ taken: true });
    }
  } finally {
    await worker.terminate();
    await source.return?.();
  }
}

/** A small buffer shares its memory with others, so a copy is sent. */
function sendChunk(chunk: Buffer, tell: (message: ToWorker, transfer: ArrayBuffer[]) => void): void {
  const own = new Uint8Array(chunk);
  tell({ chunk: own }, [own.buffer]);
}
