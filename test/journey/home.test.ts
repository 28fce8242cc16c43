import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { recordShifts, shiftsOf } from "./layout-shift.ts";
import { createdTaskId } from "./new-task.ts";

const desk = startDeskInBrowser();
const LATE = { timeout: 60_000 };

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const active = document.activeElement;
    return active === null || active === document.body ? "" : `${active.tagName} ${active.textContent}`.trim();
  });
const submissions = async (): Promise<unknown[]> =>
  ((await desk.call("GET", "/api/submissions")).body as { items: unknown[] }).items;

describe("the first visit", () => {
  it("leads to a created sample task in two presses, and creates nothing before Create task", async () => {
    const { page, form } = await desk.visit();
    let presses = 0;
    await page.goto("/");
    await expect.poll(() => focused(page), LATE).toMatch(/^INPUT/);
    const before = (await submissions()).length;
    const picture = page.getByRole("link", { name: "Brown dog" });
    await picture.locator("img").evaluate((image: HTMLImageElement) => image.decode());
    await picture.click();
    presses++;
    await expect.poll(() => form.field("image").inputValue(), LATE).toMatch(/\/pictures\/dog\.png$/);
    expect(await submissions()).toHaveLength(before);
    await form.create.click();
    presses++;
    expect(await createdTaskId(form)).toMatch(/--/);
    expect(presses).toBeLessThanOrEqual(5);
  });
});

describe("the recent pools", () => {
  it("are cards with the picture created last; New task and C keep the pool used last", async () => {
    const image = `${desk.tolokaUrl}/pictures/cat.png`;
    const { page, form } = await desk.visit();
    await form.open("1080020", `?input.image=${encodeURIComponent(image)}`);
    await form.create.click();
    await createdTaskId(form);
    await page.goto("/");
    const card = page.getByRole("region", { name: "Recent pools" }).getByRole("link", { name: /Pool 1080020/ });
    await card.getByText("Cats vs dogs").waitFor();
    await card.getByText("Closed").waitFor();
    expect(await card.locator("img").getAttribute("src")).toBe(image);
    for (const width of [390, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const cut = await card
        .locator("span")
        .evaluateAll((all) =>
          all
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
            .map((one) => one.textContent),
        );
      expect([width, cut]).toEqual([width, []]);
    }
    await card.click();
    await form.field("image").waitFor();
    expect(new URL(page.url()).pathname).toBe("/pools/1080020/new");

    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Home" }).click();
    await expect.poll(() => focused(page), LATE).toBe("H1 Home");
    await page.keyboard.press("c");
    await page.waitForURL("**/pools/1080020/new");
    await page.goBack();
    const newTask = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "New task" });
    expect(await newTask.getAttribute("href")).toBe("/pools/1080020/new");
  });

  it("that cannot be loaded say so, and are loaded again by a press", async () => {
    const { page } = await desk.visit();
    let broken = true;
    await page.route("**/api/recent-pools?*", (route) =>
      broken
        ? route.fulfill({ status: 400, contentType: "application/json", json: { no: "problem" } })
        : route.continue(),
    );
    await page.goto("/");
    const region = page.getByRole("region", { name: "Recent pools" });
    await region.getByRole("alert").waitFor();
    broken = false;
    await region.getByRole("button", { name: "Try again" }).click();
    await region.getByRole("alert").waitFor({ state: "detached" });
  });
});

describe("the search for a pool", () => {
  it("Enter waits for the answer to what was typed, however late it comes", async () => {
    const { page } = await desk.visit();
    await page.goto("/");
    const box = page.getByRole("combobox", { name: "Pool" });
    await box.fill("three fields");
    await page.getByRole("option", { name: /1080041/ }).waitFor();
    await page.route("**/api/pools?*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    });
    await box.fill("two hundred");
    await box.press("Enter");
    await page.waitForURL("**/pools/*/new");
    expect(new URL(page.url()).pathname).toBe("/pools/1080042/new");
  });

  it("Enter is taken back by typing on", async () => {
    const { page } = await desk.visit();
    await page.goto("/");
    await page.route("**/api/pools?*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    });
    const box = page.getByRole("combobox", { name: "Pool" });
    await box.fill("two hundred");
    await box.press("Enter");
    await box.pressSequentially(" fields");
    await page.getByRole("option", { name: /1080042/ }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
  });

  it("a pasted address of a pool finds that pool", async () => {
    const { page, form } = await desk.visit();
    await page.goto("/");
    const box = page.getByRole("combobox", { name: "Pool" });
    await box.fill("https://sandbox.toloka.dev/requester/project/92694/pool/1080020?tab=all");
    await expect
      .poll(() => page.getByRole("option").allTextContents(), LATE)
      .toEqual([expect.stringContaining("1080020")]);
    await box.press("Enter");
    await form.field("image").waitFor();
    expect(new URL(page.url()).pathname).toBe("/pools/1080020/new");
  });
});

describe("layout shift", () => {
  it.each([
    ["Home", "/", 1280],
    ["Home on a phone", "/", 390],
    ["Connection", "/settings", 1280],
  ])("%s: at most 0.01", async (_name, address, width) => {
    const { page } = await desk.visit({ viewport: { width, height: 844 } });
    await recordShifts(page);
    await page.goto(address);
    await page.getByText("$100.25").waitFor();
    await page.waitForLoadState("networkidle").catch(() => undefined);
    expect(await shiftsOf(page)).toBeLessThanOrEqual(0.01);
  });
});
