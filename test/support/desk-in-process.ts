import { rm } from "node:fs/promises";
import { readSettings } from "../../server/config.ts";
import { listen } from "../../server/http/listen.ts";
import { openRooms } from "../../server/rooms.ts";
import { stringifyJson } from "../../shared/values/json.ts";
import { type Answered, call } from "./http-call.ts";
import { temporaryFolder } from "./spawned-desk.ts";

export interface Desk {
  url: string;
  dataDir: string;
  /** The built-in Toloka's address, or the one given. */
  tolokaUrl: string;
  /** A line per call of the log. */
  logged: string[];
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Ends it as SIGTERM does; its data stays until `remove`. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** A desk in this process, so that what it runs through is counted: the rooms that `main` opens, from the same settings. */
export async function startDesk(
  options: { env?: Record<string, string>; toloka?: { url: string; token: string }; dataDir?: string } = {},
): Promise<Desk> {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const logged: string[] = [];
  const env = {
    DATA_DIR: dataDir,
    PORT: "0",
    ...(options.toloka ? { TOLOKA_URL: options.toloka.url, TOLOKA_TOKEN: options.toloka.token } : {}),
    ...options.env,
  };
  const read = readSettings(env, (message) => void logged.push(message));
  if ("faults" in read) throw new Error(read.faults.join("\n"));
  const stopping = new AbortController();
  const rooms = await openRooms(read.settings, stopping.signal, (level, message, fields) => {
    logged.push(stringifyJson({ level, message, ...fields }));
  });
  const server = await listen(rooms.desk, read.settings.host, read.settings.port);
  let running = true;
  const stop = async (): Promise<void> => {
    if (!running) return;
    running = false;
    stopping.abort();
    await server.close();
    await rooms.close();
  };
  return {
    url: server.url,
    dataDir,
    tolokaUrl: rooms.desk.upstream.url,
    logged,
    call: (method, path, body, headers) => call(server.url, method, path, body, headers),
    stop,
    async remove() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
