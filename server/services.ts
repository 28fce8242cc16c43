import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { loadPatterns } from "../shared/fields/pattern.ts";
import { isJsonObject, parseJson } from "../shared/values/json.ts";
import { type Db, openDb } from "./db/db.ts";
import type { ConnectedToloka, Desk } from "./http/desk.ts";
import { findImport } from "./imports/import-table.ts";
import { openImports } from "./imports/imports.ts";
import type { Log } from "./log.ts";
import type { ProbeUrl } from "./media/probe.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import type { OidcSignIn } from "./people/oidc/oidc-sign-in.ts";
import type { OidcSettings } from "./people/oidc/provider.ts";
import { openReconciliation } from "./reconciliation/reconciliation.ts";
import { startRetention } from "./retention.ts";
import type { Settings } from "./settings/config.ts";
import type { ConnectionSettings } from "./settings/connection-settings.ts";
import { isLoopback } from "./settings/encryption.ts";
import type { TraceSettings } from "./settings/trace-settings.ts";
import { type Journal, openJournal } from "./submissions/open-journal.ts";
import { openSubmissions } from "./submissions/submissions.ts";
import { watchToken } from "./token-check.ts";
import { createTolokaClient } from "./toloka/client.ts";
import { type Trace, untraced } from "./tracing/trace.ts";

/** How long a request to Toloka may take, in milliseconds. The answer to a creation counts as lost after that. */
const TOLOKA_TIMEOUT = 20_000;

const root = join(import.meta.dirname, "..");

/**
 * Opens everything behind the HTTP server, each part after those that it needs. `close` closes them in the opposite order
 * and waits for requests to Toloka that are under way; call it when no requests come any more. If a part cannot be opened,
 * the others are closed and its error is thrown (`DbOpenError`, or the system's).
 */
