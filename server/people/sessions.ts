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
  /** Whether the provider has shown the factor or the level that the settings demand of it. A number on SQLite. */
  strong: boolean | number;
  /** Whether it has not, and the person has no second factor here either. A number on SQLite. */
  one_factor: boolean | number;
}

const valid = (): [born: number, seen: number, now: number] => {
  const now = Date.now();
  return [now - ABSOLUTE_MS, now - IDLE_MS, now];
};

const FOUND = `select s.id_hash, s.person_id, p.name, p.role, s.born, s.seen, s.strong,
  not s.strong
    and not exists (select 1 from totp where person_id = p.id and confirmed_at is not null)
    and not exists (select 1 from passkeys where person_id = p.id) as one_factor
  from sessions s join people p on p.id = s.person_id
  where s.id_hash = $1 and s.born > $2 and s.seen > $3 and (s.ends_at is null or s.ends_at > $4)
    and p.disabled_at is null`;

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
  /** Whether the provider has shown the factor or the level that the settings demand of it. */
  strong?: boolean;
  /** After how many milliseconds a person whom the provider knows has to sign in again; null: as others. */
  providerMs?: number | null;
}

/** Stores a session. A person who was disabled meanwhile gets none. */
export async function addSession(db: Db, id: string, session: NewSession): Promise<void> {
  const { personId, device, address, strong = false, providerMs = null } = session;
  const now = Date.now();
  const endsAt = providerMs === null ? null : now + providerMs;
  await db.write(async (tx) => {
    await tx.query("delete from sessions where person_id = $1 and (born <= $2 or seen <= $3 or ends_at <= $4)", [
      personId,
      ...valid(),
    ]);
    await tx.query(
      `insert into sessions (id_hash, person_id, born, seen, device, address, strong, ends_at)
       select $1, id, $3, $3, $4, $5, $6, case when subject is null then null else cast($7 as bigint) end
       from people where id = $2 and disabled_at is null on conflict (id_hash) do nothing`,
      [hashOf(id), personId, now, device, address, strong, endsAt],
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
     where person_id = $1 and born > $2 and seen > $3 and (ends_at is null or ends_at > $4) order by seen desc`,
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
