import { stringifyJson } from "../shared/values/json.ts";
import type { AuditFacts } from "./audit/chain.ts";
import type { Db } from "./db/db.ts";
import { removeOldImports } from "./imports/remove-old-imports.ts";
import type { Log } from "./log.ts";
import { removeOldSubmissions } from "./submissions/history/remove-old.ts";
import { removeOldTaskSpecs } from "./submissions/journal/task-specs.ts";

const DAY_MS = 86_400_000;
/** After the start, and between two looks for what is old, in milliseconds. */
const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;

export interface Removed {
  submissions: number;
  imports: number;
  /** What did not change since then, ISO 8601. */
  unchanged_since: string;
}

/** Removes what is done and did not change for `days` days. The counts of a person and a day go with it. */
export async function removeOld(db: Db, days: number, stopped: AbortSignal): Promise<Removed> {
  const [clock] = await db.query<{ now: number }>(`select ${db.now} as now`);
  const before = Number(clock!.now) - days * DAY_MS;
  const submissions = await removeOldSubmissions(db, before, stopped);
  const imports = await removeOldImports(db, before, stopped);
  if (!stopped.aborted) await removeOldTaskSpecs(db, before);
  await db.execute("delete from person_days where day < cast($1 as bigint)", [Math.floor(before / DAY_MS)]);
  return { submissions, imports, unchanged_since: new Date(before).toISOString() };
}

/** What the audit log says of it. */
const factsOf = (removed: Removed): AuditFacts => ({
  ...{ person_id: null, name: "", role: null, via: "server", address: "", device: "" },
  ...{ action: "removeOld", subject: null, status: 200, code: null, before: null },
  after: stringifyJson({ ...removed }),
});

/**
 * Looks for old submissions now and then, and removes them. `append`: adds to the audit log; null: there is none. `close` waits
 * for the removal that is under way.
 */
export function startRetention(
  { db, log, append }: { db: Db; log: Log; append: ((facts: AuditFacts) => Promise<void>) | null },
  days: number,
): { close(): Promise<void> } {
  const stopped = new AbortController();
  let running = Promise.resolve();

  async function run(): Promise<void> {
    try {
      const removed = await removeOld(db, days, stopped.signal);
      if (removed.submissions === 0 && removed.imports === 0) return;
      log("info", "Removed old submissions", { ...removed });
      await append?.(factsOf(removed));
    } catch (error) {
      log("warn", "Old submissions could not be removed", { reason: (error as Error).message });
    }
  }
  function plan(afterMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      running = run().then(() => {
        if (!stopped.signal.aborted) timer = plan(EVERY_MS);
      });
    }, afterMs).unref();
  }
  let timer = plan(FIRST_MS);
  return {
    async close() {
      stopped.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
