import { isIPv4 } from "node:net";
import pg from "pg";
import * as z from "zod/mini";
import { shown } from "./shown.ts";

const WHAT = ["browsers", "proxy", "metrics", "database", "toloka", "traces"] as const;
/** What may go over a network unencrypted, because an administrator says so. */
export type Unencrypted = ReadonlySet<(typeof WHAT)[number]>;

/** The variable that lists it: the schema of its text, and what it may be. */
export const ALLOW_UNENCRYPTED = [
  z.pipe(
    z._default(z.string(), ""),
    z.pipe(
      z.transform((text: string) => (text === "" ? [] : text.split(",").map((name) => name.trim()))),
      z.array(z.enum(WHAT)),
    ),
  ),
  `one or more of ${WHAT.join(", ")}, separated by commas`,
] as const;

/** Whether only this machine reaches the address. */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|::1|\[::1\])$/i.test(host) || (isIPv4(host) && host.startsWith("127."));

/** Whether a URL is of plain http at another machine. */
export function isPlainElsewhere(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !isLoopback(hostname);
}

/** A URL whose requests no third party can read: https, or a service on this machine. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username } = new URL(text);
  return (
    (protocol === "https:" || (protocol === "http:" && isLoopback(hostname))) && `${search}${hash}${username}` === ""
  );
}

interface Addresses {
  DATABASE_URL?: string | undefined;
  OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string | undefined;
}

const DATABASE =
  "a URL with sslmode=verify-full, e.g. postgres://user:password@host:5432/database?sslmode=verify-full, and with sslrootcert=PATH for an authority of your own";
const trusted = (name: string): string =>
  `To allow this in a network that you trust, add ${name} to ALLOW_UNENCRYPTED.`;

/** Faults of the database and the collector at other machines whose connection would not be encrypted, a line each. */
export function plainFaults(
  addresses: Addresses,
  { sendsTraces, allowed }: { sendsTraces: boolean; allowed: Unencrypted },
): string[] {
  const faults: string[] = [];
  const {
    DATABASE_URL: database,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own,
    OTEL_EXPORTER_OTLP_ENDPOINT: all,
  } = addresses;
  const fault = database?.startsWith("postgres") ? databaseFault(database) : null;
  if (fault !== null && typeof fault === "object")
    faults.push(`DATABASE_URL was ${shown(database!)}, but ${fault.unreadable}; it may be ${DATABASE}.`);
  else if (fault !== null && !allowed.has("database"))
    faults.push(
      `DATABASE_URL was ${shown(database!)}, ${fault === "unencrypted" ? "which is not encrypted" : "which doesn't check the server's certificate"}; it may be ${DATABASE}. ${trusted("database")}`,
    );
  // As OpenTelemetry has it, the first counts.
  const [name, url] = own === undefined ? (["ENDPOINT", all] as const) : (["TRACES_ENDPOINT", own] as const);
  if (sendsTraces && url !== undefined && isPlainElsewhere(url) && !allowed.has("traces"))
    faults.push(
      `OTEL_EXPORTER_OTLP_${name} was ${shown(url)}; it may be an https:// URL, or an http:// URL of this machine. ${trusted("traces")}`,
    );
  return faults;
}

/**
 * What is wrong with the encryption of a connection to PostgreSQL, by what the driver makes of its URL and of `PGSSLMODE`; null:
 * nothing, or the connection stays on this machine.
 */
function databaseFault(url: string): "unencrypted" | "unchecked" | { unreadable: string } | null {
  let client: { host: string; ssl: unknown };
  try {
    client = new pg.Client({ connectionString: url }) as unknown as typeof client;
  } catch (error) {
    // The files of `sslrootcert`, `sslcert` and `sslkey`.
    const { path, code, message } = error as NodeJS.ErrnoException;
    return { unreadable: path === undefined ? message : `${path} can't be read (${code})` };
  }
  const { host, ssl } = client;
  // A path is the folder of a Unix socket.
  if (host.startsWith("/") || isLoopback(host)) return null;
  if (!ssl) return "unencrypted";
  if (ssl === true) return null;
  const { rejectUnauthorized, checkServerIdentity } = ssl as { [option: string]: unknown };
  return rejectUnauthorized === false || checkServerIdentity !== undefined ? "unchecked" : null;
}
