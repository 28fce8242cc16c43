import { closeSync, fdatasync, fdatasyncSync, openSync } from "node:fs";
import { promisify } from "node:util";
import { DbUnavailableError, messageOf } from "../failures.ts";

/** While a flush takes no longer than this, it is done in this thread: another one costs more. Milliseconds. */
const QUICK_MS = 2;
/** How long flushes are left to another thread after one that took longer. */
const SLOW_FOR_MS = 10_000;

/**
 * Flushes the write-ahead log to disk. A commit is in the log when SQLite returns (`synchronous = normal` leaves the flush to
 * checkpoints), and durable when `flush` resolves. A slow disk does not stop the event loop. Rejects with `DbUnavailableError`;
 * what was committed since the last flush may then be lost with the power.
 */
export interface WriteAheadLog {
  flush(): Promise<void>;
  close(): void;
}

/** Opens the log beside the journal at `path`. It exists: the journal is open and has been written. */
export function openWriteAheadLog(path: string): WriteAheadLog {
  // Windows flushes only files that are open for writing.
  const file = openSync(`${path}-wal`, "r+");
  let slowUntil = 0;
  return {
    async flush() {
      const began = performance.now();
      try {
        if (began < slowUntil) return await flushBeside(file);
        fdatasyncSync(file);
      } catch (error) {
        throw new DbUnavailableError(`The journal can't be used now: ${messageOf(error)}.`, error);
      }
      const now = performance.now();
      if (now - began > QUICK_MS) slowUntil = now + SLOW_FOR_MS;
    },
    close: () => closeSync(file),
  };
}

const flushBeside = promisify(fdatasync);
