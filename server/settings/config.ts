import { isIP } from "node:net";
import { resolve } from "node:path";
import * as z from "zod/mini";
import { wholeText } from "../../shared/api/address-schemas.ts";
import type { SecondPerson } from "../approvals/approvals.ts";
import type { OidcSettings } from "../people/oidc/provider.ts";
import type { Limits } from "../submissions/limits/person-limits.ts";
import { BREACHED_PASSWORDS_URL } from "./breached-passwords.ts";
import { type ConnectionSettings, readConnections } from "./connection-settings.ts";
import { ALLOW_UNENCRYPTED, isLoopback, plainFaults, type Unencrypted } from "./encryption.ts";
import { LIMIT_VARIABLES, limitSettings } from "./limit-settings.ts";
import { oidcSettings } from "./oidc-settings.ts";
import { SECOND_PERSON, secondPersonOf } from "./second-person.ts";
import { lineFault, type SecretSetting, type SecretSource, secretSource } from "./secret.ts";
import { shown } from "./shown.ts";
import { TRACE_HEADERS, TRACE_VARIABLES, type TraceSettings, traceSettings } from "./trace-settings.ts";

export interface Settings {
  host: string;
  port: number;
  /** The first is used where a request names none. */
  connections: [ConnectionSettings, ...ConnectionSettings[]];
  localTolokaPort: number;
  /** Requests a second over all replicas; 0: no pacing. */
  ratePerSecond: number;
  /** Dollars below which the balance is said to be low; 0: never. */
  balanceWarning: number;
  /** For `openDb`: `file:/absolute/path` or `postgres://…`. */
  databaseUrl: string;
  dataDir: string;
  mediaProbe: boolean;
  logLevel: LogLevel;
  /** Host names besides the loopback ones, for requests through a reverse proxy. */
  allowedHosts: string[];
  /** How people sign in. Null: loopback only, and everybody may do everything. */
  signIn: { passwords: boolean; secondFactorFor: (typeof DEMANDS)[number]; oidc: OidcSettings | null } | null;
  /** The service that is asked whether new passwords were leaked, ending with `/`; null: none is. */
  breachedPasswordsUrl: string | null;
  /** The proxies in front, whose `X-Forwarded-…` headers are believed: how many, or their addresses. */
  trustProxy: number | string[] | false;
  /** The files of the certificate and its key, for https; null: http. */
  tls: { cert: string; key: string } | null;
  /** What may go over a network unencrypted. */
  unencrypted: Unencrypted;
  /** Whether browsers use https only for the hosts below this one, too. */
  hstsSubdomains: boolean;
  /** What a person may create a day. Null: as much as they like. */
  limits: Limits | null;
  /** For how many days submissions stay in the journal after their last change; null: for ever. */
  keepDays: number | null;
  /** Every how many hours the journal is compared with the pools; 0: only when somebody asks for it. */
  reconcileHours: number;
  /** What takes the approval of a second person; null: nothing. */
  secondPerson: SecondPerson | null;
  /** What a reader of `/metrics` has to show; null: it is for this machine only. */
  metricsKey: SecretSource | null;
  /** Null: no traces are sent. */
  traces: TraceSettings | null;
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const MAX_PORT = 65_535;

/** A host without the brackets of an IPv6 address. */
const bare = (host: string): string => host.replace(/^\[|\]$/g, "");

/** A whole number. `least`: what the smallest one means. */
const whole = (min: number, max: number, initial: number, least: string) =>
  [wholeText(min, max, initial), `a whole number from ${min} (${least}) to ${max}`] as const;

const listed = (text: string): string[] => text.split(",").flatMap((name) => name.trim().toLowerCase() || []);

const hostNames = z.pipe(
  z._default(z.string(), ""),
  z.pipe(
    z.transform((text: string) => listed(text)),
    z.array(z.string().check(z.regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/))),
  ),
);

const isNetwork = (text: string): boolean => {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  const most = version === 4 ? 32 : 128;
  return version > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
};

const trustProxy = z.pipe(
  z._default(z.string(), ""),
  z.pipe(
    z.transform((text: string) =>
      /^[1-9]$/.test(text) ? Number(text) : text === "" ? (false as const) : listed(text),
    ),
    z.union([z.number(), z.literal(false), z.array(z.string().check(z.refine(isNetwork)))]),
  ),
);

const filePath = z.string().check(z.refine((path) => !path.includes("\0")));
/** Who has to have a second factor. */
const DEMANDS = ["nobody", "administrators", "everyone"] as const;
const SIGN_IN = new Set(["off", "password", "oidc", "password,oidc", "oidc,password"]);

