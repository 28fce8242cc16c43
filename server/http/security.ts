import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";
import helmet from "helmet";

/** The number that lets this one answer's own style elements through the policy; a page's answer has one. */
export const nonceOf = (response: Response): string => String(response.locals.nonce);

const PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)";
const ANYWHERE = ["'self'", "http:", "https:", "data:", "blob:"];

/** What a page may load: pictures, sounds and films of tasks come from anywhere, nothing else does. */
const PAGE = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", (_request: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`],
  imgSrc: ANYWHERE,
  mediaSrc: ANYWHERE,
  connectSrc: ["'self'"],
  fontSrc: ["'self'", "data:"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
};
/** Data is not a page: should a browser be led to show it as one, it loads nothing. */
const DATA = { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] };

/**
 * Headers with a policy. No HSTS: the server speaks plain HTTP on loopback, and a name promised to https there would lock
 * its owner out.
 */
const headersWith = (directives: typeof PAGE | typeof DATA) =>
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
  }) as RequestHandler;

/** Sets the headers of every answer, of pages and of data. */
export function securityHeaders(): RequestHandler {
  const page = headersWith(PAGE);
  const data = headersWith(DATA);
  return (request, response, next) => {
    response.set("Permissions-Policy", PERMISSIONS);
    if (request.path.startsWith("/api/") && request.path !== "/api/docs") return data(request, response, next);
    response.locals.nonce = randomBytes(16).toString("base64url");
    page(request, response, next);
  };
}
