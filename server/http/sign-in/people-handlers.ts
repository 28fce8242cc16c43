import { setTimeout } from "node:timers/promises";
import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { peopleRoutes } from "../../../shared/api/people/people-routes.ts";
import { problem } from "../../../shared/api/problem.ts";
import type { Invited } from "../../people/administration.ts";
import type { ApiKey } from "../../people/api-keys.ts";
import { invitationPath } from "../../people/invitations.ts";
import type { OidcSignIn } from "../../people/oidc/oidc-sign-in.ts";
import type { Result } from "../../result.ts";
import type { SignIn } from "../desk.ts";
import type { Caller, Handlers } from "../mount.ts";
import { factorHandlers } from "./factor-handlers.ts";
import { LEAVE } from "./oidc-pages.ts";
import { enter, own, type Person } from "./own-account.ts";

/** How long signing out waits for what the provider says of itself, in milliseconds. */
const PROVIDER_MS = 2_000;

type PeopleHandlers = Pick<Handlers, keyof typeof peopleRoutes>;

const done = { ok: true as const, value: { done: true as const } };
const refused = (status: number, code: string) => ({ ok: false as const, problem: problem(status, code) });
const doneOr = (code: string, found: boolean) => (found ? done : refused(404, code));
const iso = (ms: number): string => new Date(ms).toISOString();

/** The handlers of `people-routes`. */
export function peopleHandlers(signIn: SignIn | null): PeopleHandlers {
  if (!signIn)
    return { ...refusing("SIGN_IN_OFF", Object.keys(peopleRoutes)), ...methods(false, false) } as PeopleHandlers;
  const off = signIn.passwords ? {} : refusing("PASSWORDS_OFF", BY_PASSWORD);
  return { ...handlersWith(signIn), ...off, ...methods(signIn.passwords, signIn.oidc !== null) };
}

/** What makes no sense where everybody comes from a provider. */
const BY_PASSWORD = [
  "signIn",
  "readInvitation",
  "acceptInvitation",
  "changePassword",
  "invitePerson",
  "resetPerson",
] as const satisfies (keyof PeopleHandlers)[];

const methods = (password: boolean, oidc: boolean): Pick<PeopleHandlers, "signInMethods"> => ({
  signInMethods: async () => ({ ok: true, value: { password, oidc } }),
});

function refusing(code: string, names: readonly string[]): Partial<PeopleHandlers> {
  const off = async () => refused(404, code);
  return Object.fromEntries(names.map((name) => [name, off]));
}

