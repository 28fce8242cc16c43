import { execFile } from "node:child_process";
import { rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import type { Answered } from "../support/desk/http-call.ts";
import { type SpawnedDesk, spawnDesk } from "../support/desk/spawned-desk.ts";
import { startFaultyToloka } from "../support/toloka/faulty-toloka.ts";

const task = { pool_id: "1080020", input_values: { image: "https://example.com/file.jpg" }, overlap: 1 };
const create = (desk: Pick<Desk, "call">, text = "", wait = 0): Promise<Answered> =>
  desk.call("POST", `/api/submissions?wait=${wait}`, {
    task: { ...task, input_values: { image: `${task.input_values.image}?${text}` } },
  });
const health = (desk: Pick<Desk, "call">): Promise<Answered> => desk.call("GET", "/api/health");

it.each([
  ["deleted", (path: string) => unlink(path)],
  ["replaced by another file", (path: string) => writeFile(`${path}.new`, "").then(() => rename(`${path}.new`, path))],
])("a journal that was %s accepts nothing more, and health gives the reason", async (_what, damage) => {
  const toloka = await startFaultyToloka();
  const desk = await startDesk({ toloka });
  try {
    // This submission ends before the damage, since it could not end afterwards.
    expect((await create(desk, "", 20)).status).toBe(201);
    expect((await health(desk)).status).toBe(200);
    await damage(join(desk.dataDir, "journal.sqlite"));
    expect(await create(desk)).toMatchObject({ status: 503, body: { code: "JOURNAL_UNAVAILABLE" } });
    expect(await health(desk)).toMatchObject({
      status: 503,
      body: {
        code: "JOURNAL_UNAVAILABLE",
        detail: expect.stringMatching(/journal\.sqlite was deleted, moved or replaced.*restore a backup/),
      },
    });
  } finally {
    await desk.remove();
    await toloka.close();
  }
});

/** Limits the size of files that the desk may write, in place of a full disk; `null` removes the limit. */
async function limitFiles(desk: SpawnedDesk, bytes: number | null): Promise<void> {
  await promisify(execFile)("prlimit", ["--pid", String(desk.pid()), `--fsize=${bytes ?? "unlimited"}:`]);
}

it("health reports a full disk until there is space again", async () => {
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
      body: { code: "JOURNAL_UNAVAILABLE", detail: expect.stringContaining("The journal can't be used now") },
    });
    await limitFiles(desk, null);
    expect((await health(desk)).status).toBe(200);
    expect((await create(desk, large)).status).toBe(202);
  } finally {
    await desk.remove();
    await toloka.close();
  }
});
