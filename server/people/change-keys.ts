import type { Db, Queryable } from "../db/db.ts";
import { accessChanged, keysChanged, onKeysChanged } from "./access-changes.ts";
import { type Encryption, encryptionWith } from "./second-factor/encryption.ts";
import { lockedSecret, newKey, serverSecret } from "./secrets.ts";

/** How often the key of cookies is read again, in milliseconds: a notification may have been lost. */
const READ_EVERY_MS = 30_000;

/** A secret can't be decrypted, so no key was changed. */
export class UnreadableSecretError extends Error {}

/** How much was changed. */
export interface ChangedKeys {
  /** Secrets of authenticator apps that were encrypted anew. */
  apps: number;
  /** Sessions that ended. */
  sessions: number;
}

/**
 * Replaces the keys of cookies and of the secrets of authenticator apps, in one transaction. Sessions, whose cookies the old key has
 * signed, end. Other secrets of the server stay. Replicas use the new keys from then on. Rejects with `UnreadableSecretError`.
 */
export async function changeKeys(db: Db): Promise<ChangedKeys> {
  const { people, ...changed } = await db.write(async (tx) => {
    const old = encryptionWith(await lockedSecret(tx, db.engine, "second-factor", "update"));
    const key = newKey();
    await setSecret(tx, "second-factor", key);
    const apps = await encryptAnew(tx, old, encryptionWith(key));
    await lockedSecret(tx, db.engine, "session", "update");
    await setSecret(tx, "session", newKey());
    const ended = await tx.query<{ person_id: string }>("delete from sessions returning person_id");
    return { apps, sessions: ended.length, people: new Set(ended.map(({ person_id }) => person_id)) };
  });
  keysChanged(db);
  for (const id of people) accessChanged(db, id);
  return changed;
}

const setSecret = (tx: Queryable, name: string, value: string): Promise<object[]> =>
  tx.query("update server_secrets set value = $2 where name = $1", [name, value]);

/** How many secrets of authenticator apps there are. */
async function encryptAnew(tx: Queryable, from: Encryption, to: Encryption): Promise<number> {
  const rows = await tx.query<{ person_id: string; name: string; secret: string }>(
    "select t.person_id, p.name, t.secret from totp t join people p on p.id = t.person_id",
  );
  for (const { person_id, name, secret } of rows) {
    let plain: Buffer;
    try {
      plain = from.decrypt(secret, person_id);
    } catch {
      throw new UnreadableSecretError(
        `The secret of the authenticator app of ${name} can't be decrypted, so no key was changed. Run: npm run people -- reset-factor ${JSON.stringify(name)}`,
      );
    }
    await tx.query("update totp set secret = $2 where person_id = $1", [person_id, to.encrypt(plain, person_id)]);
  }
  return rows.length;
}

/** The key of cookies, as it is now on all replicas. */
export interface CookieKey {
  now(): string;
  close(): void;
}

/** Reads the key of cookies, and again when it has changed. */
export async function watchCookieKey(db: Db): Promise<CookieKey> {
  let key = await serverSecret(db, "session");
  async function read(): Promise<void> {
    // A database that cannot be read says nothing; the next time does.
    key = await serverSecret(db, "session").catch(() => key);
  }
  const unsubscribe = onKeysChanged(db, () => void read());
  const timer = setInterval(() => void read(), READ_EVERY_MS);
  timer.unref();
  return {
    now: () => key,
    close() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}
