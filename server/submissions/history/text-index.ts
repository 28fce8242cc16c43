import type { Db } from "../../db/db.ts";
import { type Asked, createPlaces, hasTerm, otherConditions } from "./listing-sql.ts";

/** A block of the text index has 2^13 rows. Each of their words begins with the block's number, in six digits. */
const BLOCK_BITS = 13;
const blockOf = (seq: number): number => Math.floor(seq / 2 ** BLOCK_BITS);
/** Lengths of prefixes in letters, as in `prefix` of the SQLite migration, longest first. */
const LAZY_LENGTHS = [8, 6, 4];
/** Maximum characters of a name in the index. The row's own column is compared in any case. */
const MAX_NAME = 200;

/**
 * `seq` of the `limit` newest rows that the text index finds, from the newest block to the oldest. Pool, operator and import
 * are looked up in the index too, so that two common values that never occur together cost no reads of rows.
 */
export function findByWords(db: Db, asked: Asked, common: Set<string>, limit: number): Promise<number[]> {
  return db.engine === "sqlite" ? walkSqlite(db, asked, common, limit) : walkPostgres(db, asked, limit);
}

/** Column letter and name, as the triggers in the migrations write them. */
function namesOf(asked: Asked): [string, string][] {
  const names: [string, string][] = [];
  if (asked.pool_id !== undefined) names.push(["p", asked.pool_id]);
  if (asked.created_by !== undefined) names.push(["o", asked.created_by]);
  if (asked.import_id !== undefined) names.push(["i", asked.import_id]);
  return names.map(([letter, name]) => [letter, [...name].slice(0, MAX_NAME).join("")]);
}

/**
 * A common term cut to a prefix length that the index reads lazily. Few rows have the prefix but not the term, and those are
 * left out by their words. For a rare term they could be all rows.
 */
function lazyBeginning(term: string): string {
  const letters = [...term];
  const length = LAZY_LENGTHS.find((known) => known <= letters.length);
  return length === undefined ? term : letters.slice(0, length).join("");
}

/** One query per block: in the same process they are cheap, and the search can stop after any. */
async function walkSqlite(db: Db, asked: Asked, common: Set<string>, limit: number): Promise<number[]> {
  const { place, values } = createPlaces();
  const match = place("");
  const words = asked.terms.map((term) => hasTerm("sqlite", "s", term, place));
  const text = `select s.seq from submissions_text cross join submissions as s on s.seq = submissions_text.rowid
    where submissions_text match ${match} and ${[...otherConditions("s", asked, place), ...words].join(" and ")} order by submissions_text.rowid desc limit ${place(limit)}`;
  const terms = asked.terms.map((term) => (common.has(term) ? lazyBeginning(term) : term));
  const names = namesOf(asked).map(([letter, name]) => `${letter}${Buffer.from(name).toString("hex")}`);
  const found: number[] = [];
  for (let block = blockOf(asked.below - 1); block >= blockOf(asked.above + 1) && found.length < limit; block--) {
    const number = String(block).padStart(6, "0");
    values[0] = [...terms.map((term) => `"${number}${term}"*`), ...names.map((name) => `"${number}${name}"`)].join(
      " AND ",
    );
    found.push(...(await db.query<{ seq: number }>(text, values)).map(({ seq }) => seq));
  }
  return found.slice(0, limit);
}

/** Placeholder for the block's number, which the database replaces. Names that contain it are compared with the row only. */
const NUMBER = "\u0001";

/**
 * All blocks in one statement: the outer query counts down, the inner one searches one block, and the search ends at the limit.
 * The inner `limit 1` makes the database look up each hit by its key: it overestimates the hits and would scan the table.
 */
async function walkPostgres(db: Db, asked: Asked, limit: number): Promise<number[]> {
  const { place, values } = createPlaces();
  const names = namesOf(asked).filter(([, name]) => !name.includes(NUMBER));
  const query = [
    ...asked.terms.map((term) => `'${NUMBER}${term}':*`),
    ...names.map(([letter, name]) => `'${NUMBER}:${letter}${name.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`),
  ].join(" & ");
  const rows = await db.query<{ seq: number }>(
    `select found.* from generate_series(${place(blockOf(asked.below - 1))}::bigint, ${place(blockOf(asked.above + 1))}::bigint, -1) as b (block)
     cross join lateral (
       with hits as materialized (
         select seq from submissions_text
         where words @@ replace(${place(query)}, ${place(NUMBER)}, lpad(b.block::text, 6, '0'))::tsquery)
       select kept.seq from hits cross join lateral (
         select s.seq from submissions as s
         where s.seq = hits.seq and ${otherConditions("s", asked, place).join(" and ")} limit 1) as kept
       order by kept.seq desc limit ${place(limit)}) as found
     limit ${place(limit)}`,
    values,
  );
  return rows.map(({ seq }) => seq);
}
