import type { Express, Request, RequestHandler } from "express";
import { type Problem, problem } from "../../shared/api/problem.ts";
import { type Route, roleFor } from "../../shared/api/route.ts";
import type { Answered, Checked } from "../../shared/api/route-types.ts";
import { type RouteName, routes } from "../../shared/api/routes.ts";
import { includesRole } from "../../shared/roles.ts";
import { stringifyJson } from "../../shared/values/json.ts";
import type { Upload } from "../imports/upload/accept-import.ts";
import type { Leaving } from "../submissions/submissions.ts";
import { type Download, sendDownload } from "./answers/export.ts";
import { departures } from "./answers/leaving.ts";
import { sendProblem } from "./answers/problems.ts";
import { sendText } from "./answers/send-text.ts";
import { type Happened, isRefusal, type Noted, record } from "./audit/record.ts";
import { chooseConnection } from "./choose-connection.ts";
import type { ConnectedToloka, Desk } from "./desk.ts";
import type { Shares } from "./edge/shares.ts";
import { checkRequest, type Input } from "./request/check.ts";
import { createIntake, type Intake } from "./request/intake.ts";
import type { Access, Entry } from "./sign-in/access.ts";
import type { Identity } from "./sign-in/identity.ts";

/**
 * Who asked. `gone` aborts when nobody waits for the answer any more: the caller has left or may not read it any more, or the
 * server stops.
 */
export interface Caller {
  operator: string;
  identity: Identity;
  /** Null without sign-in. */
  entry: Entry | null;
  gone: Leaving;
  /** Adds to the entry of the request in the audit log. */
  note(noted: Noted): void;
}

/** What a handler answers: a value of the route's schema. `status`: where it is not the route's usual one. */
type Reply<T> =
  | { ok: true; value: T; status?: number; location?: string }
  | { ok: true; download: Download }
  | { ok: false; problem: Problem };

/** What a handler gets besides, if its row takes an upload. */
type Uploaded<N extends RouteName> = (typeof routes)[N] extends { uploads: unknown } ? { upload: Upload } : unknown;

/** A handler for every row of the table: leaving one out, or answering another shape, does not compile. */
export type Handlers = {
  [N in RouteName]: (input: Checked<N> & Uploaded<N>, caller: Caller) => Promise<Reply<Answered<N>>>;
};
type AnyHandler = (input: Input, caller: Caller) => Promise<Reply<unknown>>;

const JSON_TYPE = "application/json; charset=utf-8";

/**
 * Adds every row of `shared/api/routes` to the app, with the handlers of each connection. A known path with another method
 * answers 405.
 */
export function mountRoutes(
  app: Express,
  handlersOf: (desk: Desk, at: ConnectedToloka) => Handlers,
  desk: Desk,
  who: { access: Access; shares: Shares },
): void {
  const handlers = new Map(desk.connections.map((at) => [at, handlersOf(desk, at)]));
  const context: Context = { desk, handlers, ...who, intake: createIntake(), departureOf: departures(desk.stopping) };
  const rows = Object.entries(routes) as [RouteName, Route][];
  // Express looks through the paths in this order.
  const busiestFirst = rows.toSorted(([a], [b]) => Number(b === "createSubmission") - Number(a === "createSubmission"));
  for (const [path, here] of Map.groupBy(busiestFirst, ([, route]) => route.path)) {
    const at = app.route(path.replaceAll(/\{(\w+)\}/g, ":$1"));
    for (const [name, route] of here) at[route.method === "GET" ? "get" : "post"](answerWith(name, route, context));
    at.all(refuseMethod(here.map(([, { method }]) => method)));
  }
}

/** 405 for any other method; OPTIONS is answered with the list alone. */
export function refuseMethod(methods: string[]): RequestHandler {
  const allow = [
    ...methods.toSorted().flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])),
    "OPTIONS",
  ].join(", ");
  return (request, response) => {
    response.set("Allow", allow);
    if (request.method === "OPTIONS") response.status(204).end();
    else sendProblem(response, problem(405, "METHOD_NOT_ALLOWED"));
  };
}

type Outcome = Pick<Happened, "status" | "code">;

