import type { Db } from "../../db/db.ts";

/** All upstreams. There are few, so one index lookup for each is faster than a scan. */
export async function allUpstreams(db: Db): Promise<string[]> {
  const found: string[] = [];
  for (let after = ""; ; ) {
    const [row] = await db.query<{ next: string | null }>(
      "select min(upstream) as next from submissions where upstream > $1",
      [after],
    );
    if (row?.next == null) return found;
    found.push(row.next);
    after = row.next;
  }
}
