import { isIPv4 } from "node:net";
import type { Request, RequestHandler } from "express";
import { type Problem, problem } from "../../../shared/api/problem.ts";
import { sendProblem } from "../answers/problems.ts";
import { WORKER_VIEW } from "./worker-view.ts";

/** The host name in a Host header, in lower case and without the port; null if it is not valid. */
export function hostName(host: string): string | null {
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(host);
  return parts ? parts[1]!.toLowerCase().replace(/\.$/, "") : null;
}

/** `127.999.999.999` is no address, but a name that DNS may hold. */
const isLoopbackName = (name: string): boolean =>
  name === "localhost" || name === "[::1]" || (isIPv4(name) && name.startsWith("127."));

/**
 * Why a request is refused that may come from another site's page; null if it is allowed. `Host` reveals DNS rebinding,
 * `Origin` and `Sec-Fetch-Site` reveal any other page. Programs such as curl send neither of the latter and are allowed.
 */
export function refusalOf(request: Request, allowedHosts: readonly string[]): Problem | null {
  const { host, origin } = request.headers;
  // Of two, a proxy in front and this server might take different ones.
  const name = host === undefined || hasTwoHosts(request.rawHeaders) ? null : hostName(host);
  if (name === null || !(isLoopbackName(name) || allowedHosts.includes(name))) return problem(403, "HOST_NOT_ALLOWED");
  // Without the scheme: only the reverse proxy knows whether the browser uses https.
  if (origin !== undefined && origin.toLowerCase().replace(/^https?:\/\//, "") !== host!.toLowerCase())
    return problem(403, "ORIGIN_NOT_ALLOWED");
  if (request.path.startsWith(WORKER_VIEW) && !isFramed(request)) return problem(403, "ORIGIN_NOT_ALLOWED");
  const site = request.headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none" || isVisit(request)) return null;
  return problem(403, "ORIGIN_NOT_ALLOWED");
}

/** Whether our own page shows a document of the worker's view, or a program reads it. Nothing else may load one. */
function isFramed({ headers }: Request): boolean {
  const { "sec-fetch-site": site, "sec-fetch-dest": dest } = headers;
  return (site === undefined || site === "same-origin") && (dest === undefined || dest === "iframe");
}

/** `rawHeaders`: names and values by turns. */
function hasTwoHosts(rawHeaders: readonly string[]): boolean {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!;
    if (name.length === 4 && name.toLowerCase() === "host") hosts += 1;
  }
  return hosts > 1;
}

/** Whether a link on another site opens a page of ours. Calls of the API are no visits. */
function isVisit(request: Request): boolean {
  const { "sec-fetch-mode": mode, "sec-fetch-dest": dest } = request.headers;
  const reads = request.method === "GET" || request.method === "HEAD";
  const isPage = !request.path.startsWith("/api/") || request.path === "/api/docs";
  return reads && isPage && mode === "navigate" && dest === "document";
}

/** Refuses requests from other sites' pages, to pages and API, on loopback as well. `refused` is told of each. */
export function guard(
  allowedHosts: readonly string[],
  refused: (request: Request, refusal: Problem) => void,
): RequestHandler {
  return (request, response, next) => {
    const refusal = refusalOf(request, allowedHosts);
    if (refusal === null) return next();
    refused(request, refusal);
    sendProblem(response, refusal);
  };
}
