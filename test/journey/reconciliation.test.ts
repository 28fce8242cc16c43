import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Submission } from "../../shared/submission.ts";
import { aDayLater } from "../support/desk/a-day-later.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { violations } from "./axe.ts";
import { sharedBrowser, visit } from "./browser.ts";

let toloka: FaultyToloka;
let desk: Desk;
let created: Submission;
const ELSEWHERE = 60;

beforeAll(async () => {
  toloka = await startFaultyToloka();
  desk = await startDesk({ toloka });
  const task = { pool_id: SMALL_POOL, input_values: { image: "https://example.com/twice.jpg" } };
  created = (await desk.call("POST", "/api/submissions?wait=20", { task })).body as unknown as Submission;
  toloka.store.create(task, new URLSearchParams());
  for (let index = 0; index < ELSEWHERE; index++)
    toloka.store.create(
      { pool_id: SMALL_POOL, input_values: { image: `https://example.com/${index}.jpg` } },
      new URLSearchParams(),
    );
  await desk.stop();
  await aDayLater(`file:${join(desk.dataDir, "journal.sqlite")}`, toloka);
  desk = await startDesk({ toloka, dataDir: desk.dataDir });
});
afterAll(async () => {
  await desk?.remove();
  await toloka?.close();
});

it("an administrator compares the journal with the pools, and sees what differs", async () => {
  const { page, context, complaints } = await visit(await sharedBrowser(), desk.url, { reducedMotion: "reduce" });
  await page.goto("/settings");
  await page.getByRole("link", { name: "Compare with pools" }).click();
  await page.getByText("There was no comparison yet.").waitFor();
  await page.getByRole("button", { name: "Compare now" }).click();

  const duplicates = page.getByRole("list", { name: "Possible duplicates" }).getByRole("listitem");
  await duplicates.first().waitFor();
  expect(await duplicates.count()).toBe(1);
  const link = duplicates.getByRole("link", { name: `Submission ${created.operation_id}` });
  expect(await link.getAttribute("href")).toBe(`/submissions/${created.operation_id}`);
  const elsewhere = page.getByRole("list", { name: "Created elsewhere" }).getByRole("listitem");
  await page.getByRole("button", { name: "Show more" }).click();
  await elsewhere.nth(ELSEWHERE - 1).waitFor();
  expect(await elsewhere.count()).toBe(ELSEWHERE);
  const last = page.getByRole("region", { name: "Last comparison" });
  expect(await last.textContent()).toContain("62 tasks in 1 pool");
  expect(await last.textContent()).toContain("Every 24 hours");
  expect(await page.getByRole("list", { name: "Pools" }).textContent()).toContain("62 tasks, 1 of them known");

  const downloading = page.waitForEvent("download");
  await last.getByRole("link", { name: "Export CSV" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^reconciliation-.*\.csv$/);
  await page.setViewportSize({ width: 390, height: 844 });
  const [needed, available] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(needed).toBeLessThanOrEqual(available!);
  expect(await violations(page)).toEqual([]);
  await context.close();
  expect(complaints).toEqual([]);
});
