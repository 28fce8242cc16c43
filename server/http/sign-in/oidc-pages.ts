import type { Express, Request, RequestHandler, Response } from "express";
import { nextAddress } from "../../../shared/api/people/next-address.ts";
import { type Problem, problem } from "../../../shared/api/problem.ts";
import { STARTED_SECONDS } from "../../people/oidc/sealed.ts";
import { type Happened, type Noted, record } from "../audit/record.ts";
import type { Desk } from "../desk.ts";
import { refuseMethod } from "../mount.ts";
import type { Access } from "./access.ts";
import { cookieIn } from "./started-cookie.ts";

const START = "/sign-in/start";
const CALLBACK = "/sign-in/callback";
/** Leads on to the provider's own page for signing out. */
export const LEAVE = "/sign-in/leave";

/** Of `Lax`, unlike the session's: it has to come along when the provider sends the browser back. */
const cookieOptions = (request: Request) => ({
  path: "/sign-in",
  httpOnly: true,
  sameSite: "lax" as const,
  secure: request.secure,
});

/** `__Secure-`: browsers take it over https only. `__Host-` would not allow a path. */
const cookieName = (request: Request): string => (request.secure ? "__Secure-desk-oidc" : "desk-oidc");

const originOf = (request: Request): string => `${request.protocol}://${request.get("host")}`;

/** Where people may sign in through it, adds the ways to the OpenID provider and back. All are visits, and end on a page. */
export function mountOidc(app: Express, { signIn, log }: Desk, access: Access): void {
  if (!signIn?.oidc) return;
  const { oidc, audit, people } = signIn;
  const recorded = (request: Request, happened: Pick<Happened, "status" | "code"> & Noted) =>
    record(audit, log, request, { action: "signInOidc", identity: null, ...happened });
  const start: RequestHandler = async (request, response) => {
    const here = new URL(request.url, originOf(request));
    const next = nextAddress(here.searchParams.get("next"));
    const started = await oidc.start(`${here.origin}${CALLBACK}`, next);
    if (!started.ok) return toSignIn(response, started.problem);
    const { url, sealed } = started.value;
    response.cookie(cookieName(request), sealed, { ...cookieOptions(request), maxAge: STARTED_SECONDS * 1000 });
    go(response, url);
  };
  const callback: RequestHandler = async (request, response) => {
    const sealed = cookieIn(request, cookieName(request));
    response.clearCookie(cookieName(request), cookieOptions(request));
    const finished = await oidc.finish(new URL(request.url, originOf(request)), sealed);
    if (!finished.ok) {
      await recorded(request, finished.problem);
      return toSignIn(response, finished.problem);
    }
    const { account, was, strong, next } = finished.value;
    const { id, name, role } = account;
    const entry = access.entry(request, response);
    const changed = was === role ? {} : { before: { role: was }, after: { name, role } };
    const asked = strong ? null : await people.secondFactor.askedOf(id);
    if (asked !== null) {
      entry?.started.write(await people.secondFactor.start(id));
      await recorded(request, { status: 302, code: null, subject: id, ...changed });
      const factors = [...(asked.code ? ["code"] : []), ...(asked.passkey ? ["passkey"] : [])];
      return go(response, `/sign-in?${new URLSearchParams({ next, factor: factors.join() })}`);
    }
    await entry?.begin(id, strong);
    await recorded(request, { status: 302, code: null, who: { personId: id, name, role }, subject: id, ...changed });
    go(response, next);
  };
  const leave: RequestHandler = async (request, response) => {
    const address = await oidc.signOutAddress(`${originOf(request)}/sign-in`);
    if (address === null) return toSignIn(response, problem(503, "OIDC_NO_SIGN_OUT"));
    go(response, address);
  };
  for (const [path, handler] of [
    [START, start],
    [CALLBACK, callback],
    [LEAVE, leave],
  ] as const)
    app
      .route(path)
      .get(handler)
      .all(refuseMethod(["GET"]));
}

const go = (response: Response, address: string): void =>
  void response.set("Cache-Control", "no-store").redirect(address);

/** The page for signing in says what went wrong. */
const toSignIn = (response: Response, { code }: Problem): void => go(response, `/sign-in?problem=${code}`);
