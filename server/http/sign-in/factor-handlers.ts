import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import type { factorRoutes, PasskeyRow as ShownPasskey } from "../../../shared/api/people/factor-routes.ts";
import { problem } from "../../../shared/api/problem.ts";
import type { PasskeyRow } from "../../people/passkeys/passkey-table.ts";
import type { People } from "../../people/people.ts";
import type { Result } from "../../result.ts";
import type { Caller, Handlers } from "../mount.ts";
import { enter, own } from "./own-account.ts";

const done = { ok: true as const, value: { done: true as const } };
const refused = (status: number, code: string) => ({ ok: false as const, problem: problem(status, code) });
const iso = (ms: number): string => new Date(ms).toISOString();

/** The handlers of `factor-routes`. `passwords`: whether people sign in with passwords. */
export function factorHandlers(people: People, passwords: boolean): Pick<Handlers, keyof typeof factorRoutes> {
  const { secondFactor, passkeys } = people;
  const confirmation = (caller: Caller, { password }: { password: string }) => {
    const { session, entry } = own(caller);
    return { password, address: entry.address, session, withoutPasswords: !passwords };
  };
  const placeOf = ({ entry }: Caller) => entry?.place ?? null;
  const needsName = refused(409, "PASSKEY_NEEDS_NAME");
  /** Notes in the audit log what was added or removed, once it is. */
  function noted<T>({ note }: Caller, factor: object, result: Result<T>): Result<T> {
    if (result.ok) note(factor);
    return result;
  }
  return {
    finishSignIn: async ({ body }, caller) => {
      const token = caller.entry?.started.read() ?? null;
      const personId = token && (await secondFactor.startedBy(token));
      if (!token || !personId) return refused(401, "SIGN_IN_EXPIRED");
      caller.note({ subject: personId });
      const result = await secondFactor.finish(token, body.code);
      if (result.ok) caller.entry?.started.clear();
      return enter(result, caller);
    },
    startPasskeySignIn: async (_input, caller) => {
      const place = placeOf(caller);
      return place === null ? needsName : optionsOf(await passkeys.startSignIn(caller.entry?.address ?? "", place));
    },
    signInByPasskey: async ({ body }, caller) => {
      const place = placeOf(caller);
      if (place === null) return needsName;
      const token = caller.entry?.started.read() ?? null;
      const started = token && (await secondFactor.startedBy(token));
      const result = await passkeys.signIn(body.response as AuthenticationResponseJSON, place, started);
      if (result.ok) caller.entry?.started.clear();
      return enter(result, caller);
    },

    startConfirmation: async (_input, caller) => {
      const { id, entry } = own(caller);
      if (entry.place === null) return needsName;
      return optionsOf(await passkeys.startConfirming(id, entry.address, entry.place));
    },

    getFactors: async (_input, caller) => {
      const { id } = own(caller);
      const [{ password, totpSince, recoveryCodes }, listed] = await Promise.all([
        secondFactor.state(id),
        passkeys.list(id),
      ]);
      return {
        ok: true,
        value: {
          password: password && passwords,
          by_provider: caller.identity.strong,
          totp_since: totpSince === null ? null : iso(totpSince),
          recovery_codes: recoveryCodes,
          passkeys: listed.map(shown),
        },
      };
    },
    setUpTotp: async ({ body }, caller) => secondFactor.setUp(own(caller).id, confirmation(caller, body)),
    confirmTotp: async ({ body }, caller) => {
      const result = await secondFactor.confirm(own(caller).id, body.code);
      return codesOf(noted(caller, { after: { second_factor: "code" } }, result));
    },
    removeTotp: async ({ body }, caller) => {
      const result = await secondFactor.remove(own(caller).id, confirmation(caller, body));
      return doneIf(noted(caller, { before: { second_factor: "code" } }, result));
    },
    renewRecoveryCodes: async ({ body }, caller) =>
      codesOf(await secondFactor.renewRecoveryCodes(own(caller).id, confirmation(caller, body))),

    startPasskey: async ({ body }, caller) => {
      const place = placeOf(caller);
      if (place === null) return needsName;
      return optionsOf(await passkeys.startAdding(own(caller).id, confirmation(caller, body), place));
    },
    addPasskey: async ({ body }, caller) => {
      const place = placeOf(caller);
      if (place === null) return needsName;
      const response = body.response as RegistrationResponseJSON;
      const result = await passkeys.add(own(caller).id, body.name, response, place);
      return codesOf(noted(caller, { after: { passkey: body.name } }, result));
    },
    removePasskey: async ({ params, body }, caller) => {
      const { id } = own(caller);
      const named = (await passkeys.list(id)).find((one) => one.id === params.id)?.name;
      const result = await passkeys.remove(id, params.id, confirmation(caller, body));
      return doneIf(noted(caller, { before: { passkey: named } }, result));
    },
  };
}

const doneIf = (result: Result<unknown>) => (result.ok ? done : result);
const codesOf = (result: Result<string[]>) =>
  result.ok ? { ok: true as const, value: { recovery_codes: result.value } } : result;
const optionsOf = (result: Result<object>) =>
  result.ok ? { ok: true as const, value: { options: result.value as Record<string, unknown> } } : result;

const shown = ({ id, name, created_at, used_at }: PasskeyRow): ShownPasskey => ({
  id,
  name,
  created_at: iso(created_at),
  last_used: used_at === null ? null : iso(used_at),
});