const DATABASE_URL = "file:/path/to/journal.sqlite or postgres://user:password@host:5432/database";
/** It is read at the start only: connections that are open keep the account with which they were made. */
const DATABASE: SecretSetting = { variable: "DATABASE_URL", mayBe: DATABASE_URL, faultOf: lineFault };
const METRICS_KEY: SecretSetting = {
  variable: "METRICS_KEY",
  mayBe: "16 to 200 signs of ASCII without spaces",
  faultOf: (text) => (/^[\x21-\x7e]{16,200}$/.test(text) ? null : "not valid"),
};

/** Every variable that is no secret, and the database's address: the schema of its text, and what it may be, in words. */
const VARIABLES = {
  HOST: [
    z._default(
      z.string().check(z.refine((host) => isIP(bare(host)) > 0 || /^[a-z0-9][a-z0-9.-]*$/i.test(host))),
      "127.0.0.1",
    ),
    "an address or a host name of this machine, e.g. 127.0.0.1 or 0.0.0.0",
  ],
  PORT: whole(0, MAX_PORT, 3000, "any free port"),
  DATABASE_URL: [z.optional(z.string().check(z.refine(isDatabaseUrl))), DATABASE_URL],
  DATA_DIR: [z._default(filePath, "./data"), "the path of a folder"],
  LOCAL_TOLOKA_PORT: whole(0, MAX_PORT, 0, "any free port"),
  TOLOKA_RATE_PER_SECOND: whole(0, 100_000, 300, "no pacing"),
  BALANCE_WARNING: whole(0, 1_000_000, 10, "no warning"),
  MEDIA_PROBE: [z._default(z.enum(["on", "off"]), "on"), "on or off"],
  LOG_LEVEL: [z._default(z.enum(LOG_LEVELS), "info"), LOG_LEVELS.join(", ")],
  SIGN_IN: [
    z._default(z.string().check(z.refine((ways) => SIGN_IN.has(ways))), "off"),
    "off, password, oidc, or password,oidc",
  ],
  BREACHED_PASSWORDS_URL,
  REQUIRE_SECOND_FACTOR: [z._default(z.enum(DEMANDS), "nobody"), "nobody, administrators or everyone"],
  TRUST_PROXY: [
    trustProxy,
    "how many proxies stand in front, from 1 to 9, or their addresses, separated by commas, e.g. 10.0.0.5 or 10.0.0.0/8",
  ],
  ALLOW_UNENCRYPTED,
  TLS_CERT_FILE: [z.optional(filePath), "the path of a file with the certificate and those that signed it, PEM"],
  TLS_KEY_FILE: [z.optional(filePath), "the path of a file with the certificate's key, PEM"],
  HSTS_SUBDOMAINS: [z._default(z.enum(["yes", "no"]), "yes"), "yes or no"],
  ...LIMIT_VARIABLES,
  ...TRACE_VARIABLES,
  SECOND_PERSON,
  RECONCILE_HOURS: whole(0, 8_760, 24, "only when an administrator asks for it"),
  ALLOWED_HOSTS: [hostNames, "host names without ports, separated by commas, e.g. desk.example.org"],
} as const satisfies Record<string, readonly [z.ZodMiniType, string]>;

type Name = keyof typeof VARIABLES;
type Values = { [N in Name]: z.output<(typeof VARIABLES)[N][0]> };

function isDatabaseUrl(text: string): boolean {
  if (/^file:./.test(text)) return !/^file:\/\/[^/]/.test(text) && !text.includes("\0");
  return /^postgres(ql)?:\/\//.test(text) && URL.canParse(text);
}

const absoluteFile = (url: string): string => `file:${resolve(url.replace(/^file:(?:\/\/)?/, ""))}`;

/**
 * Reads the settings from environment variables. An empty variable counts as not set. Returns all faults, a line each: the
 * variable, what it was (never a token), and what it may be.
 */
