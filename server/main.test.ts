import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm, stat } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ENVIRONMENT } from "../scripts/server-process.mjs";
import { type SpawnedDesk, spawnDesk, temporaryFolder } from "../test/support/desk/spawned-desk.ts";
import { type FaultyToloka, startFaultyToloka } from "../test/support/toloka/faulty-toloka.ts";
import { SMALL_POOL } from "../test/support/toloka/small-toloka.ts";
import { until } from "../test/support/until.ts";

const TOKEN = "the-token-of-the-whole-process";
const task = { pool_id: SMALL_POOL, input_values: { image: "https://example.org/dog.jpg" } };

let toloka: FaultyToloka;
let desk: SpawnedDesk | undefined;
beforeEach(async () => {
  toloka = await startFaultyToloka({ token: TOKEN });
});
afterEach(async () => {
  await desk?.remove();
  desk = undefined;
  await toloka.close();
});

const start = async (env: Record<string, string> = {}): Promise<SpawnedDesk> => {
  desk = await spawnDesk({ toloka: { url: toloka.url, token: TOKEN }, env: { NODE_ENV: "test", ...env } });
  return desk;
};

/** A start that never gets to listening: `end` resolves with its exit code and what it printed. */
async function startingWith(env: Record<string, string>) {
  const { PATH = "", HOME = "" } = process.env;
  const DATA_DIR = await temporaryFolder();
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: { ...ENVIRONMENT, PATH, HOME, DATA_DIR, PORT: "0", ...env },
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const end = once(child, "close").then(async ([code]) => {
    await rm(DATA_DIR, { recursive: true });
    return { code, out, lines: err.trimEnd().split("\n") };
  });
  return { child, end };
}

const failedStart = async (env: Record<string, string>) => (await startingWith(env)).end;

/** What takes a database's connections and answers the same to each, or nothing. */
async function openPretender(says: string | null) {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    if (says !== null) socket.once("data", () => socket.end(says));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { server, url: `postgres://desk:a-password@127.0.0.1:${port}/desk` };
}

describe("a start that cannot succeed", () => {
  it("says every fault of the settings, a line each, and ends with 1", async () => {
    const { code, out, lines } = await failedStart({ PORT: "http", HOST: "0.0.0.0", TOLOKA_TOKEN: `${TOKEN}\nx` });
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["HOST", "PORT", "TOLOKA_TOKEN"]);
    expect(lines.join()).not.toContain(TOKEN);
  });

  it("says that the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, lines } = await failedStart({ PORT: String(port), TOLOKA_URL: toloka.url, TOLOKA_TOKEN: TOKEN });
    other.close();
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^PORT was ${port}, which is already in use; it may be another port`)),
    ]);
  });

  it("says that the built-in Toloka's port is taken, and starts nothing", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { code, out, lines } = await failedStart({ LOCAL_TOLOKA_PORT: String(port) });
    other.close();
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^LOCAL_TOLOKA_PORT was ${port}, which is already in use; it may be`)),
    ]);
  });

  it.each([
    ["a folder that cannot be made", { DATA_DIR: "/dev/null/data" }, /^DATA_DIR was "\/dev\/null\/data"/],
    ["a journal that is a folder", { DATABASE_URL: "file:/" }, /\//],
    [
      "a journal within a file",
      { DATABASE_URL: "file:/dev/null/j.sqlite" },
      /^DATABASE_URL was "file:\/dev\/null\/j.sqlite"/,
    ],
  ])("says in one line that %s cannot be used", async (_name, env, expected) => {
    const { code, lines } = await failedStart({ TOLOKA_URL: toloka.url, TOLOKA_TOKEN: TOKEN, ...env });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(expected)]);
  });
});

describe("a database that does not let in", () => {
  it("stops the start with one line that names the variable, and not the password", async () => {
    const fields = "SFATAL\0C28P01\0Mpassword authentication failed\0\0";
    const length = String.fromCharCode(0, 0, 0, fields.length + 4);
    const { server, url } = await openPretender(`E${length}${fields}`);
    const { code, lines } = await failedStart({ DATABASE_URL: url });
    server.close();
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/^DATABASE_URL: .*password authentication failed/)]);
    expect(lines.join()).not.toContain("a-password");
  });

  it("and keeps the start waiting does not keep it from stopping", async () => {
    const { server, url } = await openPretender(null);
    const { child, end } = await startingWith({ DATABASE_URL: url });
    await once(server, "connection");
    child.kill("SIGTERM");
    expect(await end).toEqual({ code: 0, out: "", lines: [""] });
    server.close();
  });
});

describe("a running server", () => {
  it("prints its address and Toloka's in one line, and keeps its folder to itself", async () => {
    const { url, logs, dataDir } = await start();
    expect(logs().split("\n")[0]).toBe(`Task Desk: ${url}  (Toloka: custom, ${toloka.url})`);
    expect((await stat(join(dataDir, "journal.sqlite"))).mode & 0o077).toBe(0);
  });

  it("finishes on SIGTERM: the held answer comes, the exit code is 0, the next start goes on", async () => {
    const running = await start();
    toloka.intercept((method, path) => (method === "POST" && path === "/tasks" ? { kind: "hangs" } : null));
    const held = running.call("POST", "/api/submissions?wait=60", { task });
    await until("the operation", () => toloka.requests.some(({ path }) => path.startsWith("/operations/")));
    const code = await running.stop();
    const answer = await held;
    expect([code, answer.status]).toEqual([0, 202]);
    toloka.store.release();
    await running.start();
    const id = (answer.body as { operation_id: string }).operation_id;
    await until("the submission to be created", async () =>
      (await running.call("GET", `/api/submissions/${id}`)).text.includes('"created"'),
    );
    expect(toloka.store.tasks).toHaveLength(1);
  });

  it("ends at once at a second signal", async () => {
    const running = await start();
    toloka.intercept((method, path) => (method === "POST" && path === "/tasks" ? { kind: "slow", ms: 30_000 } : null));
    await running.call("POST", "/api/submissions", { task });
    await until("the request", () =>
      toloka.requests.some(({ method, path }) => method === "POST" && path === "/tasks"),
    );
    running.signal("SIGTERM");
    const again = setInterval(() => running.signal("SIGTERM"), 600);
    const code = await running.stop();
    clearInterval(again);
    expect(code).toBe(1);
  });

  it("shows the token in nothing that it prints or keeps, however it goes wrong", async () => {
    const running = await start({ LOG_LEVEL: "trace" });
    toloka.acceptToken(false);
    await running.call("POST", "/api/submissions?wait=1", { task });
    toloka.acceptToken(true);
    await running.call("GET", "/api/pools");
    expect(await running.stop()).toBe(0);
    expect(running.logs()).toContain("Listening");
    expect(running.logs()).not.toContain(TOKEN);
  });
});
