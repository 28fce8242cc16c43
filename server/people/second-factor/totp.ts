import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { base32 } from "./base32.ts";

/*
 * Codes by time, RFC 6238 over RFC 4226, in the one form that every authenticator app knows: HMAC-SHA-1, six digits, a new
 * code every 30 seconds. SHA-1 is used as a keyed hash here, where its collisions are of no use.
 */

const STEP_MS = 30_000;
const DIGITS = 6;
/** RFC 4226, section 4: 160 bits are recommended. */
const SECRET_BYTES = 20;

export const newTotpSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** The number of the time step at a time, in milliseconds since 1970. */
export const stepAt = (ms: number): number => Math.floor(ms / STEP_MS);

/** The code of a time step. */
export function codeOf(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", secret).update(counter).digest();
  const offset = hash.at(-1)! & 0xf;
  const number = hash.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** The time step whose code was typed. `expired`: it is the one that has just ended, so the code can't be used any more. */
export interface TypedStep {
  step: number;
  expired: boolean;
}

/** The time step of a code, if it is that of `now` (milliseconds since 1970) or the one before. Null: the code is none of theirs. */
export function stepOfCode(secret: Buffer, code: string, now: number): TypedStep | null {
  if (!/^\d{6}$/.test(code)) return null;
  const given = Buffer.from(code);
  const at = stepAt(now);
  const found = [at, at - 1].filter((step) => timingSafeEqual(Buffer.from(codeOf(secret, step)), given));
  return found[0] === undefined ? null : { step: found[0], expired: found[0] !== at };
}

/** The address that authenticator apps read, usually as a QR code. */
export function otpauthAddress(secret: Buffer, name: string): string {
  const issuer = "Task Desk";
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(name)}`;
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
