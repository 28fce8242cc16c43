import { type Problem, problem } from "../../shared/api/problem.ts";
import type { Db } from "../db/db.ts";
import type { Result } from "../result.ts";
import { accessChanged } from "./access-changes.ts";
import { type Account, accountNamed, accountOf, setPassword } from "./accounts.ts";
import type { Attempts } from "./attempts.ts";
import { invitedBy, takeInvitation } from "./invitations.ts";
import type { IsBreached } from "./passwords/breached-passwords.ts";
import { isEasy } from "./passwords/easy-passwords.ts";
import { BusyHashingError, type Passwords } from "./passwords/passwords.ts";
import { endSessions } from "./sessions.ts";

export interface Tools {
  db: Db;
  passwords: Passwords;
  attempts: Attempts;
  isBreached: IsBreached;
}

const refused = (found: Problem): Result<never> => ({ ok: false, problem: found });

/** Runs `work` unless too many passwords are being checked already. */
async function unlessBusy<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BusyHashingError) return refused(problem(503, "SIGN_IN_BUSY"));
    throw error;
  }
}

/**
 * Checks a name and a password. Whatever is wrong with them, the answer is the same and takes one run of argon2id. Problems:
 * `SIGN_IN_FAILED`, `TOO_MANY_ATTEMPTS`, `SIGN_IN_BUSY`.
 */
export async function checkPassword(tools: Tools, name: string, password: string, address: string) {
  const { db, passwords, attempts } = tools;
  const wait = await attempts.begin(name, address);
  if (wait !== null) return refused(problem(429, "TOO_MANY_ATTEMPTS", { retry_after: wait }));
  return unlessBusy<Account>(async () => {
    const account = await accountNamed(db, name);
    const usable = account?.disabled_at === null ? account.password : null;
    if (!(await passwords.matches(password, usable)) || account === null)
      return refused(problem(401, "SIGN_IN_FAILED"));
    await attempts.succeeded(name, address);
    return { ok: true, value: account };
  });
}

/** Why a person may not have a new password: `PASSWORD_TOO_EASY`, `PASSWORD_BREACHED`; null: they may. */
export async function refusalOf({ isBreached }: Pick<Tools, "isBreached">, password: string, name: string) {
  if (await isEasy(password, name)) return problem(422, "PASSWORD_TOO_EASY");
  return (await isBreached(password)) ? problem(422, "PASSWORD_BREACHED") : null;
}

/** Uses an invitation up for a password. Problems: `INVITATION_INVALID`, `SIGN_IN_BUSY`, those of `refusalOf`. */
export async function acceptInvitation(tools: Tools, token: string, password: string) {
  const { db, passwords } = tools;
  const invited = await invitedBy(db, token);
  if (invited === null) return refused(problem(404, "INVITATION_INVALID"));
  const refusal = await refusalOf(tools, password, invited.name);
  if (refusal !== null) return refused(refusal);
  return unlessBusy<Account>(async () => {
    const stored = await passwords.hash(password);
    const account = await db.write(async (tx) => {
      if (!(await takeInvitation(tx, token))) return null;
      await setPassword(tx, invited.id, stored);
      return accountOf(tx, invited.id);
    });
    return account === null ? refused(problem(404, "INVITATION_INVALID")) : { ok: true, value: account };
  });
}

/** Asks a person who is signed in for the password again. Problems: `PASSWORD_WRONG`, `TOO_MANY_ATTEMPTS`, `SIGN_IN_BUSY`. */
export async function confirmPassword(
  tools: Tools,
  id: string,
  password: string,
  address: string,
): Promise<Result<Account>> {
  const account = await accountOf(tools.db, id);
  if (account === null) return refused(problem(401, "NOT_SIGNED_IN"));
  const checked = await checkPassword(tools, account.name, password, address);
  if (checked.ok || checked.problem.code !== "SIGN_IN_FAILED") return checked;
  return refused(problem(422, "PASSWORD_WRONG"));
}

interface PasswordChange {
  current: string;
  password: string;
  address: string;
}

/** Changes a person's password and ends all sessions. Problems: those of `confirmPassword` and `refusalOf`. */
export async function changePassword(tools: Tools, id: string, change: PasswordChange): Promise<Result<Account>> {
  const { db, passwords } = tools;
  const checked = await confirmPassword(tools, id, change.current, change.address);
  if (!checked.ok) return checked;
  const account = checked.value;
  const refusal = await refusalOf(tools, change.password, account.name);
  if (refusal !== null) return refused(refusal);
  return unlessBusy<Account>(async () => {
    const stored = await passwords.hash(change.password);
    await db.write(async (tx) => {
      await setPassword(tx, id, stored);
      await endSessions(tx, id);
    });
    accessChanged(db, id);
    return { ok: true, value: account };
  });
}
