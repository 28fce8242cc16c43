import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { problem } from "../../shared/api/problem.ts";
import type { Result } from "../result.ts";
import { accountOf } from "./accounts.ts";
import type { Passkeys, Place } from "./passkeys/passkeys.ts";
import { findSession } from "./sessions.ts";
import { confirmPassword, type Tools } from "./sign-in.ts";

/** How long a sign-in through a provider counts as a recent one, in milliseconds: 5 minutes. */
const RECENT_MS = 5 * 60 * 1000;

/** By what a person who is signed in shows once more who they are; neither, if they sign in through a provider. */
interface Shown {
  password?: string | undefined;
  passkey?: AuthenticationResponseJSON | undefined;
}

interface Confirming {
  id: string;
  /** The SHA-256 of the session's id. */
  session: string;
  shown: Shown;
  /** Whether people sign in with passwords here. If not, or if the person has none, the sign-in has to be a recent one. */
  passwords: boolean;
  address: string;
  place: Place | null;
}

const refused = (status: number, code: string): Result<never> => ({ ok: false, problem: problem(status, code) });

/**
 * Checks once more who a person is who is signed in. Problems: `CONFIRMATION_REQUIRED`, `SIGN_IN_AGAIN`, `PASSKEY_NEEDS_NAME`,
 * `PASSKEY_REFUSED`, those of `confirmPassword`.
 */
export async function confirmPerson(
  tools: Tools,
  passkeys: Passkeys,
  confirming: Confirming,
): Promise<Result<unknown>> {
  const { id, session, shown, passwords, address, place } = confirming;
  const account = await accountOf(tools.db, id);
  if (account === null) return refused(401, "NOT_SIGNED_IN");
  if (!passwords || account.password === null) {
    const found = await findSession(tools.db, session);
    const recent = found !== null && Date.now() - found.born < RECENT_MS;
    return recent ? { ok: true, value: account } : refused(403, "SIGN_IN_AGAIN");
  }
  if (shown.passkey !== undefined)
    return place === null ? refused(409, "PASSKEY_NEEDS_NAME") : passkeys.confirm(id, shown.passkey, place);
  if (shown.password === undefined) return refused(422, "CONFIRMATION_REQUIRED");
  return confirmPassword(tools, id, shown.password, address);
}
