import type { Request, RequestHandler } from "express";
import { type Problem, problem } from "../../../shared/api/problem.ts";
import { sendProblem, sendProblemAsText } from "../answers/problems.ts";

/** What may come in plain http over a network: `proxy` is what a proxy on another machine passes on that came to it over https. */
export type PlainHttp = Pick<ReadonlySet<"browsers" | "proxy" | "metrics">, "has">;

/** Whether a connection with this address at its other end stays on this machine. */
export const isLoopbackAddress = (address: string | undefined): boolean =>
  /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address ?? "");

/** Holds no secrets, and what orchestrators ask knows no certificate. */
const HEALTH = /^\/api\/health(?:\/|$)/;

/** What of a request went over a network unencrypted; null: nothing. */
function exposed(request: Request): "browsers" | "proxy" | "metrics" | null {
  const { remoteAddress, localAddress } = request.socket;
  const isPlain = !("encrypted" in request.socket);
  // Who uses an address of this machine from this machine has the same one.
  const fromElsewhere = isPlain && !isLoopbackAddress(remoteAddress) && remoteAddress !== localAddress;
  if (request.secure) return fromElsewhere ? "proxy" : null;
  // A proxy of TRUST_PROXY says who asked it, and that this was in plain http.
  const forwarded =
    request.ip !== remoteAddress && request.get("X-Forwarded-Proto") !== undefined && !isLoopbackAddress(request.ip);
  if (!fromElsewhere && !forwarded) return null;
  return request.path === "/metrics" ? "metrics" : "browsers";
}

/** Why a request is refused that went over a network unencrypted; null if it did not, or may. */
function refusalOf(request: Request, allowed: PlainHttp): Problem | null {
  if (HEALTH.test(request.path)) return null;
  const what = exposed(request);
  if (what === null || allowed.has(what)) return null;
  return problem(403, what === "proxy" ? "PROXY_NOT_ENCRYPTED" : "HTTPS_REQUIRED");
}

/** Refuses what comes unencrypted from other machines. `refused` is told of each. */
export function encryptedOnly(
  allowed: PlainHttp,
  refused: (request: Request, refusal: Problem) => void,
): RequestHandler {
  return (request, response, next) => {
    const refusal = refusalOf(request, allowed);
    if (refusal === null) return next();
    refused(request, refusal);
    if (request.accepts(["json", "html"]) === "html") sendProblemAsText(response, refusal);
    else sendProblem(response, refusal);
  };
}
