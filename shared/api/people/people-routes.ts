import * as z from "zod/mini";
import { wholeNumber } from "../../values/schemas.ts";
import { byId } from "../address-schemas.ts";
import type { Route } from "../route.ts";
import { confirmation, factorRoutes } from "./factor-routes.ts";
import { Done, ownAccount, PersonName, RoleSchema, SignedIn, typed } from "./people-schemas.ts";

export const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 256;
/** How long an API key can be used, in days. */
export const LONGEST_KEY = 366;

export const NewPassword = z
  .string()
  .check(
    z.minLength(SHORTEST_PASSWORD, "STRING_LENGTH_LESS_THAN_MIN"),
    z.maxLength(LONGEST_PASSWORD, "STRING_LENGTH_GREATER_THAN_MAX"),
  );
const token = z.string().check(z.maxLength(200, "STRING_LENGTH_GREATER_THAN_MAX"));

/** The password was right, and the sign-in has to be finished: by a code, a passkey or a recovery code. */
const SecondFactorAsked = z.object({ second_factor: z.object({ code: z.boolean(), passkey: z.boolean() }) });

export const SessionRow = z.object({
  id: z.string(),
  device: z.string(),
  address: z.string(),
  signed_in_at: z.string(),
  last_seen: z.string(),
  /** Whether the request came with this session. */
  current: z.boolean(),
});
export type SessionRow = z.infer<typeof SessionRow>;

export const PersonRow = z.object({
  id: z.string(),
  name: z.string(),
  role: RoleSchema,
  /** `invited`: has not chosen a password yet. */
  state: z.enum(["active", "invited", "disabled"]),
  created_at: z.string(),
  last_seen: z.nullable(z.string()),
  /** What they sign in with besides a password. */
  factors: z.array(z.enum(["code", "passkey"])),
  invited_until: z.nullable(z.string()),
});
export type PersonRow = z.infer<typeof PersonRow>;

/** The link of an invitation. It is shown once. */
export const InvitationLink = z.object({ name: z.string(), path: z.string(), expires_at: z.string() });
export type InvitationLink = z.infer<typeof InvitationLink>;

export const KeyRow = z.object({
  id: z.string(),
  name: z.string(),
  role: RoleSchema,
  created_at: z.string(),
  expires_at: z.string(),
  last_used: z.nullable(z.string()),
});
export type KeyRow = z.infer<typeof KeyRow>;

const administers = { needs: "administrator", sessionOnly: true } as const;

