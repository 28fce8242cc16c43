import { v4 as uuid } from "uuid";
import { lowerRole, type Role } from "../../shared/roles.ts";
import type { Db, Queryable } from "../db/db.ts";
import { hashOf, newSecret } from "./secrets.ts";

const PREFIX = "desk_";
const DAY_MS = 24 * 60 * 60 * 1000;
/** How exactly it is noted when a key was used, in milliseconds. */
const USED_MS = 60_000;

export interface NewKey {
  name: string;
  /** What the key may do; never more than its person. */
  role: Role;
  days: number;
}

/** A key without its secret part. */
export interface ApiKey {
  id: string;
  name: string;
  role: Role;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

/** Makes a key. Its text is shown once and not stored. */
export async function makeKey(
  db: Db,
  personId: string,
  { name, role, days }: NewKey,
): Promise<ApiKey & { key: string }> {
  const key = PREFIX + newSecret();
  const created_at = Date.now();
  const made = { id: uuid(), name, role, created_at, expires_at: created_at + days * DAY_MS, used_at: null };
  await db.execute(
    `insert into api_keys (key_hash, id, person_id, name, role, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [hashOf(key), made.id, personId, name, role, created_at, made.expires_at],
  );
  return { ...made, key };
}

/** A person's keys that have not expired, the newest first. */
export const listKeys = (db: Queryable, personId: string): Promise<ApiKey[]> =>
  db.query<ApiKey>(
    `select id, name, role, created_at, expires_at, used_at from api_keys
     where person_id = $1 and expires_at > $2 order by created_at desc, id`,
    [personId, Date.now()],
  );

/** Revokes a key of a person; whether there was one. */
export async function endKey(db: Db, personId: string, id: string): Promise<boolean> {
  const ended = await db.execute("delete from api_keys where person_id = $1 and id = $2 returning id", [personId, id]);
  return ended.length > 0;
}

export interface FoundKey {
  person_id: string;
  name: string;
  key_name: string;
  role: Role;
}

/** Whose key this is, with the lower of the key's and the person's role; null if it can't be used. */
export async function findKey(db: Db, key: string): Promise<FoundKey | null> {
  const hash = hashOf(key);
  const now = Date.now();
  const [row] = await db.query<FoundKey & { key_role: Role; used_at: number | null }>(
    `select k.person_id, p.name, p.role, k.role as key_role, k.name as key_name, k.used_at
     from api_keys k join people p on p.id = k.person_id
     where k.key_hash = $1 and k.expires_at > $2 and p.disabled_at is null`,
    [hash, now],
  );
  if (row === undefined) return null;
  if (row.used_at === null || now - row.used_at > USED_MS)
    db.execute("update api_keys set used_at = $2 where key_hash = $1", [hash, now], { durable: false }).catch(() => {});
  return { person_id: row.person_id, name: row.name, key_name: row.key_name, role: lowerRole(row.role, row.key_role) };
}
