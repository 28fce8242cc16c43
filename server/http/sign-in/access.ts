import type { Request, RequestHandler, Response } from "express";
import { type Problem, problem } from "../../../shared/api/problem.ts";
import type { Route } from "../../../shared/api/route.ts";
import type { OidcSignIn } from "../../people/oidc/oidc-sign-in.ts";
import type { Place } from "../../people/passkeys/passkeys.ts";
import type { People } from "../../people/people.ts";
import { sendProblem } from "../answers/problems.ts";
import { record } from "../audit/record.ts";
import type { Desk } from "../desk.ts";
import { type Shares, STREAMS_OF_ONE } from "../edge/shares.ts";
import { createCookieSessions } from "./cookie-session.ts";
import { deviceOf } from "./device.ts";
import { type Demand, everybody, type Identified, type Identity, identify } from "./identity.ts";
import { type Watched, watchOpenAnswers } from "./open-answers.ts";
import { passkeyPlace } from "./passkey-place.ts";
import { type StartedCookie, startedCookie } from "./started-cookie.ts";

/** What a handler can do about the caller's own session. */
export interface Entry {
  address: string;
  /** Starts a session of the person, under a new id. `strong`: the provider has shown what the settings demand of it. */
  begin(personId: string, strong?: boolean): Promise<void>;
  /** Ends the request's session. */
  end(): Promise<void>;
  started: StartedCookie;
  /** Null: the page was asked for by an address, for which browsers make no passkeys. */
  place: Place | null;
}

/** Who may ask what. The only place where requests are let in. */
export interface Access {
  identify(
    route: Pick<Route, "method" | "needs" | "sessionOnly" | "withoutFactor">,
    request: Request,
    response: Response,
  ): Promise<Identified>;
  watch(identity: Identity, end: () => void): Watched;
  /** Null without sign-in. */
  entry(request: Request, response: Response): Entry | null;
  close(): void;
}

const unwatched: Watched = { ended: () => false, stop: () => {} };

/** Without sign-in: everybody on this machine may do everything. */
const open: Access = {
  identify: async () => ({ ok: true, value: everybody }),
  watch: () => unwatched,
  entry: () => null,
  close: () => {},
};

interface SignInParts {
  people: People;
  /** What signs the cookies of sessions now. */
  secret(): string;
  secondFactorFor: Demand;
  oidc: Pick<OidcSignIn, "longestMs"> | null;
}

/** Null: nobody signs in. */
export function createAccess(signIn: SignInParts | null): Access {
  if (!signIn) return open;
  const { people, secret, secondFactorFor: demand, oidc } = signIn;
  const sessions = createCookieSessions(people, secret, oidc?.longestMs ?? null);
  const answers = watchOpenAnswers(people);
  return {
    identify: (route, request, response) => identify({ people, sessions, demand }, route, request, response),
    watch: (identity, end) => (identity.personId === null ? unwatched : answers.watch(identity, end)),
    entry: (request, response) => ({
      address: request.ip ?? "",
      begin: (personId, strong = false) =>
        sessions.begin(request, response, { personId, device: deviceOf(request.get("User-Agent")), strong }),
      end: () => sessions.end(request, response),
      started: startedCookie(request, response),
      place: passkeyPlace(request),
    }),
    close: answers.close,
  };
}

interface ForViewers {
  access: Access;
  shares: Shares;
  desk: Desk;
}

/** Lets viewers in to an answer that does not end, and ends it when they may not read any more. */
export function forViewers({ access, shares, desk }: ForViewers, action: string): RequestHandler {
  const { signIn, log } = desk;
  return async (request, response, next) => {
    async function refuse(found: Problem, identity: Identity | null): Promise<void> {
      const { status, code } = found;
      if (signIn !== null) await record(signIn.audit, log, request, { action, identity, status, code });
      sendProblem(response, found);
    }
    const identified = await access.identify({ method: "GET" }, request, response);
    if (!identified.ok) return refuse(identified.problem, identified.who);
    const giveBack = shares.take(identified.value, "stream", STREAMS_OF_ONE);
    if (giveBack === null) return refuse(problem(429, "TOO_MANY_PAGES"), identified.value);
    response.once("close", giveBack);
    const watched = access.watch(identified.value, () => response.end());
    response.once("close", watched.stop);
    next();
  };
}
