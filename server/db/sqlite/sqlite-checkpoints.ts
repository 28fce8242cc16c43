import { DbUnavailableError } from "../failures.ts";
import type { Scans } from "./sqlite-scans.ts";

/** Units after which the log is copied into the file. Each writes some three pages of 4 kB. */
const UNITS = 4_000;
/** Pages in the log from which it begins anew: 32 MB. */
const PAGES = 8_000;

interface Checkpoint {
  busy: number;
  /** Pages in the log. */
  log: number;
}

export interface Checkpoints {
  /** Called after each transaction, before the next. */
  committed(units: number): Promise<void>;
  /** Copies the whole log and flushes the file: then everything committed is durable. Throws if it cannot be. */
  all(): Promise<void>;
}

/**
 * Copies the write-ahead log into the journal's file, in the thread of `scans`. Most of it is copied while others write; for
 * the rest, which lets the log begin anew, writers wait without stopping the event loop.
 */
export function createCheckpoints(scans: Scans): Checkpoints {
  let units = 0;
  let copying = false;
  let long = false;

  async function checkpoint(kind: "passive" | "restart"): Promise<Checkpoint> {
    const [done] = await scans.run<Checkpoint>(`pragma wal_checkpoint(${kind})`);
    return done!;
  }
  async function copy(): Promise<void> {
    copying = true;
    try {
      long = (await checkpoint("passive")).log >= PAGES;
    } catch {
      // The log grows until one succeeds. Reads and writes report what is wrong with the file.
    }
    copying = false;
  }
  return {
    async committed(count) {
      units += count;
      if (long) {
        long = false;
        await checkpoint("restart").catch(() => {});
      } else if (units >= UNITS && !copying) {
        units = 0;
        void copy();
      }
    },
    async all() {
      const { busy } = await checkpoint("restart");
      if (busy !== 0)
        throw new DbUnavailableError("The journal can't be used now: its log can't be copied into the file.");
    },
  };
}