export function readSettings(
  env: Record<string, string | undefined>,
  warn: (message: string) => void,
): { settings: Settings } | { faults: string[] } {
  const fromEnv = (name: string) => env[name] || undefined;
  const faults: string[] = [];
  /** The secret of a variable or its file; null also after a fault. */
  const secret = (setting: SecretSetting): SecretSource | null => {
    const read = secretSource(setting, fromEnv, warn);
    if ("source" in read) return read.source;
    faults.push(read.fault);
    return null;
  };
  const database = secret(DATABASE);
  const given = (name: string) => (name === "DATABASE_URL" ? database?.() : fromEnv(name));
  const metricsKey = secret(METRICS_KEY);
  const traceHeaders = secret(TRACE_HEADERS);
  const values: Record<string, unknown> = {};
  for (const [name, [schema, mayBe]] of Object.entries(VARIABLES)) {
    const read = z.safeParse(schema, given(name));
    if (read.success) values[name] = read.data;
    else faults.push(`${name} was ${shown(given(name) ?? "")}; it may be ${mayBe}.`);
  }
  if (values.SIGN_IN === "off" && typeof values.HOST === "string" && !isLoopback(values.HOST))
    faults.unshift(
      `HOST was ${shown(values.HOST)}; it may be 127.0.0.1, ::1 or localhost, since anyone who reaches Task Desk without sign-in can spend the requester's money. For another host set SIGN_IN=password.`,
    );
  if (values.SIGN_IN === "off" && values.SECOND_PERSON !== undefined)
    faults.push(
      `SECOND_PERSON was ${shown(String(values.SECOND_PERSON))}; it may be set only if people sign in: set SIGN_IN=password.`,
    );
  for (const [set, missing] of [
    ["TLS_CERT_FILE", "TLS_KEY_FILE"],
    ["TLS_KEY_FILE", "TLS_CERT_FILE"],
  ] as const)
    if (values[set] !== undefined && values[missing] === undefined && given(missing) === undefined)
      faults.push(`${missing} was not set, but ${set} was; it may be ${VARIABLES[missing][1]}.`);
  const oidc = String(values.SIGN_IN).includes("oidc") ? oidcSettings(given, warn) : null;
  if (oidc !== null && "faults" in oidc) faults.push(...oidc.faults);
  const known = values as Partial<Values>;
  const allowed: Unencrypted = new Set(known.ALLOW_UNENCRYPTED);
  faults.push(...plainFaults(known, { sendsTraces: traceSettings(known as Values, null) !== null, allowed }));
  const read = readConnections(given, warn, allowed.has("toloka"));
  if ("faults" in read) faults.push(...read.faults);
  if (faults.length > 0 || "faults" in read) return { faults };
  const settings = settingsOf(values as Values, read.connections);
  const signIn = waysOf(values as Values, oidc as OidcSettings | null);
  return { settings: { ...settings, signIn, metricsKey, traces: traceSettings(values as Values, traceHeaders) } };
}

const waysOf = (
  { SIGN_IN: ways, REQUIRE_SECOND_FACTOR: secondFactorFor }: Values,
  oidc: OidcSettings | null,
): Settings["signIn"] => (ways === "off" ? null : { passwords: ways.includes("password"), secondFactorFor, oidc });

/** The name in the `Host` header of who uses the address in HOST; none for all addresses and for loopback. */
function ownName(host: string): string[] {
  const address = bare(host).toLowerCase();
  if (isLoopback(address) || /^(?:0\.0\.0\.0|::)$/.test(address)) return [];
  return [isIP(address) === 6 ? `[${address}]` : address];
}

function settingsOf(
  values: Values,
  connections: Settings["connections"],
): Omit<Settings, "signIn" | "metricsKey" | "traces"> {
  const { DATABASE_URL, TLS_CERT_FILE, TLS_KEY_FILE } = values;
  const dataDir = resolve(values.DATA_DIR);
  const databaseUrl = DATABASE_URL ?? `file:${resolve(dataDir, "journal.sqlite")}`;
  return {
    host: bare(values.HOST),
    port: values.PORT,
    connections,
    localTolokaPort: values.LOCAL_TOLOKA_PORT,
    ratePerSecond: values.TOLOKA_RATE_PER_SECOND,
    balanceWarning: values.BALANCE_WARNING,
    databaseUrl: databaseUrl.startsWith("file:") ? absoluteFile(databaseUrl) : databaseUrl,
    dataDir,
    mediaProbe: values.MEDIA_PROBE === "on",
    logLevel: values.LOG_LEVEL,
    allowedHosts: [...values.ALLOWED_HOSTS, ...ownName(values.HOST)],
    breachedPasswordsUrl: values.BREACHED_PASSWORDS_URL ?? null,
    trustProxy: values.TRUST_PROXY,
    tls: TLS_CERT_FILE && TLS_KEY_FILE ? { cert: resolve(TLS_CERT_FILE), key: resolve(TLS_KEY_FILE) } : null,
    unencrypted: new Set(values.ALLOW_UNENCRYPTED),
    hstsSubdomains: values.HSTS_SUBDOMAINS === "yes",
    ...limitSettings(values),
    reconcileHours: values.RECONCILE_HOURS,
    secondPerson: secondPersonOf(values.SECOND_PERSON),
  };
}
