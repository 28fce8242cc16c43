import type { Request, RequestHandler } from "express";
import { type Problem, problem } from "../../shared/api/problem.ts";
import { sendProblem } from "./problems.ts";

/** The name in a Host header or origin, lower-case, without port; null if it is not one. */
export function hostName(host: string): string | null {
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(host);
  return parts ? parts[1]!.toLowerCase().replace(/\.$/, "") : null;
}

const isLoopbackName = (name: string): boolean =>
  name === "localhost" || name === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(name);

/**
 * Whether a request may have been made on behalf of somebody else's page. A page whose name was rebound to this
 * machine shows itself by its Host, any other site's page by its Origin or by `Sec-Fetch-Site`. Programs such as curl
 * send neither of the latter and are let through.
 */
export function refusalOf(request: Request, allowedHosts: readonly string[]): Problem | null {
  const { host, origin } = request.headers;
  const name = host === undefined ? null : hostName(host);
  if (name === null || !(isLoopbackName(name) || allowedHosts.includes(name))) return problem(403, "HOST_NOT_ALLOWED");
  // The scheme is the reverse proxy's affair: only it knows whether the browser came by https.
  if (origin !== undefined && origin.toLowerCase().replace(/^https?:\/\//, "") !== host!.toLowerCase())
    return problem(403, "ORIGIN_NOT_ALLOWED");
  const site = request.headers["sec-fetch-site"];
  if (site === undefined || site === "same-origin" || site === "none" || isVisit(request)) return null;
  return problem(403, "ORIGIN_NOT_ALLOWED");
}

/** A link on another site that opens a page here, which is what links are for; never a call of the API. */
function isVisit(request: Request): boolean {
  const { "sec-fetch-mode": mode, "sec-fetch-dest": dest } = request.headers;
  const reads = request.method === "GET" || request.method === "HEAD";
  const isPage = !request.path.startsWith("/api/") || request.path === "/api/docs";
  return reads && isPage && mode === "navigate" && dest === "document";
}

/** Refuses foreign Host and Origin headers, for pages and API alike, on loopback too. */
export function guard(allowedHosts: readonly string[]): RequestHandler {
  return (request, response, next) => {
    const refusal = refusalOf(request, allowedHosts);
    if (refusal) sendProblem(response, refusal);
    else next();
  };
}

/** Who asks. Until operators sign in, everybody who reaches the loopback address is the one operator. */
export const operatorOf = (_request: Request): string => "operator";
