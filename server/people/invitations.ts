import type { Queryable } from "../db/db.ts";
import { hashOf, newSecret } from "./secrets.ts";

/** How long a link can be used, in milliseconds: 3 days. */
const VALID_MS = 3 * 24 * 60 * 60 * 1000;

export interface Invitation {
  /** For the link; it is not stored. */
  token: string;
  expires_at: number;
}

/** Makes an invitation, which replaces an earlier one of the same person. */
export async function makeInvitation(tx: Queryable, personId: string): Promise<Invitation> {
  const made = { token: newSecret(), expires_at: Date.now() + VALID_MS };
  await tx.query(
    `insert into invitations (person_id, token_hash, expires_at) values ($1, $2, $3)
     on conflict (person_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    [personId, hashOf(made.token), made.expires_at],
  );
  return made;
}

/** Where the page is that takes an invitation. Behind `#`, the token reaches no log of a server or a proxy. */
export const invitationPath = (token: string): string => `/sign-in#invitation=${token}`;

/** Whom a link invites; null if it was used or replaced, has expired, or the person is disabled. */
export async function invitedBy(db: Queryable, token: string): Promise<{ id: string; name: string } | null> {
  const [row] = await db.query<{ id: string; name: string }>(
    `select id, name from people where disabled_at is null
       and id = (select person_id from invitations where token_hash = $1 and expires_at > $2)`,
    [hashOf(token), Date.now()],
  );
  return row ?? null;
}

/** Uses a link up. Whether it could still be used: of two that come at once, one gets true. */
export async function takeInvitation(tx: Queryable, token: string): Promise<boolean> {
  const taken = await tx.query(
    "delete from invitations where token_hash = $1 and expires_at > $2 returning person_id",
    [hashOf(token), Date.now()],
  );
  return taken.length > 0;
}

export const dropInvitation = (tx: Queryable, personId: string): Promise<object[]> =>
  tx.query("delete from invitations where person_id = $1", [personId]);
