import type { Queryable } from "../../db/db.ts";

/** How long an app has to be set up, in milliseconds: 15 minutes. */
const SET_UP_MS = 15 * 60 * 1000;

interface TotpRow {
  /** Encrypted. */
  secret: string;
  last_step: number;
}

/** Stores a secret that no code has confirmed yet, in place of an earlier one. False: the person already uses codes. */
export async function storeSecret(tx: Queryable, personId: string, secret: string): Promise<boolean> {
  const stored = await tx.query(
    `insert into totp (person_id, secret, started_at) values ($1, $2, $3)
     on conflict (person_id) do update set secret = excluded.secret, started_at = excluded.started_at
     where totp.confirmed_at is null returning person_id`,
    [personId, secret, Date.now()],
  );
  return stored.length > 0;
}

/** The secret that waits for its first code; null: none does any more. */
export async function unconfirmedTotp(db: Queryable, personId: string): Promise<TotpRow | null> {
  const [row] = await db.query<TotpRow>(
    "select secret, last_step from totp where person_id = $1 and confirmed_at is null and started_at > $2",
    [personId, Date.now() - SET_UP_MS],
  );
  return row ?? null;
}

/** Puts the secret to use. `step`: that of its first code. False: another request was faster. */
export async function confirmTotp(tx: Queryable, personId: string, secret: string, step: number): Promise<boolean> {
  const confirmed = await tx.query(
    `update totp set confirmed_at = $3, last_step = $4
     where person_id = $1 and secret = $2 and confirmed_at is null returning person_id`,
    [personId, secret, Date.now(), step],
  );
  return confirmed.length > 0;
}

export async function confirmedTotp(
  db: Queryable,
  personId: string,
): Promise<(TotpRow & { confirmed_at: number }) | null> {
  const [row] = await db.query<TotpRow & { confirmed_at: number }>(
    "select secret, last_step, confirmed_at from totp where person_id = $1 and confirmed_at is not null",
    [personId],
  );
  return row ?? null;
}

/** Notes that the code of a step was used. False: it, or a later one, was used before. */
export async function takeStep(tx: Queryable, personId: string, step: number): Promise<boolean> {
  const taken = await tx.query(
    "update totp set last_step = $2 where person_id = $1 and last_step < $2 returning person_id",
    [personId, step],
  );
  return taken.length > 0;
}

/** Whether there was one in use. */
export async function dropTotp(tx: Queryable, personId: string): Promise<boolean> {
  const dropped = await tx.query<{ confirmed_at: number | null }>(
    "delete from totp where person_id = $1 returning confirmed_at",
    [personId],
  );
  return dropped.some(({ confirmed_at }) => confirmed_at !== null);
}
