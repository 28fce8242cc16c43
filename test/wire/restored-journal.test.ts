import { copyFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Health } from "../../shared/api/health.ts";
import type { Attempt, Submission } from "../../shared/submission.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { spawnDesk, temporaryFolder } from "../support/desk/spawned-desk.ts";
import { uuidFrom } from "../support/seeded-random.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=off"]);
});
afterAll(() => postgres?.stop());

/** A kind of journal, and how it is backed up and restored. */
interface Journal {
  dataDir: string;
  /** The settings that select the journal. */
  env(): Record<string, string>;
  /** Whether the backup is taken while the desk runs. */
  hot: boolean;
  backUp(): Promise<void>;
  restore(): Promise<void>;
}

async function sqlite(restore: (backup: string, journal: string) => Promise<void>): Promise<Journal> {
  const dataDir = await temporaryFolder();
  const journal = join(dataDir, "journal.sqlite");
  const backup = join(dataDir, "backup.sqlite");
  return {
    dataDir,
    hot: true,
    env: () => ({}),
    async backUp() {
      const database = new DatabaseSync(journal, { readOnly: true });
      database.exec(`vacuum into '${backup}'`);
      database.close();
    },
    restore: () => restore(backup, journal),
  };
}

async function onPostgres(): Promise<Journal> {
  let url = await postgres.url("journal");
  let copy = "";
  return {
    dataDir: await temporaryFolder(),
    hot: false,
    env: () => ({ DATABASE_URL: url }),
    async backUp() {
      copy = await postgres.copyOf(url);
    },
    async restore() {
      url = copy;
    },
  };
}

const named = (kind: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${kind}-${index}`);

/** Submits in synchronous mode unless the name contains "async". */
const submit = (desk: Called, operation_id: string) =>
  desk.call("POST", "/api/submissions?wait=0", {
    task: { pool_id: "1080020", input_values: { image: `https://example.com/${operation_id}.jpg` }, overlap: 1 },
    parameters: { operation_id: uuidFrom(operation_id), async_mode: operation_id.includes("async") },
  });
const find = async (desk: Called, name: string): Promise<Submission> =>
  (await desk.call("GET", `/api/submissions/${uuidFrom(name)}`)).body as unknown as Submission;
const allAre = (desk: Called, names: string[], status: string): Promise<unknown> =>
  until(
    `${names[0]} and ${names.length - 1} more to be ${status}`,
    async () => (await Promise.all(names.map((name) => find(desk, name)))).every((found) => found.status === status),
    undefined,
    200,
  );
const health = async (desk: Called): Promise<Health> =>
  (await desk.call("GET", "/api/health")).body as unknown as Health;
const creations = (toloka: FaultyToloka): number => toloka.requests.filter(({ method }) => method === "POST").length;

type Called = Pick<Desk, "call">;

interface Restored {
  toloka: FaultyToloka;
  /** The desk that runs now. */
  desk(): Desk;
  restart(): Promise<void>;
  /** How many creations Toloka has received since the restore. */
  sent(): number;
}

/**
 * Queues submissions while Toloka is unreachable, and backs the journal up. Then the desk creates those of `finished`,
 * and those of `cancelled` are cancelled. Finally restores the backup and starts a desk with it.
 */
