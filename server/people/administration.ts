import type { PersonRow } from "../../shared/api/people/people-routes.ts";
import { problem } from "../../shared/api/problem.ts";
import type { Role } from "../../shared/roles.ts";
import type { Db, Queryable } from "../db/db.ts";
import type { Result } from "../result.ts";
import { accessChanged } from "./access-changes.ts";
import {
  type Account,
  accountOf,
  addAccount,
  hasOtherAdministrator,
  type ListedAccount,
  listAccounts,
  setDisabled,
  setPassword,
  setRole,
} from "./accounts.ts";
import { dropInvitation, type Invitation, makeInvitation } from "./invitations.ts";
import { endSessions } from "./sessions.ts";

const refused = (status: number, code: string): Result<never> => ({ ok: false, problem: problem(status, code) });

export interface Invited {
  account: Account;
  invitation: Invitation;
}

/** Adds a person who chooses a password by the link of the invitation. Problem: `NAME_TAKEN`. */
export const invitePerson = (db: Db, name: string, role: Role): Promise<Result<Invited>> =>
  db.write(async (tx) => {
    const account = await addAccount(tx, name, role);
    if (account === null) return refused(409, "NAME_TAKEN");
    return { ok: true, value: { account, invitation: await makeInvitation(tx, account.id) } };
  });

/** Adds a person with a password, in PHC form. Problem: `NAME_TAKEN`. */
export const addPerson = (db: Db, name: string, role: Role, password: string): Promise<Result<Account>> =>
  db.write(async (tx) => {
    const account = await addAccount(tx, name, role);
    if (account === null) return refused(409, "NAME_TAKEN");
    await setPassword(tx, account.id, password);
    return { ok: true, value: { ...account, password } };
  });

/** Changes a person in one write, then has everything that is open for them checked again. Problem: `NO_SUCH_PERSON`. */
async function changed<T>(
  db: Db,
  id: string,
  change: (tx: Queryable, account: Account) => Promise<Result<T>>,
): Promise<Result<T>> {
  const result = await db.write(async (tx) => {
    const account = await accountOf(tx, id);
    return account === null ? refused(404, "NO_SUCH_PERSON") : change(tx, account);
  });
  if (result.ok) accessChanged(db, id);
  return result;
}

/** A new link in place of the password, which does not work any more. The person is signed out everywhere. */
export const resetPassword = (db: Db, id: string): Promise<Result<Invited>> =>
  changed(db, id, async (tx, account) => {
    if (account.disabled_at !== null) return refused(409, "PERSON_DISABLED");
    await setPassword(tx, id, null);
    await endSessions(tx, id);
    return { ok: true, value: { account, invitation: await makeInvitation(tx, id) } };
  });

/** Problems: `NO_SUCH_PERSON`; `LAST_ADMINISTRATOR`, since nobody could undo it on the page. */
export const changeRole = (db: Db, id: string, role: Role): Promise<Result<Account>> =>
  changed(db, id, async (tx, account) => {
    const lowers = account.role === "administrator" && role !== "administrator";
    if (lowers && (await isLast(tx, account))) return refused(409, "LAST_ADMINISTRATOR");
    await setRole(tx, id, role);
    return { ok: true, value: { ...account, role } };
  });

/** Lets nobody in by this name any more: no session, no key, no link. Problems: as for `changeRole`. */
export const disablePerson = (db: Db, id: string): Promise<Result<Account>> =>
  changed(db, id, async (tx, account) => {
    if (account.role === "administrator" && (await isLast(tx, account))) return refused(409, "LAST_ADMINISTRATOR");
    await setDisabled(tx, id, true);
    await endSessions(tx, id);
    await dropInvitation(tx, id);
    return { ok: true, value: { ...account, disabled_at: Date.now() } };
  });

/** Takes a person back, with the former password and keys. Problem: `NO_SUCH_PERSON`. */
export const enablePerson = (db: Db, id: string): Promise<Result<Account>> =>
  changed(db, id, async (tx, account) => {
    await setDisabled(tx, id, false);
    return { ok: true, value: { ...account, disabled_at: null } };
  });

const isLast = async (tx: Queryable, { id, password, subject, disabled_at }: Account): Promise<boolean> =>
  (password !== null || subject !== null) && disabled_at === null && !(await hasOtherAdministrator(tx, id));

/** Everybody, as the API shows them. */
export const everybody = async (db: Queryable): Promise<PersonRow[]> => (await listAccounts(db)).map(personRow);

const dateOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function personRow(account: ListedAccount): PersonRow {
  const { id, name, role, disabled_at, password, subject, created_at, seen, invited_until, totp, passkeys } = account;
  const invited = password === null && subject === null ? ("invited" as const) : ("active" as const);
  return {
    id,
    name,
    role,
    state: disabled_at === null ? invited : "disabled",
    created_at: new Date(created_at).toISOString(),
    last_seen: dateOf(seen),
    factors: [...(totp ? (["code"] as const) : []), ...(Number(passkeys) > 0 ? (["passkey"] as const) : [])],
    invited_until: dateOf(invited_until),
  };
}
