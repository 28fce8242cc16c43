import type { Express, RequestHandler, Response } from "express";
import { type Problem, problem } from "../../shared/api/problem.ts";
import type { Route } from "../../shared/api/route.ts";
import type { Answered, Checked } from "../../shared/api/route-types.ts";
import { type RouteName, routes } from "../../shared/api/routes.ts";
import { stringifyJson } from "../../shared/values/json.ts";
import type { Desk } from "./desk.ts";
import { operatorOf } from "./guard.ts";
import { sendProblem } from "./problems.ts";
import { checkRequest, type Input } from "./request/check.ts";
import { createIntake, type Intake } from "./request/intake.ts";

/** Who asked, and when nobody waits for the answer any more: the caller has gone, or the server stops. */
export interface Caller {
  operator: string;
  gone: AbortSignal;
}

/** What a handler answers: a value of the route's schema, with a status where it is not the route's usual one. */
type Reply<T> = { ok: true; value: T; status?: number; location?: string } | { ok: false; problem: Problem };

/** A handler for every row of the table: leaving one out, or answering another shape, does not compile. */
export type Handlers = {
  [N in RouteName]: (input: Checked<N>, caller: Caller) => Promise<Reply<Answered<N>>>;
};
type AnyHandler = (input: Input, caller: Caller) => Promise<Reply<unknown>>;

/** Puts every row of `shared/routes` on the app; a known path with another method answers 405 and says what it takes. */
export function mountRoutes(app: Express, handlers: Handlers, desk: Desk): void {
  const waiting = waitingCallers(desk.stopping);
  const intake = createIntake();
  const rows = Object.entries(routes) as [RouteName, Route][];
  for (const [path, here] of Map.groupBy(rows, ([, route]) => route.path)) {
    const at = app.route(path.replaceAll(/\{(\w+)\}/g, ":$1"));
    for (const [name, route] of here)
      at[route.method === "GET" ? "get" : "post"](
        answerWith(route, handlers[name] as AnyHandler, desk, intake, waiting),
      );
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

function answerWith(
  route: Route,
  handler: AnyHandler,
  desk: Desk,
  intake: Intake,
  waiting: (response: Response) => AbortSignal,
): RequestHandler {
  return async (request, response) => {
    if (desk.stopping.aborted) return sendProblem(response, problem(503, "SERVER_STOPPING"));
    const checked = await checkRequest(route, request, intake);
    if (!checked.ok) return sendProblem(response, checked.problem);
    const reply = await handler(checked.value, { operator: operatorOf(request), gone: waiting(response) });
    if (!reply.ok) return sendProblem(response, reply.problem);
    checkAnswer(route, reply.value, desk);
    if (reply.location) response.location(reply.location);
    response
      .status(reply.status ?? route.statuses[0])
      .type("json")
      .send(stringifyJson(reply.value));
  };
}

/**
 * Signals that abort when a caller has left, all of them when the server stops. They are kept here, not combined with
 * `stopping` each: that one lives as long as the server, and would have to be rid of every request's signal again.
 */
function waitingCallers(stopping: AbortSignal): (response: Response) => AbortSignal {
  const callers = new Set<AbortController>();
  stopping.addEventListener("abort", () => {
    for (const caller of callers) caller.abort();
  });
  return (response) => {
    const caller = new AbortController();
    // The stop may have come while the body was being read.
    if (stopping.aborted) caller.abort();
    callers.add(caller);
    response.once("close", () => {
      callers.delete(caller);
      if (!response.writableFinished) caller.abort();
    });
    return caller.signal;
  };
}

/** In tests an answer that is not of its schema is a bug that throws; checking every answer costs a tenth of a creation. */
function checkAnswer(route: Route, value: unknown, desk: Desk): void {
  if (!desk.strictAnswers) return;
  const read = route.answer.safeParse(value);
  if (read.success) return;
  throw new TypeError(
    `${route.method} ${route.path} answers something else than its schema says: ${stringifyJson(read.error.issues)}`,
  );
}
