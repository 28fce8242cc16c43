import { createHash, hkdfSync, randomBytes } from "node:crypto";
import type { Db, Queryable } from "../db/db.ts";

/** A secret to give out: 24 random bytes as 32 characters that need no escaping in a URL. */
export const newSecret = (): string => randomBytes(24).toString("base64url");

/** What is stored of a secret that was given out. It is random, so a plain SHA-256 cannot be reversed by guessing. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** A key of the server: 32 random bytes in base64url. */
export const newKey = (): string => randomBytes(32).toString("base64url");

/** A secret of the server, made at its first use and shared by all replicas. */
export async function serverSecret(db: Db, name: string): Promise<string> {
  await db.execute("insert into server_secrets (name, value) values ($1, $2) on conflict (name) do nothing", [
    name,
    newKey(),
  ]);
  const [row] = await db.query<{ value: string }>("select value from server_secrets where name = $1", [name]);
  return row!.value;
}

const DEVICE_KEY_BYTES = 64;

/**
 * The key with which the page encrypts what it stores of a person on a device, base64url. It is derived from a secret of the server, so
 * nothing is stored for it, and a new password does not change it.
 */
export function openDeviceKeys(db: Db): (personId: string) => Promise<string> {
  let secret: string | undefined;
  // Deriving a key takes 15 µs, a twentieth of what a session may cost a request.
  const derived = new Map<string, string>();
  return async (personId) => {
    const known = derived.get(personId);
    if (known !== undefined) return known;
    secret ??= await serverSecret(db, "device-storage");
    const key = Buffer.from(hkdfSync("sha256", secret, "", personId, DEVICE_KEY_BYTES)).toString("base64url");
    derived.set(personId, key);
    return key;
  };
}

/**
 * As `serverSecret`, within a transaction, until whose end nobody can change it. `update`: who changes it waits for all who
 * share it.
 */
export async function lockedSecret(
  tx: Queryable,
  engine: Db["engine"],
  name: string,
  lock: "share" | "update",
): Promise<string> {
  const select = `select value from server_secrets where name = $1 ${engine === "postgres" ? `for ${lock}` : ""}`;
  const [found] = await tx.query<{ value: string }>(select, [name]);
  if (found !== undefined) return found.value;
  await tx.query("insert into server_secrets (name, value) values ($1, $2) on conflict (name) do nothing", [
    name,
    newKey(),
  ]);
  const [made] = await tx.query<{ value: string }>(select, [name]);
  return made!.value;
}
