import { randomBytes } from "node:crypto";
import type { Db } from "../../db/db.ts";
import { hashOf } from "../secrets.ts";

/** How long a challenge can be answered, in milliseconds: 5 minutes. */
export const CHALLENGE_MS = 5 * 60 * 1000;

/** What a challenge is for. One that somebody got to confirm a request must not add a passkey, which takes the password. */
type Purpose = "sign in" | "confirm" | "add";

const hashFor = (purpose: Purpose, challenge: string): string => hashOf(`${purpose} ${challenge}`);

/** A challenge to sign. `personId`: who adds a passkey, or confirms by one; null: somebody signs in. */
export async function makeChallenge(
  db: Db,
  purpose: Purpose,
  personId: string | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = new Uint8Array(randomBytes(32));
  const now = Date.now();
  await db.write(async (tx) => {
    await tx.query("delete from passkey_challenges where expires_at <= $1", [now]);
    await tx.query("insert into passkey_challenges (challenge_hash, person_id, expires_at) values ($1, $2, $3)", [
      hashFor(purpose, Buffer.from(challenge).toString("base64url")),
      personId,
      now + CHALLENGE_MS,
    ]);
  });
  return challenge;
}

/** Uses a challenge up. Whether it was made for that, and not answered before. */
export async function takeChallenge(
  db: Db,
  purpose: Purpose,
  personId: string | null,
  challenge: string,
): Promise<boolean> {
  const taken = await db.execute<{ person_id: string | null }>(
    "delete from passkey_challenges where challenge_hash = $1 and expires_at > $2 returning person_id",
    [hashFor(purpose, challenge), Date.now()],
  );
  return taken.length > 0 && taken[0]!.person_id === personId;
}
