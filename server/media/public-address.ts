import ipaddr from "ipaddr.js";
import { type MediaText, mediaText } from "../../shared/media/media-text.ts";

/** Ports that media are served on. With others, the probe could be used as a port scanner. */
const WEB_PORTS = new Set(["", "80", "443", "8000", "8008", "8080", "8081", "8443", "8888", "9000"]);

/** Names that exist only inside a private network. */
const PRIVATE_NAMES = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa)$/;

/** Azure's metadata service, which has a public address. */
const METADATA = new Set(["168.63.129.16"]);

/** The block of all public IPv6 unicast addresses. */
const GLOBAL_V6 = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether an IP address is public unicast. Others may reach this machine or its network. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return isPublicV4(parsed);
  const range = parsed.range();
  // These two contain an IPv4 address. 6to4, Teredo and other ranges are refused: media are not served there.
  if (range === "ipv4Mapped" || parsed.match(ipaddr.IPv6.parseCIDR("64:ff9b::/96")))
    return isPublicV4(new ipaddr.IPv4(parsed.toByteArray().slice(12)));
  return range === "unicast" && parsed.match(GLOBAL_V6);
}

const isPublicV4 = (address: ipaddr.IPv4): boolean =>
  address.range() === "unicast" && !METADATA.has(address.toString());

/** Why the server does not load an address: `code` for the verdict, `text` for the operator. */
export interface Refusal {
  code: "ADDRESS_REFUSED" | "PORT_REFUSED" | "CREDENTIALS_IN_URL" | "SCHEME_REFUSED";
  text: MediaText;
}

/** The refusal of a URL before DNS is asked; null if there is none. `URL` has already turned `0x7f.1` into `127.0.0.1`. */
export function refusal(url: URL): Refusal | null {
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return { code: "SCHEME_REFUSED", text: mediaText("schemeRefused", url.protocol) };
  if (url.username !== "" || url.password !== "")
    return {
      code: "CREDENTIALS_IN_URL",
      text: mediaText("credentials"),
    };
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const refused = ipaddr.isValid(host) ? !isPublicAddress(host) : PRIVATE_NAMES.test(host) || !host.includes(".");
  if (refused) return privateAddress(host);
  if (!WEB_PORTS.has(url.port))
    return {
      code: "PORT_REFUSED",
      text: mediaText("portRefused", url.port),
    };
  return null;
}

export const privateAddress = (host: string): Refusal => ({
  code: "ADDRESS_REFUSED",
  text: mediaText("notPublic", host),
});
