import type { Queryable } from "../../db/db.ts";

/** A row of `passkeys`. Times are milliseconds since 1970. */
export interface PasskeyRow {
  /** The credential's id, in base64url. */
  id: string;
  person_id: string;
  /** COSE, in base64url. */
  public_key: string;
  name: string;
  counter: number;
  created_at: number;
  used_at: number | null;
}

const COLUMNS = "id, person_id, public_key, name, counter, created_at, used_at";

export const passkeysOf = (db: Queryable, personId: string): Promise<PasskeyRow[]> =>
  db.query<PasskeyRow>(`select ${COLUMNS} from passkeys where person_id = $1 order by created_at, id`, [personId]);

export async function passkeyOf(db: Queryable, id: string): Promise<PasskeyRow | null> {
  const [row] = await db.query<PasskeyRow>(`select ${COLUMNS} from passkeys where id = $1`, [id]);
  return row ?? null;
}

export async function countPasskeys(db: Queryable, personId: string): Promise<number> {
  const [row] = await db.query<{ count: number | string }>(
    "select count(*) as count from passkeys where person_id = $1",
    [personId],
  );
  return Number(row!.count);
}

/** False: the passkey is known already. */
export async function addPasskey(
  tx: Queryable,
  {
    id,
    person_id,
    public_key,
    name,
    counter,
  }: Pick<PasskeyRow, "id" | "person_id" | "public_key" | "name" | "counter">,
): Promise<boolean> {
  const added = await tx.query(
    `insert into passkeys (id, person_id, public_key, name, counter, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do nothing returning id`,
    [id, person_id, public_key, name, counter, Date.now()],
  );
  return added.length > 0;
}

export const notePasskeyUse = (tx: Queryable, id: string, counter: number): Promise<object[]> =>
  tx.query("update passkeys set counter = $2, used_at = $3 where id = $1", [id, counter, Date.now()]);

/** Removes a passkey of a person; whether there was one. */
export async function dropPasskey(tx: Queryable, personId: string, id: string): Promise<boolean> {
  const dropped = await tx.query("delete from passkeys where person_id = $1 and id = $2 returning id", [personId, id]);
  return dropped.length > 0;
}

export const dropPasskeys = (tx: Queryable, personId: string): Promise<object[]> =>
  tx.query("delete from passkeys where person_id = $1", [personId]);
