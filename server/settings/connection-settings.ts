import * as z from "zod/mini";
import type { Role } from "../../shared/roles.ts";
import type { Environment } from "../../shared/submission.ts";
import { isPlainElsewhere } from "./encryption.ts";
import { type SecretSource, secretSource, tokenFault } from "./secret.ts";
import { shown } from "./shown.ts";

/** A connection to a Toloka. `toloka` is null for the built-in one, which the server starts. */
export interface ConnectionSettings {
  /** Unique; in addresses and in settings. */
  name: string;
  /** The least role that may create tasks there. */
  createRole: Role;
  toloka: { environment: Environment; url: string; token: SecretSource; tokenFrom: TokenFrom } | null;
}

/** The variable with the token, or with the path of its file. */
interface TokenFrom {
  variable: string;
  file: string | null;
}

const HOSTS = { sandbox: "https://sandbox.toloka.dev", production: "https://toloka.dev" } as const;

type Given = (name: string) => string | undefined;
type Warn = (message: string) => void;

const NAME = /^[a-z][a-z0-9-]{0,29}$/;
const MAX_CONNECTIONS = 20;
const CREATE_ROLES = ["operator", "administrator"] as const satisfies Role[];
const SINGLE = ["TOLOKA_TOKEN", "TOLOKA_TOKEN_FILE", "TOLOKA_URL", "TOLOKA_ENVIRONMENT", "TOLOKA_CREATE_ROLE"] as const;

const TOKEN = "the requester's token, one line of ASCII without spaces";
const ORIGIN = "an http:// or https:// URL without path, query, user name or password, e.g. http://127.0.0.1:9100";

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && pathname === "/" && `${search}${hash}${username}${password}` === "";
}

/**
 * The connections that the variables describe: those that `TOLOKA_CONNECTIONS` names, or the one of `TOLOKA_TOKEN` and its
 * like, or the built-in Toloka. `mayBePlain`: in plain http to other machines too. Returns all faults, a line each, which never
 * quote a token.
 */
export function readConnections(
  given: Given,
  warn: Warn,
  mayBePlain: boolean,
): { connections: [ConnectionSettings, ...ConnectionSettings[]] } | { faults: string[] } {
  const listed = given("TOLOKA_CONNECTIONS");
  const names = listed?.split(",").map((name) => name.trim());
  const faults: string[] = [];
  if (names !== undefined) {
    if (names.some((name) => !NAME.test(name)) || new Set(names).size < names.length || names.length > MAX_CONNECTIONS)
      return {
        faults: [
          `TOLOKA_CONNECTIONS was ${shown(listed ?? "")}; it may be up to ${MAX_CONNECTIONS} different names, separated by commas, each of at most 30 small letters, digits and hyphens and beginning with a letter, e.g. sandbox,live.`,
        ],
      };
    for (const variable of SINGLE)
      if (given(variable) !== undefined)
        faults.push(
          `${variable} was set although TOLOKA_CONNECTIONS is set; each connection has variables of its own, e.g. ${prefixOf(names[0]!)}_${variable.slice("TOLOKA_".length)}.`,
        );
  }
  const read = (names ?? [null]).map((name) => readConnection(name, given, warn, mayBePlain));
  for (const one of read) if ("faults" in one) faults.push(...one.faults);
  const connections = read.flatMap((one) => ("faults" in one ? [] : [one]));
  const builtIn = connections.filter(({ toloka }) => toloka === null);
  if (builtIn.length > 1)
    faults.push(
      `${prefixOf(builtIn[1]!.name)}_ENVIRONMENT was "built-in"; it may be sandbox or production, since ${builtIn[0]!.name} is the built-in Toloka already.`,
    );
  const [first, ...rest] = connections;
  return faults.length > 0 || first === undefined ? { faults } : { connections: [first, ...rest] };
}

const prefixOf = (name: string): string => `TOLOKA_${name.toUpperCase().replaceAll("-", "_")}`;

/** `name`: null for the only connection, whose variables have no name in them. */
function readConnection(
  name: string | null,
  given: Given,
  warn: Warn,
  mayBePlain: boolean,
): ConnectionSettings | { faults: string[] } {
  const prefix = name === null ? "TOLOKA" : prefixOf(name);
  const faults: string[] = [];
  const environments = name === null ? ["sandbox", "production"] : ["sandbox", "production", "built-in"];
  const asked = given(`${prefix}_ENVIRONMENT`);
  if (asked !== undefined && !environments.includes(asked))
    faults.push(`${prefix}_ENVIRONMENT was ${shown(asked)}; it may be ${environments.join(" or ")}.`);
  const url = given(`${prefix}_URL`);
  if (url !== undefined && !isOrigin(url)) faults.push(`${prefix}_URL was ${shown(url)}; it may be ${ORIGIN}.`);
  else if (url !== undefined && !mayBePlain && isPlainElsewhere(url))
    faults.push(
      `${prefix}_URL was ${shown(url)}; it may be an https:// URL, or an http:// URL of this machine, since the token would go over the network unencrypted. To allow this in a network that you trust, add toloka to ALLOW_UNENCRYPTED.`,
    );
  const variable = `${prefix}_TOKEN`;
  const file = given(`${variable}_FILE`);
  const token = secretSource({ variable, mayBe: TOKEN, faultOf: tokenFault }, given, warn);
  if ("fault" in token) return { faults: [...faults, token.fault] };
  if (token.source === null && url !== undefined)
    faults.push(
      `${variable} was not set, but ${prefix}_URL was; it may be the requester's token for that Toloka.${name === null ? " Without TOLOKA_URL too, the built-in Toloka is used." : ""}`,
    );
  else if (name !== null && token.source === null && asked !== "built-in")
    faults.push(
      `${variable} was not set; it may be ${TOKEN}. For the built-in Toloka set ${prefix}_ENVIRONMENT=built-in.`,
    );
  if (asked === "built-in" && (token.source !== null || url !== undefined))
    faults.push(
      `${prefix}_ENVIRONMENT was "built-in", which has a token and an address of its own: remove ${token.source === null ? `${prefix}_URL` : variable}.`,
    );
  const role = given(`${prefix}_CREATE_ROLE`) ?? "operator";
  const createRole = CREATE_ROLES.find((one) => one === role);
  if (createRole === undefined)
    faults.push(`${prefix}_CREATE_ROLE was ${shown(role)}; it may be ${CREATE_ROLES.join(" or ")}.`);
  if (faults.length > 0 || createRole === undefined) return { faults };
  if (token.source === null) return { name: name ?? "built-in", createRole, toloka: null };
  const environment = url === undefined ? z.parse(z.enum(["sandbox", "production"]), asked ?? "sandbox") : "custom";
  return {
    name: name ?? environment,
    createRole,
    toloka: {
      environment,
      url: url === undefined ? HOSTS[environment as keyof typeof HOSTS] : new URL(url).origin,
      token: token.source,
      tokenFrom: { variable: file === undefined ? variable : `${variable}_FILE`, file: file ?? null },
    },
  };
}
