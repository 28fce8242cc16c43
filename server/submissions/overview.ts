import type { Overview } from "../../shared/api/connection.ts";
import { LIMITS } from "../../shared/task.ts";
import type { Db } from "../db/db.ts";
import { DAY_MS, MINUTE_MS } from "./sending/pacing.ts";

const BYTES = {
  sqlite: "select page_count * page_size as bytes from pragma_page_count, pragma_page_size",
  postgres: "select pg_database_size(current_database()) as bytes",
};

const COUNTED: readonly (keyof Overview["unfinished"])[] = ["queued", "sending", "waiting", "uncertain"];

/** What the journal holds. Unfinished are those of `upstreams`; creations are counted under `account`. */
export async function readOverview(
  db: Db,
  { upstreams, account, ratePerSecond }: { upstreams: string[]; account: string; ratePerSecond: number },
): Promise<Overview> {
  const places = upstreams.map((_key, index) => `$${index + 1}`).join(", ");
  const [statuses, [newest], [size], used] = await Promise.all([
    db.query<{ status: keyof Overview["unfinished"]; count: number }>(
      // One status each, written out: the database has to see which of the partial indexes has it.
      COUNTED.map(
        (status) => `select '${status}' as status, count(*) as count from submissions
          where upstream in (${places}) and status = '${status}'`,
      ).join(" union all "),
      upstreams,
    ),
    db.query<{ seq: number | null }>("select max(seq) as seq from submissions"),
    db.query<{ bytes: number }>(BYTES[db.engine]),
    ratePerSecond === 0 ? null : creationsOf(db, account),
  ]);
  const unfinished = { queued: 0, sending: 0, waiting: 0, uncertain: 0 };
  for (const { status, count } of statuses) unfinished[status] = Number(count);
  return { unfinished, submissions: newest?.seq ?? 0, bytes: Number(size?.bytes ?? 0), creations: used };
}

async function creationsOf(db: Db, account: string): Promise<Overview["creations"]> {
  const rows = await db.query<{ kind: string; used: number }>(
    `select kind, used from pacing where upstream = $1
     and ((kind = 'minute' and slot = ${db.now} / ${MINUTE_MS}) or (kind = 'day' and slot = ${db.now} / ${DAY_MS}))`,
    [account],
  );
  const used = (kind: string): number => Number(rows.find((row) => row.kind === kind)?.used ?? 0);
  return {
    minute: { used: used("minute"), limit: LIMITS.createsPerMinute },
    day: { used: used("day"), limit: LIMITS.createsPerDay },
  };
}
