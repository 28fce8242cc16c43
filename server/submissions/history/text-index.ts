import type { Db } from "../../db/db.ts";
import { type Asked, createPlaces, hasTerm, otherConditions } from "./listing-sql.ts";

/** A block of the text index is 2^13 rows; its number, in six digits, stands before each of their words. */
const BLOCK_BITS = 13;
const blockOf = (seq: number): number => Math.floor(seq / 2 ** BLOCK_BITS);
/** In letters; as `prefix` has them in the SQLite migration, longest first. */
const LAZY_LENGTHS = [8, 6, 4];
/** What the index keeps of names, in characters; a longer one is compared with the row in any case. */
const MAX_NAME = 200;

/**
 * The `seq` of the `limit` newest rows that the text index finds, walking its blocks from the newest to the oldest. Pool, operator
 * and import are asked of the index too, so that two common things that never meet cost no rows. `common`: the terms
 * that many rows have.
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
 * A common word's beginning in a length that the index reads lazily: the rows that have the beginning only are few then,
 * and told apart by their words. For a word that is not common they might be all rows.
 */
function lazyBeginning(term: string): string {
  const letters = [...term];
  const length = LAZY_LENGTHS.find((known) => known <= letters.length);
  return length === undefined ? term : letters.slice(0, length).join("");
}

/** One small question a block: in the same process they cost next to nothing, and the walk can stop at any. */
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

/** Stands for a block's number in a question until the database puts it in; a name that holds it is left to the row. */
const NUMBER = "\u0001";

/**
 * All blocks in one statement: the outer side counts down, the inner side asks for one block at a time, and the walk ends
 * at the limit. The inner `limit 1` makes the database look each hit up by its key: it guesses far too many hits and would
 * rather read the whole table.
 */
async function walkPostgres(db: Db, asked: Asked, limit: number): Promise<number[]> {
  const { place, values } = createPlaces();
  const names = namesOf(asked).filter(([, name]) => !name.includes(NUMBER));
  const question = [
    ...asked.terms.map((term) => `'${NUMBER}${term}':*`),
    ...names.map(([letter, name]) => `'${NUMBER}:${letter}${name.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`),
  ].join(" & ");
  const rows = await db.query<{ seq: number }>(
    `select found.* from generate_series(${place(blockOf(asked.below - 1))}::bigint, ${place(blockOf(asked.above + 1))}::bigint, -1) as b (block)
     cross join lateral (
       with hits as materialized (
         select seq from submissions_text
         where words @@ replace(${place(question)}, ${place(NUMBER)}, lpad(b.block::text, 6, '0'))::tsquery)
       select kept.seq from hits cross join lateral (
         select s.seq from submissions as s
         where s.seq = hits.seq and ${otherConditions("s", asked, place).join(" and ")} limit 1) as kept
       order by kept.seq desc limit ${place(limit)}) as found
     limit ${place(limit)}`,
    values,
  );
  return rows.map(({ seq }) => seq);
}
