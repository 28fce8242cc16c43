import { peopleRoutes } from "../../../shared/api/people/people-routes.ts";
import { problem } from "../../../shared/api/problem.ts";
import type { Invited } from "../../people/administration.ts";
import type { ApiKey } from "../../people/api-keys.ts";
import { invitationPath } from "../../people/invitations.ts";
import type { People } from "../../people/people.ts";
import type { Result } from "../../result.ts";
import type { SignIn } from "../desk.ts";
import type { Caller, Handlers } from "../mount.ts";
import type { Entry } from "./access.ts";

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
  return { ...handlersWith(signIn.people), ...off, ...methods(signIn.passwords, signIn.oidc !== null) };
}

/** What makes no sense where everybody comes from a provider. */
const BY_PASSWORD = ["signIn", "readInvitation", "acceptInvitation", "changePassword", "invitePerson", "resetPerson"];

const methods = (password: boolean, oidc: boolean): Pick<PeopleHandlers, "signInMethods"> => ({
  signInMethods: async () => ({ ok: true, value: { password, oidc } }),
});

function refusing(code: string, names: readonly string[]): Partial<PeopleHandlers> {
  const off = async () => refused(404, code);
  return Object.fromEntries(names.map((name) => [name, off]));
}

/** The person and the session of a caller. Routes that need them let nobody else in. */
function own({ identity, entry }: Caller): { id: string; session: string; entry: Entry } {
  if (identity.personId === null || identity.session === null || entry === null)
    throw new Error("a route of a person's own account was called without a session");
  return { id: identity.personId, session: identity.session, entry };
}

function handlersWith(people: People): Omit<PeopleHandlers, "signInMethods"> {
  /** Signs in whom `result` names. */
  async function enter(result: Result<{ id: string; name: string; role: Caller["identity"]["role"] }>, caller: Caller) {
    if (!result.ok) return result;
    const { id, name, role } = result.value;
    await caller.entry?.begin(id);
    return { ok: true as const, value: { name, role } };
  }
  return {
    signIn: async ({ body }, caller) =>
      enter(await people.signIn(body.name.trim(), body.password, caller.entry?.address ?? ""), caller),
    signOut: async ({ body }, caller) => {
      const { id, entry } = own(caller);
      if (body.everywhere) await people.endSessions(id);
      await entry.end();
      return done;
    },
    readInvitation: async ({ body }) => {
      const invited = await people.invitedBy(body.token);
      return invited === null ? refused(404, "INVITATION_INVALID") : { ok: true, value: { name: invited.name } };
    },
    acceptInvitation: async ({ body }, caller) =>
      enter(await people.acceptInvitation(body.token, body.password), caller),
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
    endSession: async ({ params }, caller) =>
      doneOr("NO_SUCH_SESSION", await people.endSession(own(caller).id, params.id)),

    listKeys: async (_input, caller) => ({
      ok: true,
      value: { items: (await people.listKeys(own(caller).id)).map(keyRow) },
    }),
    makeKey: async ({ body }, caller) => {
      const { key, ...made } = await people.makeKey(own(caller).id, body);
      return { ok: true, value: { ...keyRow(made), key } };
    },
    endKey: async ({ params }, caller) => doneOr("NO_SUCH_KEY", await people.endKey(own(caller).id, params.id)),

    listPeople: async () => ({ ok: true, value: { items: await people.everybody() } }),
    invitePerson: async ({ body }) => linkOf(await people.invite(body.name, body.role)),
    resetPerson: async ({ params }) => linkOf(await people.reset(params.id)),
    changeRole: async ({ params, body }) => doneIf(await people.changeRole(params.id, body.role)),
    disablePerson: async ({ params }) => doneIf(await people.disable(params.id)),
    enablePerson: async ({ params }) => doneIf(await people.enable(params.id)),
  };
}

const doneIf = (result: Result<unknown>) => (result.ok ? done : result);

function linkOf(result: Result<Invited>) {
  if (!result.ok) return result;
  const { account, invitation } = result.value;
  const { token, expires_at } = invitation;
  return { ok: true as const, value: { name: account.name, path: invitationPath(token), expires_at: iso(expires_at) } };
}

const keyRow = ({ id, name, role, created_at, expires_at, used_at }: ApiKey) => ({
  id,
  name,
  role,
  created_at: iso(created_at),
  expires_at: iso(expires_at),
  last_used: used_at === null ? null : iso(used_at),
});
