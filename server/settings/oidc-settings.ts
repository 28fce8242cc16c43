import { ROLES, roleNamed } from "../../shared/roles.ts";
import type { OidcSettings } from "../people/oidc/provider.ts";
import { isSafeUrl } from "./encryption.ts";
import { lineFault, secretSource } from "./secret.ts";

type Given = (name: string) => string | undefined;

const CLIENT_SECRET = { variable: "OIDC_CLIENT_SECRET", mayBe: "the client's secret, one line", faultOf: lineFault };

/** Settings of the OpenID provider, or all faults, a line each. A secret is never part of a fault. */
export function oidcSettings(given: Given, warn: (message: string) => void): OidcSettings | { faults: string[] } {
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
  const maxAge = given("OIDC_MAX_AGE");
  const isAge = maxAge === undefined || (/^\d{2,6}$/.test(maxAge) && Number(maxAge) >= 60 && Number(maxAge) <= 604_800);
  if (!isAge)
    faults.push(
      `OIDC_MAX_AGE was ${JSON.stringify(maxAge)}; it may be a number of seconds from 60 to 604800, e.g. 28800 for 8 hours.`,
    );
  const secret = secretSource(CLIENT_SECRET, given, warn);
  if ("fault" in secret) faults.push(secret.fault);
  if (faults.length > 0 || roles === null || "fault" in secret) return { faults };
  return {
    issuer,
    clientId,
    clientSecret: secret.source,
    roles,
    acrValues: listIn(given("OIDC_ACR_VALUES")),
    amr: listIn(given("OIDC_AMR")),
    maxAge: maxAge === undefined ? null : Number(maxAge),
  };
}

const listIn = (text = ""): string[] => text.split(/[\s,]+/).filter((value) => value !== "");

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
