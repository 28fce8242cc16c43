import type pg from "pg";
import { HOLD, NOTE_HOME } from "../hold.ts";

const REASON = "The journal's database was restored, copied, or failed over to another server since the last start";

/** What tells one database from its copies; a database that does not tell some of it is known by the rest. */
const PARTS = [
  // Another server, or the same data in a new cluster.
  "select system_identifier::text as part from pg_control_system()",
  // A restored or copied database.
  "select oid::text as part from pg_database where datname = current_database()",
  // Tables dropped and restored within it.
  "select to_regclass('submissions')::oid::text as part",
  // A recovery to a point in time, or a standby that was promoted.
  "select left(pg_walfile_name(pg_current_wal_lsn()), 8) as part",
];
const UNKNOWN = "-";

/**
 * Notices that the database is a restored or copied one, and puts the journal on hold then. To be called within the
 * transaction that brings the schema up to date, which one replica at a time has. A journal that has noted no place yet
 * is taken as it is.
 */
export async function checkHome(client: pg.Client): Promise<void> {
  const place: string[] = [];
  for (const statement of PARTS) place.push(await partOf(client, statement));
  const { rows } = await client.query<{ place: string }>("select place from journal_home");
  const noted = rows[0]?.place.split(" ");
  await client.query(NOTE_HOME, [place.join(" "), null]);
  if (noted?.some((part, index) => part !== UNKNOWN && place[index] !== UNKNOWN && part !== place[index]))
    await client.query(`${HOLD} and exists (select 1 from submissions)`, [Date.now(), REASON]);
}

async function partOf(client: pg.Client, statement: string): Promise<string> {
  await client.query("savepoint part");
  try {
    const { rows } = await client.query<{ part: string | null }>(statement);
    return rows[0]?.part ?? UNKNOWN;
  } catch {
    // Not every server lets everybody ask this, and not every relative of PostgreSQL has it.
    await client.query("rollback to savepoint part");
    return UNKNOWN;
  }
}
