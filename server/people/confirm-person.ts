import { problem } from "../../shared/api/problem.ts";
import type { Result } from "../result.ts";
import { type Account, accountOf } from "./accounts.ts";
import { findSession } from "./sessions.ts";
import { confirmPassword, type Tools } from "./sign-in.ts";

/** How recently a person without a password must have come from the provider, in milliseconds: 10 minutes. */
const RECENT_MS = 10 * 60 * 1000;

/** The password that a person who is signed in has typed again, and from where. `session`: the SHA-256 of the session's id, if there is one. */
export interface Confirmation {
  password: string;
  address: string;
  session?: string;
}

/**
 * Has a person who is signed in confirm a change: by the password typed again, or, without one, by a sign-in through the
 * provider a short time ago. Problems: `SIGN_IN_AGAIN`, those of `confirmPassword`.
 */
export async function confirmPerson(
  tools: Tools,
  id: string,
  { password, address, session }: Confirmation,
): Promise<Result<Account>> {
  const account = await accountOf(tools.db, id);
  if (account === null || account.password !== null || account.subject === null)
    return confirmPassword(tools, id, password, address);
  const found = session === undefined ? null : await findSession(tools.db, session);
  if (found !== null && Date.now() - found.born <= RECENT_MS) return { ok: true, value: account };
  return { ok: false, problem: problem(403, "SIGN_IN_AGAIN") };
}
