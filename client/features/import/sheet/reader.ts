import { parseJson, stringifyJson } from "../../../../shared/values/json.ts";
import { BOUNDS, FileRefused, type Refusal } from "../reading/refusal.ts";
import type { FromWorker, RequestName, Requests, SentRows, ToWorker } from "./messages.ts";
import type { Counts } from "./sheet.ts";

/** The worker that reads and holds a file, as the page uses it. Answers that will never come reject with `FileRefused`. */
export interface Reader {
  ask<N extends RequestName>(
    name: N,
    asked: Requests[N]["asked"],
    content?: Uint8Array | string,
  ): Promise<Requests[N]["answer"]>;
  /** The valid tasks as JSON lines, and their cells. */
  tasks(common: Requests["tasks"]["asked"]["common"]): Promise<SentRows>;
  end(): void;
}

interface Waiting {
  resolve: (answer: { json: string; blobs?: SentRows }) => void;
  reject: (refused: FileRefused) => void;
}

const refused = ({ code, params }: Refusal): FileRefused => new FileRefused(code, ...params);

/** Starts a worker. `onCounts`: how far its check has come. Opening a file that takes too long ends it. */
export function startReader(onCounts: (counts: Counts, checking: boolean) => void): Reader {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, Waiting>();
  let count = 0;
  const end = (refusal: Refusal): void => {
    worker.terminate();
    for (const { reject } of waiting.values()) reject(refused(refusal));
    waiting.clear();
  };
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if ("counts" in data) return onCounts(data.counts, data.checking);
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ("refusal" in data) asked?.reject(refused(data.refusal));
    else asked?.resolve(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    end({ code: "READER_FAILED", params: [event.message ?? ""] });
  };
  const post = (name: RequestName, asked: unknown, content?: Uint8Array | string) =>
    new Promise<{ json: string; blobs?: SentRows }>((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      const message: ToWorker = {
        id: count,
        name,
        json: stringifyJson(asked),
        ...(content === undefined ? {} : { content }),
      };
      worker.postMessage(message, content instanceof Uint8Array ? [content.buffer] : []);
    });
  return {
    async ask(name, asked, content) {
      const late = setTimeout(
        () => name === "open" && end({ code: "TOOK_TOO_LONG", params: [BOUNDS.time / 1000] }),
        BOUNDS.time,
      );
      try {
        return parseJson((await post(name, asked, content)).json) as never;
      } finally {
        clearTimeout(late);
      }
    },
    tasks: async (common) => (await post("tasks", { common })).blobs!,
    end: () => end({ code: "READER_FAILED", params: [] }),
  };
}
