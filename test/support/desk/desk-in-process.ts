import { rm } from "node:fs/promises";
import { listen } from "../../../server/http/listen.ts";
import { openServices } from "../../../server/services.ts";
import { readSettings } from "../../../server/settings/config.ts";
import { type Answered, call } from "./http-call.ts";
import { temporaryFolder } from "./spawned-desk.ts";

export interface Desk {
  url: string;
  port: number;
  dataDir: string;
  /** The address of the built-in Toloka, or of the one given. */
  tolokaUrl: string;
  /** Everything that was logged. */
  logged: { level: string; message: string; fields: object }[];
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Stops it as SIGTERM does, and keeps its data. */
  stop(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

export interface DeskOptions {
  env?: Record<string, string>;
  /** Without it, the desk starts the built-in Toloka. */
  toloka?: { url: string; token: string };
  dataDir?: string;
}

/** Starts a desk in this process, so that its coverage is measured: what `main` starts, except signal handling. */
export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const logged: Desk["logged"] = [];
  const env = {
    DATA_DIR: dataDir,
    PORT: "0",
    ...(options.toloka ? { TOLOKA_URL: options.toloka.url, TOLOKA_TOKEN: options.toloka.token } : {}),
    ...options.env,
  };
  const read = readSettings(env, (message) => void logged.push({ level: "warn", message, fields: {} }));
  if ("faults" in read) throw new Error(read.faults.join("\n"));
  const stopping = new AbortController();
  const services = await openServices(read.settings, stopping.signal, (level, message, fields = {}) => {
    logged.push({ level, message, fields });
  });
  const server = await listen(services.desk, read.settings.host, read.settings.port);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping.abort();
    stopped ??= server.close().then(() => services.close());
    return stopped;
  };
  return {
    url: server.url,
    port: Number(new URL(server.url).port),
    dataDir,
    tolokaUrl: services.desk.connections[0].upstream.url,
    logged,
    call: (method, path, body, headers) => call(server.url, method, path, body, headers),
    stop,
    async remove() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
