import { type Problem, problem } from "../../../shared/api/problem.ts";
import type { Queryable } from "../../db/db.ts";
import type { Result } from "../../result.ts";
import { accessChanged } from "../access-changes.ts";
import { type Account, accountOf, setPassword } from "../accounts.ts";
import type { Invited } from "../administration.ts";
import { type Confirmation, confirmPerson } from "../confirmation.ts";
import { dropInvitation, makeInvitation } from "../invitations.ts";
import { countPasskeys, dropPasskeys } from "../passkeys/passkey-table.ts";
import { endSessions } from "../sessions.ts";
import type { Tools } from "../sign-in.ts";
import { base32 } from "./base32.ts";
import { encryptionIn } from "./encryption.ts";
import { countRecoveryCodes, dropRecoveryCodes, makeRecoveryCodes, takeRecoveryCode } from "./recovery-codes.ts";
import { startedBy, startSignIn, takeStarted } from "./started-sign-ins.ts";
import { newTotpSecret, otpauthAddress, stepOfCode, type TypedStep } from "./totp.ts";
import { confirmedTotp, confirmTotp, dropTotp, storeSecret, takeStep, unconfirmedTotp } from "./totp-table.ts";

const refused = (found: Problem): Result<never> => ({ ok: false, problem: found });

/** Whose factors are gone. `invitation`: null for who comes through a provider only. */
export interface FactorReset {
  account: Account;
  invitation: Invited["invitation"] | null;
}

/** By what a sign-in has to be finished, after the password or the provider. A recovery code always does. */
export interface Asked {
  code: boolean;
  passkey: boolean;
}

/** What a sign-in asks for then; null: nothing more. */
async function askedOf(db: Queryable, personId: string): Promise<Asked | null> {
  // One after another: a transaction takes one query at a time.
  const totp = await confirmedTotp(db, personId);
  const passkeys = await countPasskeys(db, personId);
  return totp === null && passkeys === 0 ? null : { code: totp !== null, passkey: passkeys > 0 };
}

/** Recovery codes for a person who has none yet: their first factor was just added. */
export const firstRecoveryCodes = async (tx: Queryable, personId: string): Promise<string[]> =>
  (await countRecoveryCodes(tx, personId)) === 0 ? makeRecoveryCodes(tx, personId) : [];

/** Removes the recovery codes of a person whose last factor is gone: nothing asks for them any more. */
export async function dropIfLast(tx: Queryable, personId: string): Promise<void> {
  if ((await askedOf(tx, personId)) === null) await dropRecoveryCodes(tx, personId);
}

