import type { Request, RequestHandler, Response } from "express";
import { validate as isUuid } from "uuid";
import type { SpanEnd, Trace } from "../tracing/trace.ts";
import { problemOf } from "./answers/problems.ts";
import { routeOf } from "./metrics.ts";

/** Makes each request a span, until its answer is complete or the caller has left. */
export function traceRequests(trace: Trace): RequestHandler {
  return (request, response, next) => {
    const { method } = request;
    const attributes = { "http.request.method": method };
    const parent = { traceparent: isFromProxy(request) ? request.get("traceparent") : undefined };
    void trace.span(
      { name: method, kind: "server", parent, attributes },
      (learn) =>
        new Promise<void>((resolve) => {
          response.once("close", () => {
            learn(spanEndOf(request, response));
            resolve();
          });
          next();
        }),
    );
  };
}

/** Whether the other end of the connection is a proxy of `TRUST_PROXY`. Anybody else could choose the trace, and whether it is kept. */
function isFromProxy({ app, socket }: Request): boolean {
  const trusts = app.get("trust proxy fn") as (address: string | undefined, hop: number) => boolean;
  return trusts(socket.remoteAddress, 0);
}

function spanEndOf(request: Request, response: Response): SpanEnd {
  const route = routeOf(request);
  const problem = problemOf(response);
  const operationId = operationIdOf(request, response);
  return {
    name: `${request.method} ${route}`,
    failed: response.statusCode >= 500,
    attributes: {
      "http.route": route,
      "http.response.status_code": response.statusCode,
      ...(problem === undefined ? {} : { "desk.problem": problem }),
      ...(operationId === undefined ? {} : { "desk.operation_id": operationId }),
    },
  };
}

/** The submission that a request is about: that of its path, or the one that it created, which the answer names. */
function operationIdOf({ params }: Request, response: Response): string | undefined {
  const [, created] = /^\/api\/submissions\/([^/]+)$/.exec(response.get("Location") ?? "") ?? [];
  const named = created ?? params.operation_id;
  // A path may hold anything.
  return typeof named === "string" && isUuid(named) ? named : undefined;
}
