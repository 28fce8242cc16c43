import { randomUUID } from "node:crypto";
import type { ErrorRequestHandler, Response } from "express";
import { type Problem, problem } from "../../shared/api/problem.ts";
import { stringifyJson } from "../../shared/values/json.ts";
import type { Log } from "../log.ts";

/** When a request that is refused for want of room may come again, in seconds. */
const RETRY_AFTER = "2";

const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** Writes a problem (RFC 9457). The only place where an error becomes an HTTP answer. */
export function sendProblem(response: Response, found: Problem): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response
    .status(found.status)
    .set(found.status === 429 || found.status === 503 ? { "Retry-After": RETRY_AFTER } : {})
    .set({ "Content-Type": PROBLEM_TYPE, "Cache-Control": "no-store" })
    .send(stringifyJson(found));
}

/** A problem as a whole HTTP/1.1 answer, for requests so broken that no response object exists. */
export function rawProblem(found: Problem): string {
  const body = stringifyJson(found);
  const head = [
    `HTTP/1.1 ${found.status} ${found.title}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}

/**
 * What was thrown, as a problem: a fault of the request that Express found (a path that cannot be decoded), a journal
 * that cannot work now, or a bug, of which the answer says nothing but the id under which the log has it.
 */
function thrownProblem(thrown: unknown, log: Log, fields: object): Problem {
  const status = (thrown as { status?: unknown } | null)?.status;
  if (typeof status === "number" && status >= 400 && status < 500)
    return problem(status, status === 404 ? "NO_SUCH_ROUTE" : "INVALID_REQUEST");
  const id = randomUUID();
  // The journal's own error, told by its name: its room is closed to this one.
  if (thrown instanceof Error && thrown.name === "DbUnavailableError") {
    log("warn", "the journal is not available", { id, ...fields, reason: thrown.message });
    return problem(503, "JOURNAL_UNAVAILABLE", { instance: `urn:uuid:${id}` });
  }
  log("error", "internal error", { id, ...fields, err: thrown });
  return problem(500, "INTERNAL", { instance: `urn:uuid:${id}` });
}

/** The last handler: whatever a handler threw. */
export function problemOfThrown(log: Log): ErrorRequestHandler {
  return (thrown, request, response, _next) => {
    // A request that broke off has nobody left to answer.
    if (request.destroyed && !request.complete) response.destroy();
    else sendProblem(response, thrownProblem(thrown, log, { method: request.method, path: request.path }));
  };
}
