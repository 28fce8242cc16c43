import type { Db } from "../../db/db.ts";

/**
 * SQL behind `from`, to which conditions can be added: the submissions whose content has one of the hashes at `places` (`$1`, …).
 * Hashes are in no order, so that in one index of all rows each new one lands on another page, which is read, written and flushed:
 * with a million rows a seventh of a create. SQLite's index begins with the block of 32,768 rows instead (`seq >> 15`): new rows
 * share its last pages, and every block is asked. Without `not indexed`, SQLite reads all submissions of an upstream instead.
 */
export function withContent({ engine }: Pick<Db, "engine">, places: string[]): string {
  const hashes = places.join(", ");
  if (engine === "postgres") return `submissions where content_hash in (${hashes})`;
  const beginnings = places.map((place) => `substr(${place}, 1, 16)`).join(", ");
  return `submissions not indexed where seq in (
    with recursive block(number) as (
      select max(seq) >> 15 from submissions union all select number - 1 from block where number > 0
    )
    select s.seq from block cross join submissions as s
    where s.seq >> 15 = block.number and substr(s.content_hash, 1, 16) in (${beginnings}) and s.content_hash in (${hashes}))`;
}
