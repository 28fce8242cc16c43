import { execFile } from "node:child_process";
import { rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { type Desk, startDesk } from "../support/desk-in-process.ts";
import { startFaultyToloka } from "../support/faulty-toloka.ts";
import type { Answered } from "../support/http-call.ts";
import { type SpawnedDesk, spawnDesk } from "../support/spawned-desk.ts";

const task = { pool_id: "1080020", input_values: { image: "https://example.com/file.jpg" }, overlap: 1 };
const create = (desk: Pick<Desk, "call">, text = "", wait = 0): Promise<Answered> =>
  desk.call("POST", `/api/submissions?wait=${wait}`, {
    task: { ...task, input_values: { image: `${task.input_values.image}?${text}` } },
  });
const health = (desk: Pick<Desk, "call">): Promise<Answered> => desk.call("GET", "/api/health");

it.each([
  ["deleted", (path: string) => unlink(path)],
  ["replaced by another file", (path: string) => writeFile(`${path}.new`, "").then(() => rename(`${path}.new`, path))],
])("a journal that was %s takes nothing more, and health says why", async (_what, damage) => {
  const toloka = await startFaultyToloka();
  const desk = await startDesk({ toloka });
  try {
    // Finished before the damage: what is under way could not end any more.
    expect((await create(desk, "", 20)).status).toBe(201);
    expect((await health(desk)).status).toBe(200);
    await damage(join(desk.dataDir, "journal.sqlite"));
    expect(await create(desk)).toMatchObject({ status: 503, body: { code: "JOURNAL_UNAVAILABLE" } });
    expect(await health(desk)).toMatchObject({
      status: 503,
      body: {
        code: "JOURNAL_UNAVAILABLE",
        detail: expect.stringMatching(/journal\.sqlite has been deleted, moved or replaced.*restore the journal/),
      },
    });
  } finally {
    await desk.remove();
    await toloka.close();
  }
});

/**
 * Limits how large a file of this process may become; null lifts the limit. A limit of the process stands for a full
 * disk because it needs no mount, and so no root, and holds for root as well.
 */
async function limitFiles(desk: SpawnedDesk, bytes: number | null): Promise<void> {
  await promisify(execFile)("prlimit", ["--pid", String(desk.pid()), `--fsize=${bytes ?? "unlimited"}:`]);
}

it("health tells of a disk without room, as long as there is none", async () => {
  const toloka = await startFaultyToloka();
  const desk = await spawnDesk({ toloka });
  try {
    expect((await create(desk)).status).toBe(202);
    expect((await health(desk)).status).toBe(200);
    await limitFiles(desk, 1_000_000);
    const large = "x".repeat(200_000);
    const statuses: number[] = [];
    for (let index = 0; index < 8; index++) statuses.push((await create(desk, `${index}${large}`)).status);
    expect(statuses).toContain(202);
    expect(statuses.at(-1)).toBe(503);
    expect(await health(desk)).toMatchObject({
      status: 503,
      body: { code: "JOURNAL_UNAVAILABLE", detail: expect.stringContaining("The journal cannot be used now") },
    });
    await limitFiles(desk, null);
    expect((await health(desk)).status).toBe(200);
    expect((await create(desk, large)).status).toBe(202);
  } finally {
    await desk.remove();
    await toloka.close();
  }
}, 60_000);
