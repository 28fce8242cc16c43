import type { Request, Response } from "express";
import { type Problem, problem } from "../../../shared/api/problem.ts";
import { type Route, roleFor } from "../../../shared/api/route.ts";
import { includesRole, type Role } from "../../../shared/roles.ts";
import type { People } from "../../people/people.ts";
import type { FoundSession } from "../../people/sessions.ts";
import type { CookieSessions } from "./cookie-session.ts";

/** Who a request comes from. */
export interface Identity {
  /** Null: without sign-in, or for a request that takes none. */
  personId: string | null;
  name: string;
  role: Role;
  /** The SHA-256 of the session's id; null without a session. */
  session: string | null;
  /** The name of the API key; null without one. */
  key: string | null;
  /** Whether the provider has shown the factor or the level that the settings demand of it. */
  strong: boolean;
  /** Whether the person has to set up a second factor before anything else. */
  owesFactor: boolean;
  /** What the identity is now; null if it may do nothing any more. */
  now(): Promise<{ role: Role } | null>;
}

/** The name under which everybody acts if there is no sign-in. */
const OPERATOR = "operator";

const nobody = (name: string, role: Role): Identity => ({
  personId: null,
  name,
  role,
  session: null,
  key: null,
  strong: false,
  owesFactor: false,
  now: async () => ({ role }),
});

/** Without sign-in, everybody may do everything. */
export const everybody = nobody(OPERATOR, "administrator");
const unknown = nobody("", "viewer");

/** Who asks, or why not; `who`: whom that was refused to, if it is known. */
export type Identified = { ok: true; value: Identity } | { ok: false; problem: Problem; who: Identity | null };

const refused = (status: number, code: string, who: Identity | null): Identified => ({
  ok: false,
  problem: problem(status, code),
  who,
});

type Needs = Pick<Route, "method" | "needs" | "sessionOnly" | "withoutFactor">;

/** Who has to have a second factor, here or shown by the provider. Keys are left to their dates. */
export type Demand = "nobody" | "administrators" | "everyone";

/** Whether a person signs in with one factor alone although more is demanded. */
const owes = (demand: Demand, { role, one_factor }: FoundSession): boolean =>
  Boolean(one_factor) && (demand === "everyone" || (demand === "administrators" && role === "administrator"));

/**
 * Who asks, if they may ask this. The role is read at every request. Problems: `NOT_SIGNED_IN`, `API_KEY_REFUSED`,
 * `ROLE_TOO_LOW`, `SESSION_REQUIRED`, `SECOND_FACTOR_REQUIRED`.
 */
export async function identify(
  { people, sessions, demand }: { people: People; sessions: CookieSessions; demand: Demand },
  route: Needs,
  request: Request,
  response: Response,
): Promise<Identified> {
  const needed = roleFor(route);
  if (needed === null) return { ok: true, value: unknown };
  // A proxy may pass its own password on, as Basic.
  const key = /^Bearer +(\S+)$/i.exec(request.get("Authorization") ?? "")?.[1];
  const identity =
    key === undefined ? await bySession({ people, sessions, demand }, request, response) : await byKey(people, key);
  if (identity === null) return refused(401, key === undefined ? "NOT_SIGNED_IN" : "API_KEY_REFUSED", null);
  if (route.sessionOnly && identity.session === null) return refused(403, "SESSION_REQUIRED", identity);
  if (identity.owesFactor && !route.withoutFactor) return refused(403, "SECOND_FACTOR_REQUIRED", identity);
  if (!includesRole(identity.role, needed)) return refused(403, "ROLE_TOO_LOW", identity);
  return { ok: true, value: identity };
}

async function bySession(
  { people, sessions, demand }: { people: People; sessions: CookieSessions; demand: Demand },
  request: Request,
  response: Response,
): Promise<Identity | null> {
  const found = await sessions.read(request, response);
  if (found === null) return null;
  const { person_id: personId, name, role, id_hash: session } = found;
  const owesFactor = owes(demand, found);
  const now = async () => {
    const later = await people.findSessionByHash(session);
    return later !== null && owes(demand, later) && !owesFactor ? null : later;
  };
  return { personId, name, role, session, key: null, strong: Boolean(found.strong), owesFactor, now };
}

async function byKey(people: People, key: string): Promise<Identity | null> {
  const found = await people.findKey(key);
  if (found === null) return null;
  const { person_id: personId, name, role, key_name } = found;
  const now = () => people.findKey(key);
  return { personId, name, role, session: null, key: key_name, strong: false, owesFactor: false, now };
}