/** Codes by time, recovery codes, and sign-ins that wait for one of them. */
export function openSecondFactor(tools: Tools) {
  const { db, attempts } = tools;

  /**
   * Counts an attempt, and takes it off again if `check` finds the code right, or right until a moment ago: whoever is a second
   * late has not guessed. Problems: `TOO_MANY_ATTEMPTS`, `CODE_WRONG`, `CODE_EXPIRED`.
   */
  async function guarded<T>(
    personId: string,
    status: 401 | 422,
    check: () => Promise<T | "expired" | null>,
  ): Promise<Result<T>> {
    const wait = await attempts.beginCode(personId);
    if (wait !== null) return refused(problem(429, "TOO_MANY_ATTEMPTS", { retry_after: wait }));
    const value = await check();
    if (value === null) return refused(problem(status, "CODE_WRONG"));
    await attempts.codeSucceeded(personId);
    return value === "expired" ? refused(problem(status, "CODE_EXPIRED")) : { ok: true, value };
  }

  /** The step of a code of a person's app; null: it is wrong, or none is set up. */
  async function stepIn(tx: Queryable, personId: string, code: string): Promise<TypedStep | null> {
    const encryption = await encryptionIn(tx, db.engine);
    const totp = await confirmedTotp(tx, personId);
    return totp === null ? null : stepOfCode(encryption.decrypt(totp.secret, personId), code, Date.now());
  }

  return {
    async state(personId: string) {
      const [account, totp, recoveryCodes] = await Promise.all([
        accountOf(db, personId),
        confirmedTotp(db, personId),
        countRecoveryCodes(db, personId),
      ]);
      return { password: account?.password != null, totpSince: totp?.confirmed_at ?? null, recoveryCodes };
    },
    askedOf: (personId: string) => askedOf(db, personId),

    /** Notes in a browser that the password was right, or that the provider has sent the person. The token of the browser's cookie. */
    start: (personId: string): Promise<string> => db.write((tx) => startSignIn(tx, personId)),
    startedBy: (token: string) => startedBy(db, token),
    /**
     * Finishes a sign-in by a code of the app or a recovery code. Each is accepted once. Problems: `SIGN_IN_EXPIRED`,
     * `CODE_WRONG`, `CODE_EXPIRED`, `TOO_MANY_ATTEMPTS`.
     */
    async finish(token: string, typed: string): Promise<Result<Account>> {
      const expired = refused(problem(401, "SIGN_IN_EXPIRED"));
      const personId = await startedBy(db, token);
      if (personId === null) return expired;
      const code = typed.replaceAll(/[\s-]/g, "");
      return guarded(personId, 401, () =>
        db.write(async (tx) => {
          const typedStep = await stepIn(tx, personId, code);
          const right =
            typedStep === null
              ? await takeRecoveryCode(tx, personId, code)
              : await takeStep(tx, personId, typedStep.step);
          // It is used up as well, so that sending it again is a guess.
          if (right && typedStep?.expired) return "expired";
          return right && (await takeStarted(tx, token)) ? accountOf(tx, personId) : null;
        }),
      );
    },

    /** Begins to set up an app. Problems: `FACTOR_EXISTS`, those of `confirmPerson`. */
    async setUp(id: string, confirmation: Confirmation) {
      const checked = await confirmPerson(tools, id, confirmation);
      if (!checked.ok) return checked;
      const secret = newTotpSecret();
      const stored = await db.write(async (tx) =>
        storeSecret(tx, id, (await encryptionIn(tx, db.engine)).encrypt(secret, id)),
      );
      if (!stored) return refused(problem(409, "FACTOR_EXISTS"));
      return {
        ok: true as const,
        value: { secret: base32(secret), address: otpauthAddress(secret, checked.value.name) },
      };
    },
    /**
     * Puts the app to use with its first code; recovery codes, if the person had no factor. Problems: `FACTOR_NOT_STARTED`,
     * `CODE_WRONG`, `CODE_EXPIRED`, `TOO_MANY_ATTEMPTS`.
     */
    async confirm(id: string, typed: string): Promise<Result<string[]>> {
      if ((await unconfirmedTotp(db, id)) === null) return refused(problem(409, "FACTOR_NOT_STARTED"));
      const result = await guarded(id, 422, () =>
        db.write(async (tx) => {
          const encryption = await encryptionIn(tx, db.engine);
          const totp = await unconfirmedTotp(tx, id);
          if (totp === null) return null;
          const secret = encryption.decrypt(totp.secret, id);
          const typedStep = stepOfCode(secret, typed.replaceAll(/\s/g, ""), Date.now());
          if (typedStep?.expired) return "expired";
          if (typedStep === null || !(await confirmTotp(tx, id, totp.secret, typedStep.step))) return null;
          return firstRecoveryCodes(tx, id);
        }),
      );
      if (result.ok) accessChanged(db, id);
      return result;
    },
    /** Removes the app. Problems: `NO_SUCH_FACTOR`, those of `confirmPerson`. */
    async remove(id: string, confirmation: Confirmation): Promise<Result<true>> {
      const checked = await confirmPerson(tools, id, confirmation);
      if (!checked.ok) return checked;
      const removed = await db.write(async (tx) => {
        const dropped = await dropTotp(tx, id);
        if (dropped) await dropIfLast(tx, id);
        return dropped;
      });
      accessChanged(db, id);
      return removed ? { ok: true, value: true } : refused(problem(404, "NO_SUCH_FACTOR"));
    },
    /** New recovery codes in place of the old ones. Problems: as for `remove`. */
    async renewRecoveryCodes(id: string, confirmation: Confirmation): Promise<Result<string[]>> {
      const checked = await confirmPerson(tools, id, confirmation);
      if (!checked.ok) return checked;
      if ((await askedOf(db, id)) === null) return refused(problem(404, "NO_SUCH_FACTOR"));
      return { ok: true, value: await db.write((tx) => makeRecoveryCodes(tx, id)) };
    },
    /**
     * For an administrator. Ends the person's sessions and the password too: only who is given the new link can set up a factor, as at the
     * first invitation. `passwords`: whether people sign in with passwords, without which no link can be used. Problems:
     * `NO_SUCH_PERSON`, `PERSON_DISABLED`.
     */
    async reset(id: string, passwords: boolean): Promise<Result<FactorReset>> {
      const result = await db.write<Result<FactorReset>>(async (tx) => {
        const account = await accountOf(tx, id);
        if (account === null) return refused(problem(404, "NO_SUCH_PERSON"));
        if (account.disabled_at !== null) return refused(problem(409, "PERSON_DISABLED"));
        await dropTotp(tx, id);
        await dropPasskeys(tx, id);
        await dropRecoveryCodes(tx, id);
        await setPassword(tx, id, null);
        await endSessions(tx, id);
        const byProvider = !passwords || (account.password === null && account.subject !== null);
        if (byProvider) await dropInvitation(tx, id);
        return { ok: true, value: { account, invitation: byProvider ? null : await makeInvitation(tx, id) } };
      });
      if (result.ok) accessChanged(db, id);
      return result;
    },
  };
}
