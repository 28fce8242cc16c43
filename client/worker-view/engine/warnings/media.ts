import { isJsonObject } from "../../../../shared/values/json.ts";
import { isWebAddress } from "../addresses.ts";
import type { Drawn } from "../tree.ts";

/** Why a Toloker's browser cannot load a medium, or may refuse to. */
export type MediaFault = "plainHttp" | "privateHost" | "noAddress";

const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa)$/;
const PRIVATE_V4 =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[789]\d|1[01]\d|12[0-7]))\./;
const PRIVATE_V6 = /^\[(?:::|::1|f[cd][\da-f]{2}:.*|fe[89ab][\da-f]:.*|::ffff:.*)\]$/;

export function mediaFault(url: string): MediaFault | null {
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    return "noAddress";
  }
  const host = address.hostname.toLowerCase();
  const named = !host.includes(".") && !host.startsWith("[");
  if (/^https?:$/.test(address.protocol) && (named || PRIVATE_NAME.test(host))) return "privateHost";
  if (PRIVATE_V4.test(host) || PRIVATE_V6.test(host)) return "privateHost";
  if (!host.startsWith("[") && !isWebAddress(url)) return "noAddress";
  return address.protocol === "http:" ? "plainHttp" : null;
}

const MEDIA = new Set(["view.image", "view.audio", "view.video", "view.iframe", "field.image-annotation"]);

/** The URLs that the parts load. A value that is not there yet is none. */
export const mediaOf = (parts: readonly Drawn[]): { path: string; url: string }[] =>
  parts
    .filter(({ type, props }) => MEDIA.has(type) && isJsonObject(props))
    .flatMap(({ path, props }) =>
      [props.url, props.image].flatMap((url) => (typeof url === "string" && url !== "" ? [{ path, url }] : [])),
    );
