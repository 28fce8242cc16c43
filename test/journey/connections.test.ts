import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { QUICK_POOL } from "../support/toloka/large-pools.ts";
import { violations } from "./axe.ts";
import { launchBrowser, visit } from "./browser.ts";
import { createdTaskId, newTaskPage } from "./new-task.ts";
import { withoutRefusals } from "./worker-frame.ts";

/** As long as a name may be. */
const LIVE = "live-of-the-northern-branches0";

let sandbox: FaultyToloka;
let live: FaultyToloka;
let desk: Desk;
let browser: Browser;
beforeAll(async () => {
  sandbox = await startFaultyToloka({
    pools: [{ ...QUICK_POOL, markup: "<b>{{title}}</b>" }],
    token: "token-of-sandbox",
  });
  const { note: _dropped, ...input_spec } = QUICK_POOL.input_spec;
  live = await startFaultyToloka({
    pools: [{ ...QUICK_POOL, input_spec, markup: "<i>Look: {{title}}</i>" }],
    token: "token-of-live",
  });
  desk = await startDesk({
    env: {
      TOLOKA_CONNECTIONS: `sandbox,${LIVE}`,
      TOLOKA_SANDBOX_URL: sandbox.url,
      TOLOKA_SANDBOX_TOKEN: sandbox.token,
      TOLOKA_LIVE_OF_THE_NORTHERN_BRANCHES0_URL: live.url,
      TOLOKA_LIVE_OF_THE_NORTHERN_BRANCHES0_TOKEN: live.token,
    },
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await desk?.remove();
  await sandbox?.close();
  await live?.close();
});

const titlesIn = ({ store }: FaultyToloka) => store.tasks.map(({ input_values }) => (input_values as JsonObject).title);

it("the header says and changes the connection, every address names it, and the same task goes to the other", async () => {
  const { page, context, complaints } = await visit(browser, desk.url);
  const form = newTaskPage(page);
  const now = page.getByRole("button", { name: /^Connection: / });
  await form.open(QUICK_POOL.id);
  await page.getByRole("button", { name: "Connection: sandbox · Custom Toloka" }).waitFor();
  await form.field("title").fill("For both");
  await form.field("count").fill("1");
  await form.create.click();
  await createdTaskId(form);
  expect([titlesIn(sandbox), titlesIn(live)]).toEqual([["For both"], []]);

  await now.click();
  await page.getByRole("menuitemradio", { name: /^live/ }).click();
  await page.waitForURL(`**/?connection=${LIVE}`);
  await page.getByRole("button", { name: `Connection: ${LIVE} · Custom Toloka` }).waitFor();
  const menu = page.getByRole("menu", { name: "Connections" });
  for (const width of [320, 390, 768, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await now.click();
    await menu.waitFor();
    const parts = page.getByRole("banner").locator("a, button, span").or(menu);
    const outside = await parts.evaluateAll((all) =>
      all.map((part) => part.getBoundingClientRect()).filter(({ left, right }) => left < 0 || right > innerWidth),
    );
    const places = await Promise.all(
      [page.getByRole("link", { name: "Task Desk" }), now].map((part) => part.boundingBox()),
    );
    await page.keyboard.press("Escape");
    expect([width, outside, places[0]!.x + places[0]!.width <= places[1]!.x]).toEqual([width, [], true]);
  }
  await page.getByRole("navigation").getByRole("link", { name: "Submissions" }).click();
  await page.waitForURL(`**/submissions?connection=${LIVE}`);
  await page.getByRole("heading", { name: /^No submissions/ }).waitFor();

  const { body } = await desk.call("GET", "/api/submissions?connection=sandbox");
  const [{ operation_id }] = (body as unknown as { items: [{ operation_id: string }] }).items;
  // A link without the name leads to the submission's own connection.
  await page.goto(`/submissions/${operation_id}`);
  await page.waitForURL(`**/submissions/${operation_id}?connection=sandbox`);
  await page.getByRole("button", { name: /^Create in another connection/ }).click();
  const dialog = page.getByRole("dialog", { name: "Create in another connection" });
  await dialog.getByRole("listitem").getByText(`(input): not in ${LIVE}`).waitFor();
  expect(await violations(page)).toEqual([]);

  await dialog.getByText("The interfaces differ: markup.").waitFor();
  await dialog.getByRole("button", { name: "Show both worker's views" }).click();
  await page.frameLocator('iframe[title="Worker\'s view in sandbox"]').getByText("For both", { exact: true }).waitFor();
  await page.frameLocator(`iframe[title="Worker's view in ${LIVE}"]`).getByText("Look: For both").waitFor();
  const views = dialog.getByRole("region", { name: /^Worker's view in/ });
  const boxes = async () => Promise.all([0, 1].map(async (at) => (await views.nth(at).boundingBox())!));
  await expect.poll(async () => (await boxes())[1]!.x).toBeGreaterThan((await boxes())[0]!.x + 300);
  await page.setViewportSize({ width: 390, height: 800 });
  await expect.poll(async () => (await boxes())[1]!.x).toBe((await boxes())[0]!.x);
  expect((await boxes())[1]!.y).toBeGreaterThan((await boxes())[0]!.y);
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByRole("link", { name: "Open the form" }).click();
  await form.task.waitFor();
  expect(new URL(page.url()).searchParams.get("connection")).toBe(LIVE);
  await expect.poll(() => form.field("title").inputValue()).toBe("For both");
  await form.create.click();
  await createdTaskId(form);
  expect([titlesIn(sandbox), titlesIn(live)]).toEqual([["For both"], ["For both"]]);

  // A connection that the server no longer has.
  await page.goto("/submissions?connection=gone");
  await page.waitForURL(`${desk.url}/`);
  await page.getByRole("button", { name: "Connection: sandbox · Custom Toloka" }).waitFor();
  await context.close();
  withoutRefusals(complaints);
  expect(complaints).toEqual([]);
});
