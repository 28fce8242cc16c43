import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Connection } from "../../shared/api/connection.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { uuidFrom } from "../support/seeded-random.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

async function connection(desk: Desk, query = ""): Promise<Connection> {
  const { status, body } = await desk.call("GET", `/api/connection${query}`);
  expect(status).toBe(200);
  return body as unknown as Connection;
}
const create = (desk: Desk, name: string, wait: number) =>
  desk.call("POST", `/api/submissions?wait=${wait}`, {
    task: { pool_id: "1080020", input_values: { image: `https://example.com/${name}.jpg` }, overlap: 1 },
    parameters: { operation_id: uuidFrom(name) },
  });

describe.each(["sqlite", "postgres"])("the connection with a journal on %s", (engine) => {
  let toloka: FaultyToloka;
  let desk: Desk;
  beforeAll(async () => {
    toloka = await startFaultyToloka();
    const dataDir = await temporaryFolder();
    const file = join(dataDir, "token");
    await writeFile(file, `${toloka.token}\n`);
    const env = {
      TOLOKA_URL: toloka.url,
      TOLOKA_TOKEN_FILE: file,
      MEDIA_PROBE: "off",
      ...(engine === "postgres" ? { DATABASE_URL: await postgres.url("connection") } : {}),
    };
    desk = await startDesk({ env, dataDir });
  });
  afterAll(async () => {
    await desk?.remove();
    await toloka?.close();
  });

  it("names the Toloka, the file of the token, the account, the limits and the journal", async () => {
    await create(desk, "first", 20);
    const found = await connection(desk);
    expect(found).toMatchObject({
      toloka: { environment: "custom", url: toloka.url },
      token: { variable: "TOLOKA_TOKEN_FILE", file: join(desk.dataDir, "token") },
      check: { state: "accepted", requester: { id: "small", balance: 100 }, problem: null },
      requests_per_second: 300,
      probe: false,
      journal: { engine, failure: null, hold: null },
      queue: { length: 0, foreign: 0 },
      overview: {
        unfinished: { queued: 0, sending: 0, waiting: 0, uncertain: 0 },
        submissions: 1,
        creations: { minute: { limit: 100_000 }, day: { used: 1, limit: 2_000_000 } },
      },
    });
    expect(found.overview!.bytes).toBeGreaterThan(10_000);
    expect(Date.parse(found.started_at)).toBeLessThan(Date.now());
  });

  it("asks Toloka again only when it is told to", async () => {
    const asked = () => toloka.requests.filter(({ path }) => path === "/requester").length;
    const before = asked();
    const { check } = await connection(desk);
    expect(asked()).toBe(before);
    const again = await connection(desk, "?check=true");
    expect(asked()).toBe(before + 1);
    expect(Date.parse(again.check.checked_at)).toBeGreaterThan(Date.parse(check.checked_at));
  });

  it("says that the token is refused, and that Toloka cannot be reached, with what waits", async () => {
    toloka.acceptToken(false);
    expect((await connection(desk, "?check=true")).check).toMatchObject({
      state: "refused",
      requester: null,
      problem: { code: "TOLOKA_TOKEN_REFUSED" },
    });
    toloka.acceptToken(true);
    await toloka.refuse();
    await create(desk, "waits", 0);
    expect((await connection(desk, "?check=true")).check).toMatchObject({
      state: "unreachable",
      problem: { code: "TOLOKA_UNREACHABLE" },
    });
    await until("the queue", async () => (await connection(desk)).overview?.unfinished.queued === 1);
    await toloka.listen();
  });

  it("answers within six seconds while Toloka hangs", async () => {
    toloka.intercept(() => ({ kind: "slow", ms: 8_000 }));
    const began = performance.now();
    expect((await connection(desk, "?check=true")).check.state).toBe("unreachable");
    expect(performance.now() - began).toBeLessThan(6_000);
    toloka.intercept(null);
  });
});

it("the connection is answered without the journal's numbers while its database is down", async () => {
  const toloka = await startFaultyToloka();
  const desk = await startDesk({ toloka, env: { DATABASE_URL: await postgres.url("connection") } });
  await postgres.halt();
  try {
    const found = await connection(desk);
    expect(found).toMatchObject({ check: { state: "accepted" }, queue: null, overview: null });
    expect(found.journal.failure).not.toBeNull();
  } finally {
    await postgres.resume();
    await desk.remove();
    await toloka.close();
  }
});

it("the built-in Toloka's token comes from no variable", async () => {
  const desk = await startDesk();
  try {
    expect(await connection(desk)).toMatchObject({
      toloka: { environment: "built-in" },
      token: { variable: null, file: null },
      check: { state: "accepted" },
    });
  } finally {
    await desk.remove();
  }
});
