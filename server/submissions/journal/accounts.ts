import type { Db, Queryable } from "../../db/db.ts";

/** The account that a mark has turned out to be, if it ever has. */
export async function findAccount(db: Queryable, mark: string): Promise<string | null> {
  const [row] = await db.query<{ account: string }>("select account from accounts where mark = $1", [mark]);
  return row?.account ?? null;
}

/** Remembers an account, and gives it the rows and tasks that were taken in while it had no name. */
export async function nameAccount(db: Db, mark: string, account: string): Promise<void> {
  await db.write(async (tx) => {
    await tx.query(
      "insert into accounts (mark, account) values ($1, $2) on conflict (mark) do update set account = excluded.account",
      [mark, account],
    );
    await tx.query("update submissions set upstream = $2 where upstream = $1", [mark, account]);
    await tx.query("update task_owners set upstream = $2 where upstream = $1", [mark, account]);
  });
}
