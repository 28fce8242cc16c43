import type { Locator } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { recordShifts, shiftsOf } from "./layout-shift.ts";
import { createdTaskId } from "./new-task.ts";

const desk = startDeskInBrowser();
const CLOSED_POOL = "1080020";
/** Open itself, of an archived project. */
const OF_ARCHIVED_PROJECT = "1080045";

const poolStatus = async (id: string): Promise<unknown> =>
  ((await desk.call("GET", `/api/pools/${id}?fresh=true`)).body as { pool?: { status?: unknown } }).pool?.status;

const hasFocus = (element: Locator): Promise<boolean> => element.evaluate((node) => node === document.activeElement);

describe("the card of the pool", () => {
  it("opens a closed pool with the task, by the button in its warning", async () => {
    const { form, page } = await desk.visit();
    await form.open(CLOSED_POOL);
    const card = page.getByRole("region", { name: `Pool ${CLOSED_POOL}` });
    const open = card.getByRole("button", { name: "Open pool on create" });
    await open.focus();
    await page.keyboard.press("Enter");
    const dont = card.getByRole("button", { name: "Don't open" });
    await dont.waitFor();
    expect(await hasFocus(dont), "the focus stays on the button").toBe(true);
    await page.keyboard.press("Enter");
    await open.waitFor();
    expect(await hasFocus(open)).toBe(true);
    await open.click();
    await form.field("image").fill("https://example.com/opens-the-pool.jpg");
    await form.create.click();
    await createdTaskId(form);
    await expect.poll(() => poolStatus(CLOSED_POOL), { timeout: 60_000 }).toBe("OPEN");
  });

  it("shows a pool of an archived project as archived, and does not offer to open it", async () => {
    const { form, page } = await desk.visit();
    await form.open(OF_ARCHIVED_PROJECT);
    const card = page.getByRole("region", { name: `Pool ${OF_ARCHIVED_PROJECT}` });
    await card.getByText("Archived", { exact: true }).waitFor();
    await card.getByText("Blocked:").waitFor();
    expect(await card.getByRole("button", { name: "Open pool on create" }).count()).toBe(0);
  });

  it("changes the pool by a search that has the focus, and back with Escape", async () => {
    const { form, page } = await desk.visit();
    await form.open(CLOSED_POOL);
    await page.getByRole("button", { name: "Change pool" }).click();
    const search = page.getByRole("combobox", { name: "Pool" });
    await search.waitFor();
    expect(await hasFocus(search)).toBe(true);
    await search.fill("1080040");
    await page.getByRole("option").first().click();
    await page.waitForURL("**/pools/1080040/new");
    await page.getByRole("region", { name: "Pool 1080040" }).waitFor();
  });
});

describe("the media", () => {
  it("follow their field on a phone, and lie beside the form on a desktop", async () => {
    const { form, page } = await desk.visit({ viewport: { width: 390, height: 844 } });
    await form.open(CLOSED_POOL);
    await form.field("image").fill(`${desk.tolokaUrl}/pictures/dog.png`);
    const figure = page.getByRole("figure", { name: "Preview of image" });
    await figure.getByText(/\d+ × \d+/).waitFor();
    const below = await figure.evaluate((node) => node.getBoundingClientRect().top);
    const field = await form.field("image").evaluate((node) => node.getBoundingClientRect().bottom);
    expect(below).toBeGreaterThanOrEqual(field);
    expect(below - field, "nothing but the error's line is between them").toBeLessThan(60);
    await page.setViewportSize({ width: 1280, height: 860 });
    await form.preview.getByRole("figure", { name: "Preview of image" }).waitFor();
    const [task, side] = await Promise.all([form.task.boundingBox(), form.preview.boundingBox()]);
    expect(side!.x).toBeGreaterThanOrEqual(task!.x + task!.width);
    await expect.poll(() => form.preview.getByRole("img").first().isVisible()).toBe(true);
  });
});

describe("the code of a task", () => {
  it("has a command that runs as it is, with the id of the task in the form", async () => {
    const { form, page } = await desk.visit();
    await form.open(CLOSED_POOL);
    await form.field("image").fill("https://example.com/as-code.jpg");
    await page.getByRole("tab", { name: "Code" }).click();
    await page.getByRole("radio", { name: "curl" }).check();
    const code = page.getByRole("textbox", { name: "Task as curl" });
    await expect.poll(() => code.inputValue()).toContain("as-code.jpg");
    await page.getByRole("button", { name: "Edit options" }).click();
    const id = await form.field("operation_id").inputValue();
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await code.inputValue()).toContain(`operation_id=${id}`);
    expect(await code.inputValue()).not.toContain("uuidgen");
  });
});

describe("loading", () => {
  it.each([390, 1280])("moves nothing from the start to the filled form, %i pixels wide", async (width) => {
    const { form, page } = await desk.visit({ viewport: { width, height: 860 } });
    await recordShifts(page);
    const image = `${desk.tolokaUrl}/pictures/cat.png`;
    await form.open(CLOSED_POOL, `?input.image=${encodeURIComponent(image)}`);
    await page
      .getByRole("figure", { name: "Preview of image" })
      .getByText(/\d+ × \d+/)
      .waitFor();
    await page.getByText(/created today/).waitFor();
    await page.waitForTimeout(500);
    expect(await shiftsOf(page)).toBeLessThanOrEqual(0.01);
  });
});

it("a question about a long address leaves every button on the page, from 320 to 1024 pixels", async () => {
  const { form, page } = await desk.visit({ viewport: { width: 768, height: 900 } });
  await form.open(CLOSED_POOL);
  await form.field("image").fill(`${desk.tolokaUrl}/pictures/nothing-${"x".repeat(80)}.png`);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "Create anyway" }).waitFor();
  for (const width of [320, 390, 641, 768, 900, 1024]) {
    await page.setViewportSize({ width, height: 900 });
    const right = await page.evaluate(() =>
      Math.max(
        document.documentElement.scrollWidth,
        ...[...document.querySelectorAll("button")].map((button) => button.getBoundingClientRect().right),
      ),
    );
    expect([width, right <= width]).toEqual([width, true]);
  }
});
