import type pg from "pg";
import { HOLD, NOTE_HOME } from "../hold.ts";

const REASON = "The journal's database was restored, copied or failed over to another server";

/** What distinguishes a database from its copies. Parts that cannot be read are not compared. */
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
 * Puts the journal on hold if the database was restored or copied. To be called within the transaction that migrates the
 * schema, which one replica runs at a time. A journal without a noted place is not put on hold.
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
    // It may be forbidden, or missing in a database that is only compatible with PostgreSQL.
    await client.query("rollback to savepoint part");
    return UNKNOWN;
  }
}
