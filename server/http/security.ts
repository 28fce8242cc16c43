import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";
import helmet from "helmet";

/** The number that lets this one answer's own style elements through the policy. */
export const nonceOf = (response: Response): string => String(response.locals.nonce);

/**
 * Headers of every answer. Pictures, sounds and films of tasks come from anywhere; nothing else does. No HSTS: the server
 * speaks plain HTTP on loopback, and a name promised to https there would lock its owner out.
 */
export function securityHeaders(): RequestHandler[] {
  const nonce: RequestHandler = (_request, response, next) => {
    response.locals.nonce = randomBytes(16).toString("base64url");
    response.set(
      "Permissions-Policy",
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)",
    );
    next();
  };
  const anywhere = ["'self'", "http:", "https:", "data:", "blob:"];
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", (_request, response) => `'nonce-${nonceOf(response as Response)}'`],
        imgSrc: anywhere,
        mediaSrc: anywhere,
        connectSrc: ["'self'"],
        fontSrc: ["'self'", "data:"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: "no-referrer" },
    xFrameOptions: { action: "deny" },
  });
  return [nonce, headers as RequestHandler];
}
