import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Submission } from "../../shared/submission.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { until } from "../support/until.ts";
import { launchBrowser, visit } from "./browser.ts";

let browser: Browser;
let toloka: FaultyToloka;
let desk: Desk;

const create = async (): Promise<Submission> => {
  const task = { pool_id: SMALL_POOL, input_values: { image: "https://example.com/hold.jpg" } };
  return (await desk.call("POST", "/api/submissions?wait=5", { task })).body as unknown as Submission;
};

beforeAll(async () => {
  browser = await launchBrowser();
  toloka = await startFaultyToloka();
  desk = await startDesk({ toloka });
  await create();
  await desk.stop();
  const copy = await temporaryFolder();
  await copyFile(join(desk.dataDir, "journal.sqlite"), join(copy, "journal.sqlite"));
  await rm(desk.dataDir, { recursive: true });
  desk = await startDesk({ toloka, dataDir: copy });
});
afterAll(async () => {
  await browser?.close();
  await desk?.remove();
  await toloka?.close();
});

it("the page says that a restored journal is on hold, and releases it after a question", async () => {
  const { page, context, complaints } = await visit(browser, desk.url);
  const { operation_id, status } = await create();
  expect(status).toBe("queued");
  await page.goto(`/submissions/${operation_id}`);
  const panel = page.getByRole("region", { name: "Submission", exact: true });
  await panel.getByText("Nothing is sent until an administrator releases the hold").waitFor();
  const notice = page.getByRole("status").filter({ hasText: "On hold: nothing is sent to Toloka." });
  await notice.waitFor();
  await page.goto("/");
  await page.getByRole("button", { name: "Release…" }).click();
  const dialog = page.getByRole("dialog", { name: "Release the hold?" });
  expect(await dialog.textContent()).toContain("beginning with 1 submission in the queue");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(toloka.store.tasks).toHaveLength(1);
  await page.getByRole("button", { name: "Release…" }).click();
  await dialog.getByRole("button", { name: "Release", exact: true }).click();
  await notice.waitFor({ state: "hidden" });
  await expect
    .poll(async () => (await desk.call("GET", `/api/submissions/${operation_id}`)).body, { timeout: 60_000 })
    .toMatchObject({ status: "created" });
  expect(toloka.store.tasks).toHaveLength(2);
  expect(complaints).toEqual([]);
  await context.close();
});

it("the page says that the journal cannot be written", async () => {
  await rm(join(desk.dataDir, "journal.sqlite"));
  const { page, context, complaints } = await visit(browser, desk.url);
  await page.goto("/");
  const notice = page.getByRole("status").filter({ hasText: "No new tasks are accepted. The journal's file" });
  await notice.waitFor();
  // A server that cannot reach its database takes seconds to say so.
  let asked = 0;
  await page.route("**/api/health", () => void asked++);
  await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
  await until("the server to be asked again", () => asked > 0);
  await page.waitForTimeout(200);
  expect(await notice.isVisible(), "the notice stays while the server is asked again").toBe(true);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  expect(complaints).toEqual([]);
  await context.close();
});
