import type { Queryable } from "../../db/db.ts";
import { hashOf, newSecret } from "../secrets.ts";

/** How long a person has for the second factor after the right password, in milliseconds: 5 minutes. */
export const STARTED_MS = 5 * 60 * 1000;

/** Notes that somebody had the right password. The token belongs to the browser; of it, only the hash is stored. */
export async function startSignIn(tx: Queryable, personId: string): Promise<string> {
  const token = newSecret();
  const now = Date.now();
  await tx.query("delete from started_sign_ins where expires_at <= $1", [now]);
  await tx.query("insert into started_sign_ins (token_hash, person_id, expires_at) values ($1, $2, $3)", [
    hashOf(token),
    personId,
    now + STARTED_MS,
  ]);
  return token;
}

/** Whose sign-in was started in a browser; null if it has expired, was finished, or the person's access has changed. */
export async function startedBy(db: Queryable, token: string): Promise<string | null> {
  const [row] = await db.query<{ person_id: string }>(
    "select person_id from started_sign_ins where token_hash = $1 and expires_at > $2",
    [hashOf(token), Date.now()],
  );
  return row?.person_id ?? null;
}

/** Ends a started sign-in. Whether there was one: of two that come at once, one gets true. */
export async function takeStarted(tx: Queryable, token: string): Promise<boolean> {
  const taken = await tx.query(
    "delete from started_sign_ins where token_hash = $1 and expires_at > $2 returning person_id",
    [hashOf(token), Date.now()],
  );
  return taken.length > 0;
}