function handlersWith({ people, passwords, oidc }: SignIn): Omit<PeopleHandlers, "signInMethods"> {
  /** Signs in whom `result` names, unless a second factor has to follow in the same browser. */
  async function enterOrAsk(result: Result<Person>, caller: Caller) {
    const asked = result.ok ? await people.secondFactor.askedOf(result.value.id) : null;
    if (!result.ok || asked === null) return enter(result, caller);
    const { id } = result.value;
    caller.note({ subject: id });
    caller.entry?.started.write(await people.secondFactor.start(id));
    return { ok: true as const, status: 202, value: { second_factor: asked } };
  }
  /** Checks once more who the caller is: whoever finds a browser open can't end sessions. */
  async function confirmed(
    caller: Caller,
    { password, passkey }: { password?: string | undefined; passkey?: object | undefined },
  ): Promise<Result<unknown>> {
    const { id, session, entry } = own(caller);
    if (passkey === undefined)
      return people.confirm(id, { password, session, address: entry.address, withoutPasswords: !passwords });
    if (entry.place === null) return refused(409, "PASSKEY_NEEDS_NAME");
    return people.passkeys.confirm(id, passkey as AuthenticationResponseJSON, entry.place);
  }
  /** Notes a person's role and state before and after a change. */
  async function noting<T extends { ok: boolean }>(id: string, { note }: Caller, change: () => Promise<T>): Promise<T> {
    const state = async () => {
      const found = (await people.everybody()).find((person) => person.id === id);
      return found && { name: found.name, role: found.role, state: found.state, factors: found.factors.join(", ") };
    };
    const before = await state();
    const result = await change();
    const after = result.ok ? await state() : undefined;
    note({ ...(before && { before }), ...(after && { after }) });
    return result;
  }
  return {
    ...factorHandlers(people, passwords),
    signIn: async ({ body }, caller) => {
      const name = body.name.trim();
      const result = await people.signIn(name, body.password, caller.entry?.address ?? "");
      // Only a person's name is recorded: somebody may have typed a password in its place.
      const account = result.ok ? null : await people.named(name);
      if (account !== null) caller.note({ subject: account.id });
      return enterOrAsk(result, caller);
    },
    signOut: async ({ body }, caller) => {
      const { id, entry } = own(caller);
      if (body.everywhere) {
        const checked = await confirmed(caller, body);
        if (!checked.ok) return checked;
        await people.endSessions(id);
      }
      await entry.end();
      const isKnown = oidc !== null && (await people.named(caller.identity.name))?.subject != null;
      return { ok: true, value: { done: true, provider: isKnown && (await hasSignOut(oidc)) ? LEAVE : null } };
    },
    readInvitation: async ({ body }) => {
      const invited = await people.invitedBy(body.token);
      return invited === null ? refused(404, "INVITATION_INVALID") : { ok: true, value: { name: invited.name } };
    },
    acceptInvitation: async ({ body }, caller) =>
      enterOrAsk(await people.acceptInvitation(body.token, body.password), caller),
    changePassword: async ({ body }, caller) => {
      const { id, entry } = own(caller);
      const changed = await people.changePassword(id, { ...body, address: entry.address });
      if (!changed.ok) return changed;
      await entry.begin(id);
      return done;
    },
    listSessions: async (_input, caller) => {
      const { id, session } = own(caller);
      const items = (await people.listSessions(id)).map((row) => ({
        id: row.id_hash,
        device: row.device,
        address: row.address,
        signed_in_at: iso(row.born),
        last_seen: iso(row.seen),
        current: row.id_hash === session,
      }));
      return { ok: true, value: { items } };
    },
    endSession: async ({ params, body }, caller) => {
      const { id } = own(caller);
      const checked = await confirmed(caller, body);
      if (!checked.ok) return checked;
      const session = (await people.listSessions(id)).find((one) => one.id_hash === params.id);
      if (session) caller.note({ before: { device: session.device, address: session.address } });
      return doneOr("NO_SUCH_SESSION", await people.endSession(id, params.id));
    },

    listKeys: async (_input, caller) => ({
      ok: true,
      value: { items: (await people.listKeys(own(caller).id)).map(keyRow) },
    }),
    makeKey: async ({ body }, caller) => {
      const { key, ...made } = await people.makeKey(own(caller).id, body);
      caller.note({ subject: made.id, after: { name: made.name, role: made.role, expires_at: iso(made.expires_at) } });
      return { ok: true, value: { ...keyRow(made), key } };
    },
    endKey: async ({ params }, caller) => {
      const { id } = own(caller);
      const key = (await people.listKeys(id)).find((one) => one.id === params.id);
      if (key) caller.note({ before: { name: key.name, role: key.role } });
      return doneOr("NO_SUCH_KEY", await people.endKey(id, params.id));
    },

    listPeople: async () => ({ ok: true, value: { items: await people.everybody() } }),
    invitePerson: async ({ body }, { note }) => {
      const result = await people.invite(body.name, body.role);
      if (result.ok) note({ subject: result.value.account.id, after: { name: body.name, role: body.role } });
      return linkOf(result);
    },
    resetPerson: async ({ params }) => linkOf(await people.reset(params.id)),
    resetFactor: async ({ params }, caller) => {
      if (params.id === caller.identity.personId) return refused(409, "OWN_FACTOR");
      const reset = await noting(params.id, caller, () => people.secondFactor.reset(params.id, passwords));
      if (!reset.ok) return reset;
      const { account, invitation } = reset.value;
      return { ok: true, value: { link: invitation && linkTo(account.name, invitation) } };
    },
    changeRole: ({ params, body }, caller) =>
      noting(params.id, caller, async () => doneIf(await people.changeRole(params.id, body.role))),
    disablePerson: ({ params }, caller) =>
      noting(params.id, caller, async () => doneIf(await people.disable(params.id))),
    enablePerson: ({ params }, caller) => noting(params.id, caller, async () => doneIf(await people.enable(params.id))),
  };
}

/** Whether people may sign out at the provider too, if it says so soon: nobody should wait for it. */
const hasSignOut = (oidc: OidcSignIn): Promise<boolean> =>
  Promise.race([
    oidc.signOutAddress("").then((address) => address !== null),
    setTimeout(PROVIDER_MS, false, { ref: false }),
  ]);

const doneIf = (result: Result<unknown>) => (result.ok ? done : result);

const linkOf = (result: Result<Invited>) =>
  result.ok ? { ok: true as const, value: linkTo(result.value.account.name, result.value.invitation) } : result;

const linkTo = (name: string, { token, expires_at }: Invited["invitation"]) => ({
  name,
  path: invitationPath(token),
  expires_at: iso(expires_at),
});

const keyRow = ({ id, name, role, created_at, expires_at, used_at }: ApiKey) => ({
  id,
  name,
  role,
  created_at: iso(created_at),
  expires_at: iso(expires_at),
  last_used: used_at === null ? null : iso(used_at),
});
