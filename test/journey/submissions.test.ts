import { beforeAll, describe, expect, it } from "vitest";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { recordShifts, shiftsOf } from "./layout-shift.ts";
import { idOf, pictureOf, REJECTED_NOTE, submissionsPage, submitTo } from "./submissions-page.ts";

const desk = startDeskInBrowser([]);
const MANY = 60;

beforeAll(async () => {
  await Promise.all(Array.from({ length: MANY }, (_, index) => submitTo(desk, idOf(index), pictureOf(index))));
  await submitTo(desk, idOf(500), "https://example.com/refused.jpg", { note: REJECTED_NOTE });
});

async function open(address: string) {
  const { page, form } = await desk.visit();
  await page.goto(address);
  return { page, form, list: submissionsPage(page) };
}

describe("the list of submissions", () => {
  it("loads more on request, and says how many there are", async () => {
    const { page, list } = await open("/submissions?q=list");
    await list.count(`1–50 of ${MANY}`).waitFor();
    await page.getByRole("button", { name: "Load more" }).click();
    await list.count(`1–${MANY} of ${MANY}`).waitFor();
    expect(await list.rows.count()).toBe(MANY);
  });

  it("has tabs with counts, and keeps its filters in the address, so that Back undoes the last choice", async () => {
    const { page, list } = await open("/submissions");
    await list.tab(/^All 61$/).waitFor();
    await list.tab(/^Rejected 1$/).click();
    await list.row("example.com/refused.jpg").waitFor();
    expect(list.query()).toBe("?status=rejected");
    await list.tab(/^Queued 0$/).click();
    await page.getByRole("heading", { name: "No results" }).waitFor();
    expect(new URLSearchParams(list.query()).get("status")).toBe("queued,sending,waiting");
    await page.goBack();
    await list.row("example.com/refused.jpg").waitFor();
    expect(await list.tab(/^Rejected/).getAttribute("aria-selected")).toBe("true");
    await list.tab(/^Queued/).click();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await list.count("1–50 of 61").waitFor();
  });

  it("has a search that opens with /, and finds a rejection by its text", async () => {
    const { page, list } = await open("/submissions");
    await list.rows.first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("dog-42");
    await list.count("1–1 of 1").waitFor();
    expect(await list.rows.first().textContent()).toContain("example.com/list/dog-42.jpg");
    expect(list.query()).toBe("?q=dog-42");
    await list.search.fill("refused.jpg");
    await list.count("1–1 of 1").waitFor();
    await list.rows.first().getByText("Rejected", { exact: true }).waitFor();
  });

  it("filters by pool, person, status and time by name, each shown as a chip that removes it", async () => {
    const { page, list } = await open("/submissions");
    await list.rows.first().waitFor();
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    const filter = page.getByRole("dialog", { name: "Filter" });
    await filter.getByRole("combobox", { name: "Pool" }).fill("cats");
    await filter
      .getByRole("option", { name: /Cats vs dogs/ })
      .first()
      .click();
    await filter.getByRole("combobox", { name: "Status" }).click();
    await filter.getByRole("option", { name: "Rejected" }).click();
    await filter.getByRole("combobox", { name: "Time" }).click();
    await filter.getByRole("option", { name: "Last 7 days" }).click();
    await filter.getByRole("combobox", { name: "Person" }).fill("operator");
    await filter.getByRole("option", { name: "operator" }).first().click();
    await list.count("1–1 of 1").waitFor();
    expect(Object.fromEntries(new URLSearchParams(list.query()))).toEqual({
      pool_id: "1080020",
      status: "rejected",
      time: "7d",
      created_by: "operator",
    });
    await page.keyboard.press("Escape");
    await filter.waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Filter");
    await page.getByRole("button", { name: "Remove filter Pool: Cats vs dogs · 1080020" }).click();
    await page.getByRole("button", { name: "Remove filter Last 7 days" }).click();
    await page.getByRole("button", { name: "Remove filter Person: operator" }).click();
    expect(list.query()).toBe("?status=rejected");
  });

  it("saves filters as a view under a name, applies and deletes it, also after a reload", async () => {
    const { page, list } = await open("/submissions?q=dog-42");
    await list.rows.first().waitFor();
    const button = page.getByRole("button", { name: "Views", exact: true });
    const views = page.getByRole("dialog", { name: "Views" });
    await button.click();
    await views.getByRole("textbox").fill("Dog 42");
    await page.keyboard.press("Enter");
    await views.getByRole("button", { name: "Dog 42", exact: true }).waitFor();
    await page.goto("/submissions");
    await button.click();
    await views.getByRole("button", { name: "Dog 42", exact: true }).click();
    await list.count("1–1 of 1").waitFor();
    expect(list.query()).toBe("?q=dog-42");
    await button.click();
    await views.getByRole("button", { name: "Delete view Dog 42" }).click();
    await views.getByText(/^No saved views/).waitFor();
  });

  it("shows new submissions of others without a reload", async () => {
    const { page, list } = await open("/submissions");
    await page.getByText("Live", { exact: true }).waitFor();
    await submitTo(desk, idOf(900), "https://example.com/from-elsewhere.jpg");
    await list.row("example.com/from-elsewhere.jpg").waitFor();
  });

  it("says that it is offline, and not that there is nothing, when it cannot be loaded", async () => {
    const { page } = await desk.visit();
    const list = submissionsPage(page);
    await page.route("**/api/submissions?*", (route) => route.abort());
    await page.goto("/submissions");
    await page.getByRole("heading", { name: "Couldn't load the submissions." }).waitFor();
    await page
      .getByText(/^Offline/)
      .first()
      .waitFor();
    expect(await page.getByText(/No submissions yet/).count()).toBe(0);
    await page.unroute("**/api/submissions?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await list.rows.first().waitFor();
  });

  it("does not move while it loads, and has rows of 36 to 44 pixels", async () => {
    const { page } = await desk.visitAlone();
    const list = submissionsPage(page);
    await recordShifts(page);
    await page.goto("/submissions?status=created");
    await list.count("1–50 of 61").or(list.count("1–50 of 60")).waitFor();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await shiftsOf(page)).toBeLessThanOrEqual(0.01);
    const heights = await list.rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(36);
    expect(Math.max(...heights)).toBeLessThanOrEqual(45);
  });

  it("has room for every column that it shows, alone and beside the panel", async () => {
    const { page, list } = await open("/submissions?q=list");
    const cramped = () =>
      page.locator("th").evaluateAll((heads) => {
        // Where rows are cards, the heads are for screen readers only.
        const isCard = (head: Element) => getComputedStyle(head.closest("thead")!).position === "absolute";
        return heads
          .filter((head) => head.checkVisibility() && head.textContent !== "" && !isCard(head))
          .filter((head) => head.clientWidth < 90 || head.scrollWidth > head.clientWidth)
          .map((head) => `${innerWidth}: ${head.textContent} ${head.clientWidth}`);
      });
    for (const address of [null, `/submissions/${idOf(1)}?q=list`]) {
      await page.setViewportSize({ width: 1920, height: 900 });
      if (address !== null) await page.goto(address);
      await list.rows.first().waitFor();
      for (const width of [1920, 1600, 1440, 1280, 1100, 1000, 900, 768, 700]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await cramped()).toEqual([]);
      }
    }
  });

  it("comes back to the same place after another page", async () => {
    const { page, form, list } = await open("/submissions?q=list");
    await page.getByRole("button", { name: "Load more" }).click();
    await list.count(`1–${MANY} of ${MANY}`).waitFor();
    const row = list.rows.nth(55);
    await row.scrollIntoViewIfNeeded();
    await row.getByText("Created", { exact: true }).click();
    await list.panel.getByRole("link", { name: "Create similar" }).click();
    await form.task.waitFor();
    await page.goBack();
    await list.panel.waitFor();
    await list.panel.getByRole("button", { name: "Close" }).click();
    await list.panel.waitFor({ state: "detached" });
    await expect.poll(() => row.getByRole("link").evaluate((link) => link === document.activeElement)).toBe(true);
    const { top, bottom } = await row.evaluate((element) => element.getBoundingClientRect().toJSON());
    expect(top).toBeGreaterThanOrEqual(0);
    expect(bottom).toBeLessThanOrEqual(900);
  });
});
