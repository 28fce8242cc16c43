import { parentPort, workerData } from "node:worker_threads";
import type { Answered, Asked } from "./sqlite-scans.ts";
import { connect, sqliteCode } from "./sqlite-statements.ts";

// The thread of `createScans`. It changes nothing; writable, because checkpoints write to the file.
const connection = connect(workerData as string, { readOnly: false });
connection.run("pragma query_only = on");
connection.run("pragma wal_autocheckpoint = 0");

parentPort?.on("message", ({ id, text, values }: Asked) => {
  parentPort?.postMessage(answerTo(id, text, values));
});

function answerTo(id: number, text: string, values: unknown[]): Answered {
  try {
    return { id, rows: connection.run(text, values) };
  } catch (error) {
    return { id, message: error instanceof Error ? error.message : String(error), errcode: sqliteCode(error) };
  }
}
