import { isIP } from "node:net";
import type { Request } from "express";
import type { Place } from "../../people/passkeys/passkeys.ts";
import { hostName } from "../edge/guard.ts";

/**
 * Where a browser's passkeys belong: to the name in `Host`, which the guard has found among the allowed ones. Null for an
 * address, since browsers make passkeys for names only.
 */
export function passkeyPlace(request: Request): Place | null {
  const host = request.headers.host ?? "";
  const name = hostName(host);
  if (name === null || isIP(name.replace(/^\[|\]$/g, "")) > 0) return null;
  return { rpId: name, origin: `${request.protocol}://${host.toLowerCase()}` };
}
