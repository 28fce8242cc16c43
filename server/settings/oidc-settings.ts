import { readFileSync } from "node:fs";
import { ROLES, roleNamed } from "../../shared/roles.ts";
import type { OidcSettings } from "../people/oidc/provider.ts";

type Given = (name: string) => string | undefined;

/** A URL whose requests no third party can read: https, or a service on this machine. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  const here = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  return (protocol === "https:" || (protocol === "http:" && here)) && `${search}${hash}${username}` === "";
}

/** Settings of the OpenID provider, or all faults, a line each. A secret is never part of a fault. */
export function oidcSettings(given: Given): OidcSettings | { faults: string[] } {
  const faults: string[] = [];
  const issuer = given("OIDC_ISSUER") ?? "";
  if (!isSafeUrl(issuer))
    faults.push(`OIDC_ISSUER was ${JSON.stringify(issuer)}; it may be the https:// URL of the OpenID provider.`);
  const clientId = given("OIDC_CLIENT_ID") ?? "";
  if (clientId === "") faults.push("OIDC_CLIENT_ID was not set; it may be the name of this client at the provider.");
  const roles = rolesIn(given("OIDC_ROLES") ?? "");
  if (roles === null)
    faults.push(
      `OIDC_ROLES was ${JSON.stringify(given("OIDC_ROLES") ?? "")}; it may be pairs group=role, separated by commas; roles are ${ROLES.join(", ")}.`,
    );
  const secret = readSecret(given("OIDC_CLIENT_SECRET"), given("OIDC_CLIENT_SECRET_FILE"));
  if ("fault" in secret) faults.push(secret.fault);
  if (faults.length > 0 || roles === null || "fault" in secret) return { faults };
  return { issuer, clientId, clientSecret: secret.source, roles };
}

function readSecret(
  text: string | undefined,
  file: string | undefined,
): { source: (() => string) | null } | { fault: string } {
  if (text !== undefined && file !== undefined)
    return { fault: "OIDC_CLIENT_SECRET was set although OIDC_CLIENT_SECRET_FILE is set; it may be one of them." };
  if (file === undefined) return { source: text === undefined ? null : () => text };
  try {
    const content = readFileSync(file, "utf8").trim();
    if (content !== "") return { source: () => content };
  } catch {
    // Said below.
  }
  return {
    fault: `OIDC_CLIENT_SECRET_FILE was ${JSON.stringify(file)}, which can't be read or is empty; it may be the path of a file with the secret.`,
  };
}

/** `group=role` pairs, comma-separated; null if the text is not that. */
function rolesIn(text: string): OidcSettings["roles"] | null {
  const roles = new Map<string, (typeof ROLES)[number]>();
  for (const pair of text.split(",")) {
    const at = pair.lastIndexOf("=");
    const role = roleNamed(pair.slice(at + 1).trim());
    const group = pair.slice(0, Math.max(0, at)).trim();
    if (group === "" || role === null) return null;
    roles.set(group, role);
  }
  return roles;
}
