import type { Db, Queryable } from "../../db/db.ts";

/** The account's upstream that replaced a provisional one; null: the account is not known yet. */
export async function findAccount(db: Queryable, provisional: string): Promise<string | null> {
  const [row] = await db.query<{ account: string }>("select account from accounts where mark = $1", [provisional]);
  return row?.account ?? null;
}

/** Notes the account's upstream, and replaces the provisional one in all rows and task owners. */
export async function nameAccount(db: Db, provisional: string, account: string): Promise<void> {
  await db.write(async (tx) => {
    await tx.query(
      "insert into accounts (mark, account) values ($1, $2) on conflict (mark) do update set account = excluded.account",
      [provisional, account],
    );
    await tx.query("update submissions set upstream = $2 where upstream = $1", [provisional, account]);
    await tx.query("update imports set upstream = $2 where upstream = $1", [provisional, account]);
    await tx.query("update approvals set upstream = $2 where upstream = $1", [provisional, account]);
    await tx.query("update task_owners set upstream = $2 where upstream = $1", [provisional, account]);
  });
}
