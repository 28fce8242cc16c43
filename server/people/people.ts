import type { Db } from "../db/db.ts";
import { accessChanged, onAccessChanged } from "./access-changes.ts";
import { accountNamed, hasPeople } from "./accounts.ts";
import * as administration from "./administration.ts";
import { endKey, findKey, listKeys, makeKey, type NewKey } from "./api-keys.ts";
import { openAttempts } from "./attempts.ts";
import { changeKeys, watchCookieKey } from "./change-keys.ts";
import { type Confirmation, confirmPerson } from "./confirmation.ts";
import { invitedBy } from "./invitations.ts";
import { openPasskeys } from "./passkeys/passkeys.ts";
import type { IsBreached } from "./passwords/breached-passwords.ts";
import { openPasswords, type Passwords } from "./passwords/passwords.ts";
import { openSecondFactor } from "./second-factor/second-factor.ts";
import { hashOf, openDeviceKeys, serverSecret } from "./secrets.ts";
import {
  addSession,
  endSession,
  endSessions,
  type FoundSession,
  findSession,
  listSessions,
  type NewSession,
  touchSession,
} from "./sessions.ts";
import { acceptInvitation, changePassword, checkPassword, refusalOf } from "./sign-in.ts";

export type People = ReturnType<typeof openPeople>;

interface Parts {
  passwords?: Passwords;
  /** Without it, no new password is compared with leaked ones. */
  isBreached?: IsBreached;
}

/** People, their passwords, invitations, sessions and keys. All of it is in the journal's database, so replicas share it. */
export function openPeople(db: Db, { passwords = openPasswords(), isBreached = async () => false }: Parts = {}) {
  const tools = { db, passwords, attempts: openAttempts(db), isBreached };
  /** Ends what `end` deletes, then everything that is open with it. */
  const ending = async (personId: string, end: () => Promise<unknown>): Promise<void> => {
    await end();
    accessChanged(db, personId);
  };
  const passkeys = openPasskeys(tools);
  return {
    /** Whether anybody was ever added. */
    any: () => hasPeople(db),
    /** The secret that signs session cookies. */
    sessionSecret: () => serverSecret(db, "session"),
    deviceKey: openDeviceKeys(db),
    watchCookieKey: () => watchCookieKey(db),
    changeKeys: () => changeKeys(db),
    onAccessChanged: (listener: (personId: string | null) => void) => onAccessChanged(db, listener),

    secondFactor: openSecondFactor(tools),
    passkeys,
    /** Problems: those of `confirmPerson`. */
    confirm: (id: string, confirmation: Confirmation) => confirmPerson(tools, id, confirmation),

    signIn: (name: string, password: string, address: string) => checkPassword(tools, name, password, address),
    invitedBy: (token: string) => invitedBy(db, token),
    acceptInvitation: (token: string, password: string) => acceptInvitation(tools, token, password),
    changePassword: (id: string, change: Parameters<typeof changePassword>[2]) => changePassword(tools, id, change),
    refusalOf: (password: string, name: string) => refusalOf(tools, password, name),
    hashPassword: (password: string) => passwords.hash(password),

    findSession: (id: string) => findSession(db, hashOf(id)),
    findSessionByHash: (idHash: string) => findSession(db, idHash),
    addSession: (id: string, session: NewSession) => addSession(db, id, session),
    touchSession: (session: FoundSession) => touchSession(db, session),
    listSessions: (personId: string) => listSessions(db, personId),
    async endSession(personId: string, idHash: string): Promise<boolean> {
      const ended = await endSession(db, personId, idHash);
      if (ended) accessChanged(db, personId);
      return ended;
    },
    endSessions: (personId: string) => ending(personId, () => db.write((tx) => endSessions(tx, personId))),

    findKey: (key: string) => findKey(db, key),
    makeKey: (personId: string, key: NewKey) => makeKey(db, personId, key),
    listKeys: (personId: string) => listKeys(db, personId),
    async endKey(personId: string, id: string): Promise<boolean> {
      const ended = await endKey(db, personId, id);
      if (ended) accessChanged(db, personId);
      return ended;
    },

    named: (name: string) => accountNamed(db, name),
    everybody: () => administration.everybody(db),
    invite: (...[name, role]: OfDb<typeof administration.invitePerson>) => administration.invitePerson(db, name, role),
    add: (...[name, role, password]: OfDb<typeof administration.addPerson>) =>
      administration.addPerson(db, name, role, password),
    reset: (id: string) => administration.resetPassword(db, id),
    changeRole: (...[id, role]: OfDb<typeof administration.changeRole>) => administration.changeRole(db, id, role),
    disable: (id: string) => administration.disablePerson(db, id),
    enable: (id: string) => administration.enablePerson(db, id),
  };
}

/** The arguments of a function after the database. */
type OfDb<F extends (db: Db, ...rest: never[]) => unknown> = F extends (db: Db, ...rest: infer R) => unknown
  ? R
  : never;
