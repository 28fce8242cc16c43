import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { TokenFrom } from "../shared/api/connection.ts";
import { loadPatterns } from "../shared/fields/pattern.ts";
import { isJsonObject, parseJson } from "../shared/values/json.ts";
import type { Settings } from "./config.ts";
import { openDb } from "./db/db.ts";
import type { Desk } from "./http/desk.ts";
import { openImports } from "./imports/imports.ts";
import type { Log } from "./log.ts";
import type { ProbeUrl } from "./media/probe.ts";
import { openSubmissions } from "./submissions/submissions.ts";
import { createTolokaClient } from "./toloka/client.ts";

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
    const db = await openDb(settings.databaseUrl, (sentence) => log("warn", sentence));
    closers.push(() => db.close());
    const { token, environment, url } = settings.toloka ?? (await startBuiltIn(settings, closers, log));
    const upstream = { environment, url };
    const toloka = createTolokaClient({ url: upstream.url, token, timeoutMs: TOLOKA_TIMEOUT });
    closers.push(() => toloka.close());
    const submissions = await openSubmissions({ db, toloka, upstream, ratePerSecond: settings.ratePerSecond, log });
    closers.push(() => submissions.stop_sending());
    const imports = await openImports({ db, desk: submissions.parts, log });
    closers.push(() => imports.stop());
    const desk: Desk = {
      version: versionOf(join(root, "package.json")),
      startedAt: new Date(),
      upstream,
      tokenFrom: tokenFrom(settings),
      ratePerSecond: settings.ratePerSecond,
      engine: db.engine,
      submissions,
      imports,
      toloka,
      probe: settings.mediaProbe ? openProbe(settings.toloka === null ? upstream.url : null) : null,
      allowedHosts: settings.allowedHosts,
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

function tokenFrom({ toloka }: Settings): TokenFrom {
  if (toloka === null) return { variable: null, file: null };
  return { variable: toloka.tokenFile === null ? "TOLOKA_TOKEN" : "TOLOKA_TOKEN_FILE", file: toloka.tokenFile };
}

/** Only this user may read them, because the journal holds tasks and their correct answers. */
function makeFolders({ dataDir, databaseUrl }: Settings): void {
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
