import { randomBytes } from "node:crypto";
import type { Queryable } from "../../db/db.ts";
import { hashOf } from "../secrets.ts";
import { base32 } from "./base32.ts";

const CODES = 8;
/** 120 bits, which cannot be guessed from a plain SHA-256. Below 112 bits a slow hash would be needed (ASVS 6.5.2). */
const BYTES = 15;

/** A code as it is stored, however its letters, spaces and hyphens were typed. */
const hashOfCode = (code: string): string => hashOf(code.toUpperCase().replaceAll(/[^A-Z2-7]/g, ""));

/** Replaces a person's recovery codes. They are shown once and stored as hashes. */
export async function makeRecoveryCodes(tx: Queryable, personId: string): Promise<string[]> {
  await dropRecoveryCodes(tx, personId);
  const codes = Array.from({ length: CODES }, () => base32(randomBytes(BYTES)).replace(/.{4}(?=.)/g, "$&-"));
  for (const code of codes)
    await tx.query("insert into recovery_codes (code_hash, person_id) values ($1, $2)", [hashOfCode(code), personId]);
  return codes;
}

/** Uses a recovery code of a person up. Whether there was one: of two that come at once, one gets true. */
export async function takeRecoveryCode(tx: Queryable, personId: string, code: string): Promise<boolean> {
  const taken = await tx.query(
    "delete from recovery_codes where code_hash = $1 and person_id = $2 returning person_id",
    [hashOfCode(code), personId],
  );
  return taken.length > 0;
}

export async function countRecoveryCodes(db: Queryable, personId: string): Promise<number> {
  const [row] = await db.query<{ count: number | string }>(
    "select count(*) as count from recovery_codes where person_id = $1",
    [personId],
  );
  return Number(row!.count);
}

export const dropRecoveryCodes = (tx: Queryable, personId: string): Promise<object[]> =>
  tx.query("delete from recovery_codes where person_id = $1", [personId]);
