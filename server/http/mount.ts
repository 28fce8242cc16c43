import type { IncomingMessage, ServerResponse } from "node:http";
import type { Express, Request, RequestHandler, Response } from "express";
import { type Problem, problem } from "../../shared/api/problem.ts";
import type { Route } from "../../shared/api/route.ts";
import type { Answered, Checked } from "../../shared/api/route-types.ts";
import { type RouteName, routes } from "../../shared/api/routes.ts";
import { stringifyJson } from "../../shared/values/json.ts";
import type { Upload } from "../imports/accept-import.ts";
import type { Leaving } from "../submissions/submissions.ts";
import type { Desk } from "./desk.ts";
import { type Download, sendDownload } from "./export.ts";
import { departures } from "./leaving.ts";
import { sendProblem } from "./problems.ts";
import { checkRequest, type Input } from "./request/check.ts";
import { createIntake, type Intake } from "./request/intake.ts";
import { sendText } from "./send-text.ts";
import type { Shares } from "./shares.ts";
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

/** Answers a request. Without sign-in, it needs nothing of what Express adds to request and response but `params`. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const JSON_TYPE = "application/json; charset=utf-8";

/** Adds every row of `shared/api/routes` to the app, and returns what answers it. A known path with another method answers 405. */
export function mountRoutes(
  app: Express,
  handlers: Handlers,
  desk: Desk,
  who: { access: Access; shares: Shares },
): Record<RouteName, Answer> {
  const context: Context = { desk, ...who, intake: createIntake(), departureOf: departures(desk.stopping) };
  const rows = Object.entries(routes) as [RouteName, Route][];
  const answers = Object.fromEntries(
    rows.map(([name, route]) => [name, answerWith(route, handlers[name] as AnyHandler, context)]),
  ) as Record<RouteName, Answer>;
  // Express looks through the paths in this order.
  const busiestFirst = rows.toSorted(([a], [b]) => Number(b === "createSubmission") - Number(a === "createSubmission"));
  for (const [path, here] of Map.groupBy(busiestFirst, ([, route]) => route.path)) {
    const at = app.route(path.replaceAll(/\{(\w+)\}/g, ":$1"));
    for (const [name, route] of here) at[route.method === "GET" ? "get" : "post"](answers[name]);
    at.all(refuseMethod(here.map(([, { method }]) => method)));
  }
  return answers;
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

interface Context {
  desk: Desk;
  access: Access;
  shares: Shares;
  intake: Intake;
  departureOf: ReturnType<typeof departures>;
}

function answerWith(route: Route, handler: AnyHandler, context: Context): Answer {
  const { desk, access, shares, intake, departureOf } = context;
  return async (plainRequest, plainResponse) => {
    // Where Express's own are needed, they are.
    const request = plainRequest as Request;
    const response = plainResponse as Response;
    if (desk.stopping.aborted) return sendProblem(response, problem(503, "SERVER_STOPPING"));
    const identified = await access.identify(route, request, response);
    if (!identified.ok) return sendProblem(response, identified.problem);
    const identity = identified.value;
    const giveBack = route.atOnce === undefined ? () => {} : shares.take(identity, route.path, route.atOnce);
    if (giveBack === null) return sendProblem(response, problem(429, "TOO_MANY_AT_ONCE"));
    response.once("close", giveBack);
    const checked = await checkRequest(route, request, intake);
    if (!checked.ok) return sendProblem(response, checked.problem);
    const { gone, leave } = departureOf(response);
    // What a person does to the own account may end the session that it came with.
    const watched = route.sessionOnly ? null : access.watch(identity, leave);
    const entry = access.entry(request, response);
    const reply = await handler(checked.value, { operator: identity.name, identity, entry, gone }).finally(() =>
      watched?.stop(),
    );
    if (watched?.ended()) return sendProblem(response, problem(401, "NOT_SIGNED_IN"));
    if (!reply.ok) return sendProblem(response, reply.problem);
    if ("download" in reply) return sendDownload(response, reply.download, gone);
    checkAnswer(route, reply.value, desk);
    if (reply.location) response.setHeader("Location", reply.location);
    sendText(response, reply.status ?? route.statuses[0], JSON_TYPE, stringifyJson(reply.value));
  };
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
