import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { loadPatterns } from "../../../shared/fields/pattern.ts";
import { parseJson, stringifyJson } from "../../../shared/values/json.ts";
import { type Checking, cutRows } from "../../imports/upload/cut-rows.ts";
import type { FromWorker, ToWorker } from "./cut-in-worker.ts";
import { readRows } from "./read-rows.ts";

const port = parentPort!;
const { type, checking: text } = workerData as { type: string; checking: string };
const checking = parseJson(text) as unknown as Checking;

const tell = (message: FromWorker, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

async function* chunks(): AsyncGenerator<Buffer> {
  for (;;) {
    tell({ ready: true });
    const [{ chunk }] = (await once(port, "message")) as [Extract<ToWorker, { chunk: unknown }>];
    if (chunk === null) return;
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
}

await loadPatterns();
for await (const cut of cutRows(readRows(chunks(), type, checking.spec), checking)) {
  if (!("part" in cut)) {
    tell({ last: stringifyJson(cut) });
    break;
  }
  const { tasks, refused, ...part } = cut.part;
  const bytes = tasks === null ? null : new TextEncoder().encode(tasks);
  const taken = once(port, "message");
  tell({ part, tasks: bytes, refused: stringifyJson(refused) }, bytes === null ? [] : [bytes.buffer]);
  await taken;
}
port.close();