interface Context {
  desk: Desk;
  handlers: Map<ConnectedToloka, Handlers>;
  access: Access;
  shares: Shares;
  intake: Intake;
  departureOf: ReturnType<typeof departures>;
}

function answerWith(name: RouteName, route: Route, context: Context): RequestHandler {
  const { desk, handlers, access, shares, intake, departureOf } = context;
  const recordsAll = route.method === "POST" && route.audit !== "refusals";
  /** Adds what has happened to the audit log, if that is recorded. */
  async function recorded(request: Request, identity: Identity | null, noted: Noted, outcome: Outcome): Promise<void> {
    if (desk.signIn === null || !(recordsAll || noted.invalid || isRefusal(outcome.status))) return;
    const { status, code } = outcome;
    const subject = noted.invalid ? undefined : subjectOf(route, request);
    const named = subject === undefined ? {} : { subject };
    await record(desk.signIn.audit, desk.log, request, { action: name, identity, ...named, ...noted, status, code });
  }
  return async (request, response) => {
    if (desk.stopping.aborted) return sendProblem(response, problem(503, "SERVER_STOPPING"));
    const identified = await access.identify(route, request, response);
    if (!identified.ok) {
      await recorded(request, identified.who, {}, identified.problem);
      return sendProblem(response, identified.problem);
    }
    const identity = identified.value;
    const giveBack = route.atOnce === undefined ? () => {} : shares.take(identity, route.path, route.atOnce);
    if (giveBack === null) {
      const busy = problem(429, "TOO_MANY_AT_ONCE");
      await recorded(request, identity, {}, busy);
      return sendProblem(response, busy);
    }
    response.once("close", giveBack);
    const checked = await checkRequest(route, request, intake);
    if (!checked.ok) {
      await recorded(request, identity, { invalid: true }, checked.problem);
      return sendProblem(response, checked.problem);
    }
    const chosen = await chooseConnection(desk, request, checked.value);
    if (!chosen.ok) return sendProblem(response, chosen.problem);
    if (
      route.method === "POST" &&
      roleFor(route) === "operator" &&
      !includesRole(identity.role, chosen.value.createRole)
    ) {
      const refused = problem(403, "ROLE_TOO_LOW");
      await recorded(request, identity, {}, refused);
      return sendProblem(response, refused);
    }
    const handler = handlers.get(chosen.value)![name] as AnyHandler;
    const { gone, leave } = departureOf(response);
    // What a person does to the own account may end the session that it came with.
    const watched = route.sessionOnly ? null : access.watch(identity, leave);
    const entry = access.entry(request, response);
    const noted: Noted = {};
    const note = (more: Noted): void => void Object.assign(noted, more);
    const reply = await handler(checked.value, { operator: identity.name, identity, entry, gone, note }).finally(() =>
      watched?.stop(),
    );
    const status = "status" in reply ? reply.status : undefined;
    await recorded(
      request,
      identity,
      noted,
      reply.ok ? { status: status ?? route.statuses[0], code: null } : reply.problem,
    );
    if (watched?.ended()) return sendProblem(response, problem(401, "NOT_SIGNED_IN"));
    if (!reply.ok) return sendProblem(response, reply.problem);
    if ("download" in reply) return sendDownload(response, reply.download, gone);
    checkAnswer(route, reply.value, desk);
    if (reply.location) response.setHeader("Location", reply.location);
    sendText(response, reply.status ?? route.statuses[0], JSON_TYPE, stringifyJson(reply.value));
  };
}

/** What a request is about, by its address; undefined if that is not as the API describes it: any text may stand in it. */
function subjectOf(route: Route, request: Request): string | undefined {
  const params = route.params?.safeParse(request.params);
  if (!params?.success) return undefined;
  const { id, operation_id, import_id } = params.data as { [name: string]: string | undefined };
  return operation_id ?? import_id ?? id;
}

/** Throws if an answer does not fit its schema. In tests only: checking takes a tenth of a creation's time. */
function checkAnswer(route: Route, value: unknown, desk: Desk): void {
  if (!desk.strictAnswers) return;
  const read = route.answer.safeParse(value);
  if (read.success) return;
  throw new TypeError(
    `${route.method} ${route.path} answers something else than its schema says: ${stringifyJson(read.error.issues)}`,
  );
}
