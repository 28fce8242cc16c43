import { randomBytes } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import helmet from "helmet";
import { WORKER_VIEW, workerViewHeaders, workerViewSource } from "./worker-view.ts";

/** The nonce of a page's answer: the policy allows the style elements that carry it. */
export const nonceOf = (response: Response): string => String(response.locals.nonce);

const PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)";
const ANYWHERE = ["'self'", "http:", "https:", "data:", "blob:"];

/** What a page may load. Only the media of tasks come from other sites. */
const PAGE = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", (_request: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`],
  imgSrc: ANYWHERE,
  mediaSrc: ANYWHERE,
  connectSrc: ["'self'"],
  fontSrc: ["'self'", "data:"],
  frameSrc: [(request: unknown) => workerViewSource((request as Request).headers.host)],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
};
/** For answers that are no pages: if a browser shows one as a page, it loads nothing. */
const DATA = { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] };

/** The headers with a policy. */
const headersWith = (directives: typeof PAGE | typeof DATA) =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
  }) as RequestHandler;

/** What helmet sets with a policy that is the same for every answer. */
function fixedHeaders(directives: typeof DATA): [name: string, value: string][] {
  const headers: [string, string][] = [];
  const recorder = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => {},
  };
  headersWith(directives)({} as Request, recorder as unknown as Response, () => {});
  return headers;
}

const OF_ALL: [name: string, value: string] = ["Permissions-Policy", PERMISSIONS];
/** The API's headers never vary. Nobody keeps its answers. */
const OF_DATA = [...fixedHeaders(DATA), ["Cache-Control", "no-store"] as const];

/** A year, in seconds. Not for `localhost`, which other programs use over plain HTTP; browsers keep none for addresses. */
const HSTS = "max-age=31536000";
const WITH_SUBDOMAINS = `${HSTS}; includeSubDomains`;
const isLocal = (host: string): boolean => /(?:^|\.)localhost$/.test(host);

/** Sets the security headers of every answer. `subdomains`: browsers use https only for the hosts below ours, too. */
export function securityHeaders(subdomains: boolean): RequestHandler {
  const page = headersWith(PAGE);
  const hsts = subdomains ? WITH_SUBDOMAINS : HSTS;
  return (request, response, next) => {
    const { path } = request;
    response.setHeader(...OF_ALL);
    if (request.secure && !isLocal(request.hostname)) response.setHeader("Strict-Transport-Security", hsts);
    if (path.startsWith(WORKER_VIEW)) {
      response.set(workerViewHeaders(path));
      return next();
    }
    if (path.startsWith("/api/") && path !== "/api/docs") {
      for (const [name, value] of OF_DATA) response.setHeader(name, value);
      return next();
    }
    if (path === "/api" || path === "/api/docs") response.setHeader("Cache-Control", "no-store");
    response.locals.nonce = randomBytes(16).toString("base64url");
    page(request, response, next);
  };
}
