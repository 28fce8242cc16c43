import { type Db, openDb } from "../../../server/db/db.ts";
import type { FaultyToloka } from "../toloka/faulty-toloka.ts";

const DAY_MS = 86_400_000;

/** Makes all tasks and submissions a day older, after a change of the journal at `url`, which no server may have open on SQLite. */
export async function aDayLater(
  url: string,
  toloka: FaultyToloka,
  change: (db: Db) => Promise<unknown> = async () => {},
): Promise<void> {
  for (const task of toloka.store.tasks)
    task.created = new Date(Date.parse(`${task.created}Z`) - DAY_MS).toISOString().replace("Z", "");
  const db = await openDb(url);
  await change(db);
  await db.execute("update submissions set created_at = created_at - $1, updated_at = updated_at - $1", [DAY_MS]);
  await db.close();
}
