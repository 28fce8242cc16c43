import { problem } from "../../shared/api/problem.ts";
import type { Result } from "../result.ts";
import { type Account, accountOf } from "./accounts.ts";
import { findSession } from "./sessions.ts";
import { confirmPassword, type Tools } from "./sign-in.ts";

/** How recently a person without a password must have come from the provider, in milliseconds: 5 minutes. */
const RECENT_MS = 5 * 60 * 1000;

/** By what a person who is signed in shows once more who they are, and from where. */
export interface Confirmation {
  /** As it was typed again; not for people without a password. */
  password?: string | undefined;
  address: string;
  /** The SHA-256 of the session's id, if there is one. */
  session?: string;
  /** Whether people sign in through a provider only, so that nobody is asked for a password. */
  withoutPasswords?: boolean;
}

const refused = (status: number, code: string): Result<never> => ({ ok: false, problem: problem(status, code) });

/**
 * Has a person who is signed in confirm a change: by the password typed again, or, without one, by a sign-in through the
 * provider a short time ago. Problems: `CONFIRMATION_REQUIRED`, `SIGN_IN_AGAIN`, those of `confirmPassword`.
 */
export async function confirmPerson(
  tools: Tools,
  id: string,
  { password, address, session, withoutPasswords = false }: Confirmation,
): Promise<Result<Account>> {
  const account = await accountOf(tools.db, id);
  if (account === null) return refused(401, "NOT_SIGNED_IN");
  if (withoutPasswords || (account.password === null && account.subject !== null)) {
    const found = session === undefined ? null : await findSession(tools.db, session);
    const recent = found !== null && Date.now() - found.born < RECENT_MS;
    return recent ? { ok: true, value: account } : refused(403, "SIGN_IN_AGAIN");
  }
  if (password === undefined) return refused(422, "CONFIRMATION_REQUIRED");
  return confirmPassword(tools, id, password, address);
}
