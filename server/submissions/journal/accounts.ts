import type { Db, Queryable } from "../../db/db.ts";

/** The account that a mark has turned out to be, if it ever has. */
export async function findAccount(db: Queryable, mark: string): Promise<string | null> {
  const [row] = await db.query<{ account: string }>("SELECT account FROM accounts WHERE mark = $1", [mark]);
  return row?.account ?? null;
}

/** Remembers an account, and gives it the rows and tasks that were taken in while it had no name. */
export async function nameAccount(db: Db, mark: string, account: string): Promise<void> {
  await db.write(async (tx) => {
    await tx.query(
      "INSERT INTO accounts (mark, account) VALUES ($1, $2) ON CONFLICT (mark) DO UPDATE SET account = excluded.account",
      [mark, account],
    );
    await tx.query("UPDATE submissions SET upstream = $2 WHERE upstream = $1", [mark, account]);
    await tx.query("UPDATE task_owners SET upstream = $2 WHERE upstream = $1", [mark, account]);
  });
}
