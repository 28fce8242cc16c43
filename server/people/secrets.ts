import { createHash, randomBytes } from "node:crypto";
import type { Db } from "../db/db.ts";

/** A secret to give out: 24 random bytes as 32 characters that need no escaping in a URL. */
export const newSecret = (): string => randomBytes(24).toString("base64url");

/** What is stored of a secret that was given out. It is random, so a plain SHA-256 cannot be reversed by guessing. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** A secret of the server, made at its first use and shared by all replicas. */
export async function serverSecret(db: Db, name: string): Promise<string> {
  await db.execute("insert into server_secrets (name, value) values ($1, $2) on conflict (name) do nothing", [
    name,
    randomBytes(32).toString("base64url"),
  ]);
  const [row] = await db.query<{ value: string }>("select value from server_secrets where name = $1", [name]);
  return row!.value;
}
