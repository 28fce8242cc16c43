import { rm } from "node:fs/promises";
import { readSettings } from "../../server/config.ts";
import { listen } from "../../server/http/listen.ts";
import { openRooms } from "../../server/rooms.ts";
import { type Answered, call } from "./http-call.ts";
import { temporaryFolder } from "./spawned-desk.ts";

interface LogLine {
  level: string;
  message: string;
  fields: object;
}

export interface ServedDesk {
  url: string;
  port: number;
  /** Everything that was logged. */
  lines: LogLine[];
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** What SIGTERM does, in order. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** A desk within the test's process, with everything but signals, on a free port. An answer that breaks its schema fails. */
export async function serveDesk(env: Record<string, string> = {}): Promise<ServedDesk> {
  const dataDir = await temporaryFolder();
  const lines: LogLine[] = [];
  const read = readSettings({ PORT: "0", DATA_DIR: dataDir, ...env }, (message) => {
    lines.push({ level: "warn", message, fields: {} });
  });
  if ("faults" in read) throw new Error(read.faults.join("\n"));
  const stopping = new AbortController();
  const rooms = await openRooms(read.settings, stopping.signal, (level, message, fields = {}) => {
    lines.push({ level, message, fields });
  });
  const server = await listen(rooms.desk, read.settings.host, read.settings.port);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopping.abort();
    stopped ??= server.close().then(() => rooms.close());
    return stopped;
  };
  return {
    url: server.url,
    port: Number(new URL(server.url).port),
    lines,
    call: (method, path, body, headers) => call(server.url, method, path, body, headers),
    stop,
    async close() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
