import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SpawnedDesk, spawnDesk } from "../support/desk/spawned-desk.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";
import { launchBrowser, visit } from "./browser.ts";
import { createdTaskId, newTaskPage } from "./new-task.ts";

let toloka: FaultyToloka;
let desk: SpawnedDesk;
let browser: Browser;
beforeAll(async () => {
  toloka = await startFaultyToloka();
  desk = await spawnDesk({ toloka });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.remove();
  await toloka?.close();
});

const POOL = "1080020";
const stored = (image: string) =>
  toloka.store.tasks.filter((task) => (task.input_values as { image?: string } | null)?.image === image).length;

describe("a broken connection", () => {
  it("offline while creating: after Send again there is one task", async () => {
    const { page, context } = await visit(browser, desk.url);
    const form = newTaskPage(page);
    const image = "https://example.com/cut.jpg";
    await form.open(POOL);
    await form.field("image").fill(image);
    await context.setOffline(true);
    await form.create.click();
    await form.result.getByRole("paragraph").getByText("Task Desk cannot be reached").waitFor();
    expect(await form.field("image").inputValue()).toBe(image);
    await context.setOffline(false);
    await form.result.getByRole("button", { name: "Send again" }).click();
    await createdTaskId(form);
    expect(stored(image)).toBe(1);
    await context.close();
  });

  it("a lost answer: the page finds the task that was created, and there is one", async () => {
    const { page, context } = await visit(browser, desk.url);
    const form = newTaskPage(page);
    const image = "https://example.com/lost-answer.jpg";
    let lost = 0;
    await page.route("**/api/submissions?*", async (route) => {
      if (route.request().method() !== "POST" || lost++ > 0) return route.continue();
      await route.fetch();
      await route.abort("connectionreset");
    });
    await form.open(POOL);
    await form.field("image").fill(image);
    await form.create.click();
    await until("the first answer to be lost", () => lost > 0);
    await createdTaskId(form);
    expect(stored(image)).toBe(1);
    await context.close();
  });

  it("a server that restarts while the page waits: the page shows the result", async () => {
    const { page, context } = await visit(browser, desk.url);
    const form = newTaskPage(page);
    const image = "https://example.com/restarted.jpg";
    toloka.intercept((method) => (method === "POST" ? { kind: "hangs" } : null));
    await form.open(POOL);
    await form.field("image").fill(image);
    await form.create.click();
    await until("Toloka to work on it", () => stored(image) === 1);
    await desk.kill9();
    toloka.intercept(null);
    await desk.start();
    toloka.store.release();
    await createdTaskId(form);
    expect(stored(image)).toBe(1);
    await context.close();
  });
});
