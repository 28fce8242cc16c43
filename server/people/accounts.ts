import { v4 as uuid } from "uuid";
import type { Role } from "../../shared/roles.ts";
import type { Db, Queryable } from "../db/db.ts";

/** A row of `people`. Times are milliseconds since 1970. */
export interface Account {
  id: string;
  name: string;
  role: Role;
  /** argon2id in PHC form; null: none was chosen yet. */
  password: string | null;
  /** The OpenID provider's own name for the person; null for who signs in with a password only. */
  subject: string | null;
  disabled_at: number | null;
  created_at: number;
}

const COLUMNS = "id, name, role, password, subject, disabled_at, created_at";

/** Names that differ in case or in compatible characters only belong to one person. */
const keyOf = (name: string): string => name.normalize("NFKC").toLowerCase();

/** Adds a person without a password; null if the name is taken. */
export async function addAccount(tx: Queryable, name: string, role: Role): Promise<Account | null> {
  const [row] = await tx.query<Account>(
    `insert into people (id, name, name_key, role, created_at) values ($1, $2, $3, $4, $5)
     on conflict (name_key) do nothing returning ${COLUMNS}`,
    [uuid(), name, keyOf(name), role, Date.now()],
  );
  return row ?? null;
}

export async function accountOfSubject(db: Queryable, issuer: string, subject: string): Promise<Account | null> {
  const [row] = await db.query<Account>(`select ${COLUMNS} from people where issuer = $1 and subject = $2`, [
    issuer,
    subject,
  ]);
  return row ?? null;
}

/** Adds a person of an OpenID provider. If the name is taken, a number is added to it. */
export async function addSubject(
  tx: Queryable,
  { issuer, subject, name, role }: { issuer: string; subject: string; name: string; role: Role },
): Promise<Account> {
  for (let count = 1; ; count++) {
    const added = await addAccount(tx, count === 1 ? name : `${name} ${count}`, role);
    if (added === null) continue;
    await tx.query("update people set issuer = $2, subject = $3 where id = $1", [added.id, issuer, subject]);
    return { ...added, subject };
  }
}

export async function accountNamed(db: Queryable, name: string): Promise<Account | null> {
  const [row] = await db.query<Account>(`select ${COLUMNS} from people where name_key = $1`, [keyOf(name)]);
  return row ?? null;
}

export async function accountOf(db: Queryable, id: string): Promise<Account | null> {
  const [row] = await db.query<Account>(`select ${COLUMNS} from people where id = $1`, [id]);
  return row ?? null;
}

export interface ListedAccount extends Account {
  /** When the person last used the page; null: has no session. */
  seen: number | null;
  /** When the open invitation ends; null: there is none. */
  invited_until: number | null;
  /** Whether an app's codes are asked for, and how many passkeys there are. A number on SQLite. */
  totp: boolean | number;
  passkeys: number | string;
}

/** Everybody, by name. */
export const listAccounts = (db: Queryable): Promise<ListedAccount[]> =>
  db.query<ListedAccount>(
    `select ${COLUMNS}, (select max(seen) from sessions where person_id = people.id) as seen,
       (select expires_at from invitations where person_id = people.id) as invited_until,
       exists (select 1 from totp where person_id = people.id and confirmed_at is not null) as totp,
       (select count(*) from passkeys where person_id = people.id) as passkeys
     from people order by name_key`,
  );

/** Whether another person than `id` is an administrator who may sign in. */
export async function hasOtherAdministrator(tx: Queryable, id: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from people where role = 'administrator' and disabled_at is null and id <> $1
       and (password is not null or subject is not null) limit 1`,
    [id],
  );
  return rows.length > 0;
}

export const setRole = (tx: Queryable, id: string, role: Role): Promise<object[]> =>
  tx.query("update people set role = $2 where id = $1", [id, role]);

export const setDisabled = (tx: Queryable, id: string, disabled: boolean): Promise<object[]> =>
  tx.query("update people set disabled_at = $2 where id = $1", [id, disabled ? Date.now() : null]);

/** `password`: in PHC form; null: only a new invitation lets the person in again. */
export const setPassword = (tx: Queryable, id: string, password: string | null): Promise<object[]> =>
  tx.query("update people set password = $2 where id = $1", [id, password]);

export async function hasPeople(db: Db): Promise<boolean> {
  return (await db.query("select 1 from people limit 1")).length > 0;
}
