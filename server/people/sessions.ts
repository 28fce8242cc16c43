import type { Role } from "../../shared/roles.ts";
import type { Db, Queryable } from "../db/db.ts";
import { hashOf } from "./secrets.ts";

const HOUR_MS = 60 * 60 * 1000;
/** A session ends when it was not used for this long. */
const IDLE_MS = 12 * HOUR_MS;
/** A session ends this long after the sign-in. */
export const ABSOLUTE_MS = 7 * 24 * HOUR_MS;
/** How exactly it is noted when a session was used. */
const TOUCH_MS = 60_000;

/** A session with its person as they are now. */
export interface FoundSession {
  id_hash: string;
  person_id: string;
  name: string;
  role: Role;
  born: number;
  seen: number;
  /** Whether the person signs in with a password and nothing else. A number on SQLite. */
  password_only: boolean | number;
}

const valid = (): [born: number, seen: number] => [Date.now() - ABSOLUTE_MS, Date.now() - IDLE_MS];

const FOUND = `select s.id_hash, s.person_id, p.name, p.role, s.born, s.seen,
  p.password is not null
    and not exists (select 1 from totp where person_id = p.id and confirmed_at is not null)
    and not exists (select 1 from passkeys where person_id = p.id) as password_only
  from sessions s join people p on p.id = s.person_id
  where s.id_hash = $1 and s.born > $2 and s.seen > $3 and p.disabled_at is null`;

/** The session with this hash of its id, if it is valid and its person is not disabled. */
export async function findSession(db: Queryable, idHash: string): Promise<FoundSession | null> {
  const [row] = await db.query<FoundSession>(FOUND, [idHash, ...valid()]);
  return row ?? null;
}

export interface NewSession {
  personId: string;
  /** The browser, and the address from which the person signed in. */
  device: string;
  address: string;
}

/** Stores a session. A person who was disabled meanwhile gets none. */
export async function addSession(db: Db, id: string, { personId, device, address }: NewSession): Promise<void> {
  const now = Date.now();
  await db.write(async (tx) => {
    await tx.query("delete from sessions where person_id = $1 and (born <= $2 or seen <= $3)", [personId, ...valid()]);
    await tx.query(
      `insert into sessions (id_hash, person_id, born, seen, device, address)
       select $1, id, $3, $3, $4, $5 from people where id = $2 and disabled_at is null on conflict (id_hash) do nothing`,
      [hashOf(id), personId, now, device, address],
    );
  });
}

/** Notes that a session was used, once a minute. Nobody waits for it. */
export function touchSession(db: Db, { id_hash, seen }: Pick<FoundSession, "id_hash" | "seen">): void {
  const now = Date.now();
  if (now - seen < TOUCH_MS) return;
  // The next request notes it if this fails.
  db.execute("update sessions set seen = $2 where id_hash = $1", [id_hash, now], { durable: false }).catch(() => {});
}

export type ListedSession = Pick<FoundSession, "id_hash" | "born" | "seen"> & { device: string; address: string };

/** A person's valid sessions, the one used last first. */
export const listSessions = (db: Queryable, personId: string): Promise<ListedSession[]> =>
  db.query<ListedSession>(
    `select id_hash, born, seen, device, address from sessions
     where person_id = $1 and born > $2 and seen > $3 order by seen desc`,
    [personId, ...valid()],
  );

/** Ends one session of a person; whether there was one. */
export async function endSession(db: Db, personId: string, idHash: string): Promise<boolean> {
  const ended = await db.execute("delete from sessions where person_id = $1 and id_hash = $2 returning id_hash", [
    personId,
    idHash,
  ]);
  return ended.length > 0;
}

/** Ends a person's sessions, and sign-ins that wait for the second factor. */
export async function endSessions(tx: Queryable, personId: string): Promise<void> {
  await tx.query("delete from started_sign_ins where person_id = $1", [personId]);
  await tx.query("delete from sessions where person_id = $1", [personId]);
}
