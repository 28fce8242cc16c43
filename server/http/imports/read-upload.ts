import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { setImmediate } from "node:timers/promises";
import { collectYoungGarbage } from "../../collect-garbage.ts";
import type { Upload } from "../../imports/upload/accept-import.ts";
import { cutRows } from "../../imports/upload/cut-rows.ts";
import { cutInWorker } from "./cut-in-worker.ts";
import { readRows } from "./read-rows.ts";

/** An upload that sends nothing for this long is ended. */
const IDLE_MS = 60_000;
/** After so many bytes, the buffers of a long body are collected. */
const COLLECT_BYTES = 2 * 1024 * 1024;
/** A larger body, or one of unknown length, is read in a worker: this process goes on with other requests. */
const SMALL_BYTES = 256 * 1024;

/** The rows in a request's body. `type`: its media type, one of `UPLOAD_TYPES`. */
export function readUpload(request: IncomingMessage, type: string, key: string | null): Upload {
  const hash = createHash("sha256").update(`${type}\n`);
  let digest: string | undefined;
  let uncollected = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    request.setTimeout(IDLE_MS, () => request.destroy());
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      yield chunk;
      uncollected += chunk.length;
      if (uncollected > COLLECT_BYTES) {
        uncollected = 0;
        collectYoungGarbage();
      }
      // Other requests go on in between, however fast this one arrives.
      await setImmediate();
    }
  }
  const small = Number(request.headers["content-length"] ?? Number.POSITIVE_INFINITY) <= SMALL_BYTES;
  return {
    key,
    parts: (checking) =>
      small ? cutRows(readRows(chunks(), type, checking.spec), checking) : cutInWorker(chunks(), type, checking),
    hash: () => (digest ??= hash.digest("hex")),
  };
}
