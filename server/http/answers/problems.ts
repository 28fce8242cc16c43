import { randomUUID } from "node:crypto";
import type { ErrorRequestHandler, Response } from "express";
import { type Problem, problem } from "../../../shared/api/problem.ts";
import { stringifyJson } from "../../../shared/values/json.ts";
import type { Log } from "../../log.ts";
import { sendText } from "./send-text.ts";

/** When a request that was refused because of too much work may be repeated, in seconds. */
const RETRY_AFTER = 2;

/** The code of the problem that a request was answered with; undefined: none. */
export const problemOf = (response: Response): string | undefined => response.locals.problem as string | undefined;

const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** Writes a problem (RFC 9457). The only place where an error becomes an HTTP answer. */
export function sendProblem(response: Response, found: Problem): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.locals.problem = found.code;
  const { status, retry_after: wait = RETRY_AFTER } = found;
  if (status === 429 || status === 503) response.setHeader("Retry-After", String(wait));
  if (status === 401) response.setHeader("WWW-Authenticate", "Bearer");
  response.setHeader("Cache-Control", "no-store");
  sendText(response, status, PROBLEM_TYPE, stringifyJson(found));
}

/** The sentence of a problem for people, where a browser asked for a page. */
export function sendProblemAsText(response: Response, { status, code, detail }: Problem): void {
  response.locals.problem = code;
  response.setHeader("Cache-Control", "no-store");
  sendText(response, status, "text/plain; charset=utf-8", `${detail}\n`);
}

/** A problem as a complete HTTP/1.1 answer, for malformed requests that have no response object. */
export function rawProblem(found: Problem): string {
  const body = stringifyJson(found);
  const head = [
    `HTTP/1.1 ${found.status} ${found.title}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "X-Content-Type-Options: nosniff",
    "Content-Security-Policy: default-src 'none';frame-ancestors 'none'",
    "Cache-Control: no-store",
    "Connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

/**
 * The problem for a thrown value: a fault of the request that Express found (a path that cannot be decoded), an unavailable
 * journal, or a bug. For a bug the answer holds only the id of the log entry.
 */
function thrownProblem(thrown: unknown, log: Log, fields: object): Problem {
  const status = (thrown as { status?: unknown } | null)?.status;
  if (typeof status === "number" && status >= 400 && status < 500)
    return problem(status, status === 404 ? "NO_SUCH_ROUTE" : "INVALID_REQUEST");
  const id = randomUUID();
  // By name, because this folder may not import from server/db.
  if (thrown instanceof Error && thrown.name === "DbUnavailableError") {
    log("warn", "Journal not available", { id, ...fields, reason: thrown.message });
    return problem(503, "JOURNAL_UNAVAILABLE", { instance: `urn:uuid:${id}` });
  }
  log("error", "Internal error", { id, ...fields, err: thrown });
  return problem(500, "INTERNAL", { instance: `urn:uuid:${id}` });
}

/** The last handler: answers what another handler threw. */
export function problemOfThrown(log: Log): ErrorRequestHandler {
  return (thrown, request, response, _next) => {
    // The client has closed the connection.
    if (request.destroyed && !request.complete) response.destroy();
    else sendProblem(response, thrownProblem(thrown, log, { method: request.method, path: request.path }));
  };
}
