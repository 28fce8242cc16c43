import { randomUUID } from "node:crypto";
import { DbOpenError } from "./db/failures.ts";
import { TlsFilesError } from "./http/edge/tls.ts";
import { listen } from "./http/listen.ts";
import { type Log, openLog } from "./log.ts";
import { openServices } from "./services.ts";
import { readSettings, type Settings } from "./settings/config.ts";

/** How long requests may take to finish, in milliseconds. The journal keeps the work of those that do not. */
const FINISH_MS = 9000;
/** Two signals within this time count as one, in milliseconds: npm repeats the Ctrl-C that the terminal sends. */
const SAME_SIGNAL_MS = 500;

const stopping = new AbortController();
process.umask(0o077);

/** Ends a start that cannot succeed, with the reasons on standard error. */
function refuse(lines: string[]): never {
  process.stderr.write(`${lines.join("\n")}\n`);
  process.exit(1);
}

function readOrRefuse(): { settings: Settings; log: Log } {
  let warn: (message: string) => void = (message) => process.stderr.write(`${message}\n`);
  const read = readSettings(process.env, (message) => warn(message));
  if ("faults" in read) refuse(read.faults);
  const { settings } = read;
  const log = openLog(
    settings.logLevel,
    settings.connections.flatMap(({ toloka }) => toloka?.token ?? []),
  );
  warn = (message) => log("warn", message);
  return { settings, log };
}

/** One line about a fault that an administrator can correct; undefined for a bug. */
function plainReason(error: unknown, settings: Settings): string | undefined {
  const { databaseUrl } = settings;
  if (error instanceof TlsFilesError) return error.message;
  if (error instanceof DbOpenError)
    return databaseUrl.startsWith("file:") ? error.message : `DATABASE_URL: ${error.message}`;
  const { code, syscall, path } = error as NodeJS.ErrnoException & { port?: number };
  const { port } = error as { port?: number };
  if (syscall === "listen" || syscall === "bind") {
    const name = port === settings.port ? "PORT" : "LOCAL_TOLOKA_PORT";
    if (code === "EADDRINUSE")
      return `${name} was ${port}, which is already in use; it may be another port, or 0 for any free port.`;
    return `HOST was "${settings.host}" and ${name} was ${port}; listening failed (${code}).`;
  }
  if (syscall === "mkdir" || syscall === "open") {
    const journals = !settings.dataDir.startsWith(String(path)) && databaseUrl.startsWith(`file:${path}`);
    const was = journals ? `DATABASE_URL was "${databaseUrl}"` : `DATA_DIR was "${settings.dataDir}"`;
    return `${was}; ${path} can't be used (${code}). It may be any path that Task Desk can write to.`;
  }
  return undefined;
}

async function run(settings: Settings, log: Log): Promise<void> {
  const services = await openServices(settings, stopping.signal, log);
  opened = true;
  const server = await listen(services.desk, settings.host, settings.port).catch(async (error) => {
    await services.close();
    throw error;
  });
  const { connections, engine } = services.desk;
  const tolokas = connections.map(({ name, upstream: { environment, url } }) =>
    name === environment ? `${environment}, ${url}` : `${name}: ${environment}, ${url}`,
  );
  process.stdout.write(`Task Desk: ${server.url}  (Toloka: ${tolokas.join("; ")})\n`);
  const { environment, url } = connections[0].upstream;
  log("info", "Listening", { url: server.url, environment, toloka: url, journal: engine });
  if (stopping.signal.aborted) return stop();
  stopping.signal.addEventListener("abort", () => void stop());

  async function stop(): Promise<void> {
    setTimeout(() => {
      log("warn", "Stopped before everything was finished; the rest continues at the next start");
      process.exit(0);
    }, FINISH_MS);
    await server.close();
    await services.close();
    log("info", "Stopped");
    process.exit(0);
  }
}

/** Before that there is no work to finish, and the start may wait long for a database. */
let opened = false;
let signalled = 0;
function onSignal(): void {
  if (!opened) process.exit(0);
  const now = performance.now();
  if (signalled > 0 && now - signalled > SAME_SIGNAL_MS) process.exit(1);
  if (signalled === 0) {
    signalled = now;
    stopping.abort();
  }
}

const { settings, log } = readOrRefuse();
process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
// Errors of requests are handled where the request is. These belong to no request.
process.on("unhandledRejection", (reason) => log("error", "Unhandled rejection", { id: randomUUID(), err: reason }));
process.on("uncaughtException", (error) => {
  log("error", "Uncaught exception", { id: randomUUID(), err: error });
  process.exit(1);
});
await run(settings, log).catch((error) => {
  const reason = plainReason(error, settings);
  if (reason !== undefined) refuse([reason]);
  log("error", "Start failed", { err: error });
  process.exit(1);
});