/** The requests about people. Without sign-in they answer 404 `SIGN_IN_OFF`. */
export const peopleRoutes = {
  ...factorRoutes,
  signInMethods: {
    method: "GET",
    path: "/api/sign-in",
    summary: "How people sign in: with a password, through an OpenID provider, or not at all",
    needs: "nobody",
    answer: z.object({ password: z.boolean(), oidc: z.boolean() }),
    statuses: [200],
  },
  signIn: {
    method: "POST",
    path: "/api/sign-in",
    summary: "Sign in with name and password. The session is a cookie",
    needs: "nobody",
    body: z.strictObject({ name: typed, password: typed }),
    answer: z.union([SignedIn, SecondFactorAsked]),
    statuses: [200, 202],
  },
  signOut: {
    method: "POST",
    path: "/api/sign-out",
    summary:
      "End this session; or all sessions of the person, confirmed by the password, a passkey or a recent sign-in",
    ...ownAccount,
    withoutFactor: true,
    body: z.strictObject({ everywhere: z.boolean(), ...confirmation }),
    // Where the person may sign out at the provider, too; null: nowhere.
    answer: z.extend(Done, { provider: z.nullable(z.string()) }),
    statuses: [200],
  },
  readInvitation: {
    method: "POST",
    path: "/api/invitation",
    summary: "Whom an invitation is for",
    audit: "refusals",
    needs: "nobody",
    body: z.strictObject({ token }),
    answer: z.object({ name: z.string() }),
    statuses: [200],
  },
  acceptInvitation: {
    method: "POST",
    path: "/api/invitation/accept",
    summary: "Choose a password by an invitation, and sign in",
    needs: "nobody",
    body: z.strictObject({ token, password: NewPassword }),
    answer: z.union([SignedIn, SecondFactorAsked]),
    statuses: [200, 202],
  },
  changePassword: {
    method: "POST",
    path: "/api/password",
    summary: "Change the password. All other sessions of the person end",
    ...ownAccount,
    body: z.strictObject({ current: typed, password: NewPassword }),
    answer: Done,
    statuses: [200],
  },
  listSessions: {
    method: "GET",
    path: "/api/sessions",
    summary: "Where the person is signed in",
    ...ownAccount,
    answer: z.object({ items: z.array(SessionRow) }),
    statuses: [200],
  },
  endSession: {
    method: "POST",
    path: "/api/sessions/{id}/end",
    summary: "End a session of the person, confirmed by the password, a passkey or a recent sign-in",
    ...ownAccount,
    params: byId,
    body: z.strictObject(confirmation),
    answer: Done,
    statuses: [200],
  },
  listKeys: {
    method: "GET",
    path: "/api/keys",
    summary: "The person's API keys",
    ...ownAccount,
    answer: z.object({ items: z.array(KeyRow) }),
    statuses: [200],
  },
  makeKey: {
    method: "POST",
    path: "/api/keys",
    summary: "Make an API key. Its text is in this answer only",
    ...ownAccount,
    // A key that leaks should be able to do as little as possible.
    body: z.strictObject({
      name: PersonName,
      role: z._default(RoleSchema, "viewer"),
      days: wholeNumber(1, LONGEST_KEY),
    }),
    answer: z.extend(KeyRow, { key: z.string() }),
    statuses: [201],
  },
  endKey: {
    method: "POST",
    path: "/api/keys/{id}/end",
    summary: "Revoke an API key of the person",
    ...ownAccount,
    params: byId,
    answer: Done,
    statuses: [200],
  },
  listPeople: {
    method: "GET",
    path: "/api/people",
    summary: "Everybody who may sign in, or might",
    ...administers,
    answer: z.object({ items: z.array(PersonRow) }),
    statuses: [200],
  },
  invitePerson: {
    method: "POST",
    path: "/api/people",
    summary: "Add a person, who chooses a password by the link in the answer",
    ...administers,
    body: z.strictObject({ name: PersonName, role: RoleSchema }),
    answer: InvitationLink,
    statuses: [201],
  },
  resetPerson: {
    method: "POST",
    path: "/api/people/{id}/reset",
    summary: "Replace a person's password by a new link, and sign them out everywhere",
    ...administers,
    params: byId,
    answer: InvitationLink,
    statuses: [200],
  },
  resetFactor: {
    method: "POST",
    path: "/api/people/{id}/factor/reset",
    summary: "Replace a person's second factors and password by a new link, and sign them out everywhere",
    ...administers,
    params: byId,
    // Null: the person signs in through a provider only, and so does everybody without passwords (`SIGN_IN=oidc`).
    answer: z.object({ link: z.nullable(InvitationLink) }),
    statuses: [200],
  },
  changeRole: {
    method: "POST",
    path: "/api/people/{id}/role",
    summary: "Change a person's role",
    ...administers,
    params: byId,
    body: z.strictObject({ role: RoleSchema }),
    answer: Done,
    statuses: [200],
  },
  disablePerson: {
    method: "POST",
    path: "/api/people/{id}/disable",
    summary: "Disable a person: sessions, streams and held answers end, keys and links don't work",
    ...administers,
    params: byId,
    answer: Done,
    statuses: [200],
  },
  enablePerson: {
    method: "POST",
    path: "/api/people/{id}/enable",
    summary: "Enable a disabled person again",
    ...administers,
    params: byId,
    answer: Done,
    statuses: [200],
  },
} as const satisfies Record<string, Route>;