async function restored(
  journal: Journal,
  names: { finished: string[]; cancelled: string[] },
  then: (restored: Restored) => Promise<void>,
): Promise<void> {
  const toloka = await startFaultyToloka();
  const start = () => startDesk({ toloka, dataDir: journal.dataDir, env: journal.env() });
  let desk = await start();
  const restart = async (between: () => Promise<void> = async () => {}): Promise<void> => {
    await desk.stop();
    await between();
    desk = await start();
  };
  try {
    await desk.call("GET", "/api/pools/1080020");
    await toloka.refuse();
    // Time for the desk to notice its closed connections: a request on one of them would count as lost.
    await sleep(200);
    const queued = [...names.finished, ...names.cancelled];
    const submitted = await Promise.all(queued.map((name) => submit(desk, name)));
    expect(new Set(submitted.map(({ status }) => status))).toEqual(new Set([202]));
    await allAre(desk, queued, "queued");
    if (journal.hot) await journal.backUp();
    else await restart(journal.backUp);
    for (const name of names.cancelled)
      await until(`${name} to be cancelled`, async () => {
        const { status } = await desk.call("POST", `/api/submissions/${uuidFrom(name)}/cancel`);
        return status === 200;
      });
    await toloka.listen();
    await allAre(desk, names.finished, "created");
    expect(toloka.store.tasks).toHaveLength(names.finished.length);
    const before = creations(toloka);
    await restart(journal.restore);
    await then({ toloka, desk: () => desk, restart, sent: () => creations(toloka) - before });
  } finally {
    await desk.remove();
    await toloka.close();
  }
}

const copied = () => sqlite((backup, journal) => copyFile(backup, journal));
const replaced = () => sqlite((backup, journal) => rename(backup, journal));

describe("a journal", () => {
  it.concurrent.each([
    ["SQLite, copied over the file in place", copied],
    ["SQLite, put in the file's place", replaced],
    ["PostgreSQL, a copied database", onPostgres],
  ])(
    "restored from a backup is on hold and creates nothing twice: %s",
    async (_name, open) => {
      const finished = [...named("sync", 20), ...named("async", 20)];
      await restored(await open(), { finished, cancelled: [] }, async ({ toloka, desk, sent }) => {
        await allAre(desk(), finished, "created");
        expect(toloka.store.tasks).toHaveLength(40);
        expect(sent()).toBe(0);
        expect(await health(desk())).toMatchObject({ hold: { reason: expect.stringContaining("restored") } });
        const found = await Promise.all(finished.map((name) => find(desk(), name)));
        expect(new Set(found.map((each) => "task" in each && each.created_task?.id)).size).toBe(40);
      });
    },
    120_000,
  );

  it.concurrent("restored from a backup sends nothing until the hold is released, also after a restart", async () => {
    const cancelled = ["never-sync", "never-async"];
    await restored(await copied(), { finished: [], cancelled }, async ({ toloka, desk, restart, sent }) => {
      expect((await health(desk())).hold).toMatchObject({ unfinished: 2 });
      expect(await submit(desk(), "new-async")).toMatchObject({
        status: 202,
        body: { status: "queued", error: { code: "ON_HOLD" } },
      });
      await allAre(desk(), ["never-sync"], "uncertain");
      await allAre(desk(), ["never-async", "new-async"], "queued");
      const path = `/api/submissions/${uuidFrom("never-sync")}/attempts`;
      const { items } = (await desk().call("GET", path)).body as unknown as { items: Attempt[] };
      expect(items.map(({ action }) => action)).toContain("hold");
      await restart();
      expect((await health(desk())).hold).toMatchObject({ unfinished: 0 });
      expect(sent()).toBe(0);

      expect(await desk().call("POST", "/api/journal/release")).toMatchObject({ status: 200, body: { hold: null } });
      await allAre(desk(), ["never-async", "new-async"], "created");
      expect(toloka.store.tasks).toHaveLength(2);
      expect(sent()).toBe(2);
      expect((await find(desk(), "never-sync")).status).toBe("uncertain");
    });
  });

  it.concurrent("is not on hold when only its desk was killed", async () => {
    const toloka = await startFaultyToloka();
    const desk = await spawnDesk({ toloka });
    try {
      // Right after a write, and around the time at which the journal's one-second check is written.
      for (const [index, pause] of [0, 950, 1_000, 1_050].entries()) {
        expect((await submit(desk, `async-kill-${index}`)).status).toBe(202);
        await sleep(pause);
        await desk.kill9();
        await desk.start();
        expect((await health(desk)).hold).toBeNull();
      }
      await allAre(desk, named("async-kill", 4), "created");
    } finally {
      await desk.remove();
      await toloka.close();
    }
  });
});
