import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENVIRONMENT, FLAGS } from "../../../scripts/server-process.mjs";
import { freePort } from "../ports.ts";
import { until } from "../until.ts";
import { type Answered, call } from "./http-call.ts";

const ROOT = join(import.meta.dirname, "../../..");

export interface SpawnOptions {
  /** Further environment variables. */
  env?: Record<string, string>;
  /** Without it, the desk starts the built-in Toloka. */
  toloka?: { url: string; token: string };
  dataDir?: string;
  port?: number;
  /** The folder of another revision whose server is started. */
  root?: string;
}

export interface SpawnedDesk {
  url: string;
  port: number;
  dataDir: string;
  pid(): number;
  /** Everything that was printed so far, by all its processes. */
  logs(): string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Sends SIGKILL; resolves when the process is gone. */
  kill9(): Promise<void>;
  /** Sends SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** Starts it again with the same data and port; resolves when it is ready. */
  start(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** A folder for one test's data. */
export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "task-desk-test-"));

/** Starts a desk in a process of its own; resolves when it is ready. */
export async function spawnDesk(options: SpawnOptions = {}): Promise<SpawnedDesk> {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const root = options.root ?? ROOT;
  let printed = "";
  let child: ChildProcess | null = null;
  let gone: Promise<unknown> = Promise.resolve();

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [...FLAGS, join(root, "server/main.ts")], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...ENVIRONMENT,
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        HOST: "127.0.0.1",
        PORT: String(port),
        DATA_DIR: dataDir,
        ...(options.toloka ? { TOLOKA_URL: options.toloka.url, TOLOKA_TOKEN: options.toloka.token } : {}),
        ...options.env,
      },
    });
    child = started;
    gone = once(started, "exit");
    for (const stream of [started.stdout!, started.stderr!])
      stream.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
      });
    await until(`the desk to be ready; it printed:\n${printed}`, async () => {
      if (started.exitCode !== null || started.signalCode !== null)
        throw new Error(`the desk ended with ${started.exitCode ?? started.signalCode}:\n${printed}`);
      return ready(url);
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await gone;
  }

  await start();
  return {
    url,
    port,
    dataDir,
    pid: () => child?.pid ?? 0,
    logs: () => printed,
    call: (method, path, body, headers) => call(url, method, path, body, headers),
    kill9: () => end("SIGKILL"),
    async stop() {
      await end("SIGTERM");
      return child?.exitCode ?? null;
    },
    start,
    signal: (signal) => void child?.kill(signal),
    async remove() {
      await end("SIGKILL");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function ready(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}