export async function openServices(
  settings: Settings,
  stopping: AbortSignal,
  log: Log,
): Promise<{ desk: Desk; close(): Promise<void> }> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    makeFolders(settings);
    await loadPatterns();
    const version = versionOf(join(root, "package.json"));
    const traces = settings.traces && (await openTraces(version, settings.traces, log));
    if (traces !== null) closers.push(traces.close);
    const trace = traces?.trace ?? untraced;
    const opened = await openDb(settings.databaseUrl, (sentence) => log("warn", sentence));
    closers.push(() => opened.close());
    const db = traces === null ? opened : traces.traceWrites(opened, trace);
    const metrics = createMetrics();
    const journal = await openJournal(
      db,
      settings.connections.map(({ name }) => name),
      log,
    );
    closers.push(() => journal.close());
    const connect = (connection: ConnectionSettings) =>
      openConnected(connection, { settings, journal, metrics, trace, closers, log });
    // At once: each waits a moment for its Toloka. A start that fails closes what the others have opened.
    const [first, ...others] = settings.connections;
    const connected = await Promise.allSettled([connect(first), ...others.map(connect)]);
    const connections = connected.map((one) => {
      if (one.status === "rejected") throw one.reason;
      return one.value;
    }) as Desk["connections"];
    const signIn = await openSignIn(settings, db, closers, log);
    if (settings.keepDays !== null) {
      const retention = startRetention({ db, log, append: signIn?.audit.append ?? null }, settings.keepDays);
      closers.push(retention.close);
    }
    const builtIn = connections.find(({ upstream }) => upstream.environment === "built-in")?.upstream.url ?? null;
    const desk: Desk = {
      version,
      startedAt: new Date(),
      connections,
      connectionOf: async ({ operation_id, import_id }) => {
        if (operation_id !== undefined) return journal.connectionOf(operation_id);
        return import_id === undefined
          ? null
          : journal.connections.nameOf((await findImport(db, import_id))?.upstream ?? "");
      },
      ratePerSecond: settings.ratePerSecond,
      engine: db.engine,
      probe: settings.mediaProbe ? openProbe(builtIn) : null,
      allowedHosts: settings.allowedHosts,
      signIn,
      secondPerson: settings.secondPerson,
      trustProxy: settings.trustProxy,
      plainHttp: settings.unencrypted,
      hstsSubdomains: settings.hstsSubdomains,
      tls: settings.tls,
      metrics,
      trace,
      metricsKey: settings.metricsKey,
      clientDir: join(root, "dist", "client"),
      stopping,
      strictAnswers: process.env.NODE_ENV === "test",
      log,
    };
    return { desk, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded only if traces are sent, to save memory and time. */
async function openTraces(version: string, { headers }: TraceSettings, log: Log) {
  const { openOtlpTraces } = await import("./tracing/otlp-traces.ts");
  const { traceWrites } = await import("./tracing/trace-writes.ts");
  return { ...openOtlpTraces(version, headers, log), traceWrites };
}

/** Opens what belongs to one connection, in the order of `openServices`. */
async function openConnected(
  { name, toloka: asked, createRole }: ConnectionSettings,
  parts: {
    settings: Settings;
    journal: Journal;
    metrics: Metrics;
    trace: Trace;
    closers: (() => Promise<unknown>)[];
    log: Log;
  },
): Promise<ConnectedToloka> {
  const { settings, journal, metrics, trace, closers, log } = parts;
  const { token, environment, url } = asked ?? (await startBuiltIn(settings, closers, log));
  const upstream = { environment, url };
  const toloka = createTolokaClient({
    url,
    token,
    timeoutMs: TOLOKA_TIMEOUT,
    onOutcome: ({ caller }, { kind, ms }) => metrics.asked(name, caller, kind, ms),
    trace,
    sendTraceparent: settings.traces?.toToloka ?? false,
  });
  closers.push(() => toloka.close());
  const { ratePerSecond, limits, secondPerson } = settings;
  const submissions = await openSubmissions({
    name,
    journal,
    toloka,
    upstream,
    ratePerSecond,
    limits,
    secondPerson,
    trace,
    log,
  });
  closers.push(() => submissions.stop_sending());
  const imports = await openImports({ db: journal.db, desk: submissions.parts, log });
  closers.push(() => imports.stop());
  const everyHours = settings.reconcileHours;
  const journalOf = { name, db: journal.db, toloka, journal: submissions.comparable };
  const reconciliations = await openReconciliation({ ...journalOf, ratePerSecond, everyHours, log });
  closers.push(() => reconciliations.stop());
  const tokenFrom = asked?.tokenFrom ?? { variable: null, file: null };
  const { balanceWarning } = settings;
  const tokenCheck = watchToken(toloka, { name, variable: tokenFrom.variable, balanceWarning, log });
  closers.push(async () => tokenCheck.stop());
  return { name, upstream, createRole, tokenFrom, tokenCheck, submissions, imports, reconciliations, toloka };
}

/** Loaded only if people sign in, to save memory. */
async function openSignIn(
  settings: Settings,
  db: Db,
  closers: (() => Promise<unknown>)[],
  log: Log,
): Promise<Desk["signIn"]> {
  if (settings.signIn === null) return null;
  const { openPeople } = await import("./people/people.ts");
  const { openBreachedPasswords } = await import("./people/passwords/breached-passwords.ts");
  const { openAudit } = await import("./audit/audit.ts");
  const people = openPeople(db, { isBreached: openBreachedPasswords(settings.breachedPasswordsUrl, log) });
  const audit = openAudit(db, (error) =>
    log("error", "Refused requests were not written to the audit log", { reason: error.message }),
  );
  closers.push(audit.close);
  if (settings.databaseUrl.startsWith("file:")) {
    const { serveCommands, socketPathOf } = await import("./people/command/command-socket.ts");
    const { runRecorded } = await import("./recorded-command.ts");
    const served = await serveCommands(socketPathOf(settings.databaseUrl.slice("file:".length)), (command) =>
      runRecorded(people, audit, command, settings),
    ).catch((error: Error) =>
      log("warn", "npm run people can't be used while the server runs", { reason: error.message }),
    );
    if (served) closers.push(served.close);
  }
  if (settings.signIn.passwords && !(await people.any()))
    log("warn", "Nobody can sign in yet. Run: npm run people -- invite NAME --role administrator");
  const { unencrypted, trustProxy, tls } = settings;
  if (unencrypted.has("browsers"))
    log("warn", "Passwords and sessions may come over the network unencrypted (ALLOW_UNENCRYPTED)");
  else if (!isLoopback(settings.host) && tls === null && trustProxy === false)
    log(
      "warn",
      "Requests from other machines are refused: set TLS_CERT_FILE and TLS_KEY_FILE, or TRUST_PROXY for a proxy with TLS",
    );
  const cookieKey = await people.watchCookieKey();
  closers.push(async () => cookieKey.close());
  const secret = cookieKey.now;
  const { passwords, secondFactorFor, oidc } = settings.signIn;
  return { people, audit, secret, passwords, secondFactorFor, oidc: oidc && (await openOidc(oidc, db, secret, log)) };
}

async function openOidc(settings: OidcSettings, db: Db, secret: () => string, log: Log): Promise<OidcSignIn> {
  const { openOidcSignIn } = await import("./people/oidc/oidc-sign-in.ts");
  return openOidcSignIn(db, settings, secret, log);
}

/** Only this user may read them, because the journal holds tasks and their correct answers. */
export function makeFolders({ dataDir, databaseUrl }: Settings): void {
  const folders = databaseUrl.startsWith("file:") ? [dataDir, dirname(databaseUrl.slice("file:".length))] : [dataDir];
  for (const folder of folders) mkdirSync(folder, { recursive: true, mode: 0o700 });
}

async function startBuiltIn(settings: Settings, closers: (() => Promise<unknown>)[], log: Log) {
  // Loaded only if it is used, to save memory.
  const { startLocalToloka } = await import("./local-toloka/server.ts");
  const { dataDir, localTolokaPort: port } = settings;
  const onError = (err: unknown, request: object) =>
    log("error", "Internal error in the built-in Toloka", { ...request, err });
  const { url, token, close } = await startLocalToloka({ dataDir, port, onError });
  closers.push(close);
  return { environment: "built-in" as const, url, token: () => token };
}

/** `builtIn`: the address of the sample pictures, which are allowed although they are on loopback. */
function openProbe(builtIn: string | null): ProbeUrl {
  let opened: Promise<ProbeUrl> | undefined;
  return async (url, context) => {
    // Loaded at the first probe, to save memory.
    opened ??= import("./media/probe.ts").then(({ createProbe }) =>
      createProbe(builtIn === null ? {} : { allowedOrigin: builtIn }),
    );
    return (await opened)(url, context);
  };
}

function versionOf(packageFile: string): string {
  const content = parseJson(readFileSync(packageFile, "utf8"));
  return isJsonObject(content) && typeof content.version === "string" ? content.version : "unknown";
}
