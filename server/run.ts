import { randomUUID } from "node:crypto";
import { readSettings, type Settings } from "./config.ts";
import { DbOpenError } from "./db/failures.ts";
import { listen } from "./http/listen.ts";
import { type Log, openLog } from "./log.ts";
import { openServices } from "./services.ts";

/** What is in flight may take this long to finish, in milliseconds; the journal holds whatever does not. */
const FINISH_WITHIN = 9000;
/** npm hands a Ctrl-C on that the terminal has already sent: two signals this close, in milliseconds, are one. */
const SAME_SIGNAL = 500;

const stopping = new AbortController();
process.umask(0o077);

/** Ends a start that cannot succeed with plain lines for whoever started it. */
function refuse(lines: string[]): never {
  process.stderr.write(`${lines.join("\n")}\n`);
  process.exit(1);
}

function readOrRefuse(): { settings: Settings; log: Log } {
  let warn: (message: string) => void = (message) => process.stderr.write(`${message}\n`);
  const read = readSettings(process.env, (message) => warn(message));
  if ("faults" in read) refuse(read.faults);
  const { settings } = read;
  const log = openLog(settings.logLevel, settings.toloka?.token ?? null);
  warn = (message) => log("warn", message);
  return { settings, log };
}

/** One line for what an administrator can mend; undefined for anything else, which is a bug. */
function plainReason(error: unknown, settings: Settings): string | undefined {
  const { databaseUrl } = settings;
  if (error instanceof DbOpenError)
    return databaseUrl.startsWith("file:") ? error.message : `DATABASE_URL: ${error.message}`;
  const { code, syscall, path } = error as NodeJS.ErrnoException & { port?: number };
  const { port } = error as { port?: number };
  if (syscall === "listen" || syscall === "bind") {
    const name = port === settings.port ? "PORT" : "LOCAL_TOLOKA_PORT";
    if (code === "EADDRINUSE")
      return `${name} was ${port}; something else listens there already. It may be another number, or 0 for any free port.`;
    return `HOST was "${settings.host}" and ${name} was ${port}; listening there failed (${code}).`;
  }
  if (syscall === "mkdir" || syscall === "open") {
    const journals = !settings.dataDir.startsWith(String(path)) && databaseUrl.startsWith(`file:${path}`);
    const was = journals ? `DATABASE_URL was "${databaseUrl}"` : `DATA_DIR was "${settings.dataDir}"`;
    return `${was}; ${path} cannot be used (${code}).`;
  }
  return undefined;
}

async function run(settings: Settings, log: Log): Promise<void> {
  const rooms = await openServices(settings, stopping.signal, log);
  opened = true;
  const server = await listen(rooms.desk, settings.host, settings.port).catch(async (error) => {
    await rooms.close();
    throw error;
  });
  const { environment, url } = rooms.desk.upstream;
  process.stdout.write(`Task Desk: ${server.url}  (Toloka: ${environment}, ${url})\n`);
  log("info", "listening", { url: server.url, environment, toloka: url, journal: rooms.desk.engine });
  if (stopping.signal.aborted) return stop();
  stopping.signal.addEventListener("abort", () => void stop());

  async function stop(): Promise<void> {
    setTimeout(() => {
      log("warn", "not everything finished in time; the journal has it");
      process.exit(0);
    }, FINISH_WITHIN);
    await server.close();
    await rooms.close();
    log("info", "stopped");
    process.exit(0);
  }
}

/** Until the rooms are open nothing is in flight, and a database that is not up may be waited for long. */
let opened = false;
let signalled = 0;
function onSignal(): void {
  if (!opened) process.exit(0);
  const now = performance.now();
  if (signalled > 0 && now - signalled > SAME_SIGNAL) process.exit(1);
  if (signalled === 0) {
    signalled = now;
    stopping.abort();
  }
}

const { settings, log } = readOrRefuse();
process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
// A request's own error is answered and logged where it was asked for; what arrives here belonged to none.
process.on("unhandledRejection", (reason) => log("error", "unhandled rejection", { id: randomUUID(), err: reason }));
process.on("uncaughtException", (error) => {
  log("error", "uncaught exception", { id: randomUUID(), err: error });
  process.exit(1);
});
await run(settings, log).catch((error) => {
  const reason = plainReason(error, settings);
  if (reason !== undefined) refuse([reason]);
  log("error", "the start failed", { err: error });
  process.exit(1);
});
