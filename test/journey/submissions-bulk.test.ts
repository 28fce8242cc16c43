import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { idOf, pictureOf, REJECTED_NOTE, submissionsPage, submitTo } from "./submissions-page.ts";

const desk = startDeskInBrowser([]);
const CREATED = 6;
const REJECTED = 4;

beforeAll(async () => {
  for (let index = 0; index < CREATED; index++) await submitTo(desk, idOf(index), pictureOf(index));
  for (let index = 0; index < REJECTED; index++)
    await submitTo(desk, idOf(100 + index), `https://example.com/refused-${index}.jpg`, { note: REJECTED_NOTE });
});

async function open(address: string) {
  const { page } = await desk.visit();
  await page.goto(address);
  const list = submissionsPage(page);
  await list.rows.first().waitFor();
  return { page, list, selected: page.getByRole("group", { name: "Selected submissions" }) };
}

const countOf = async (status: string): Promise<number> => {
  const { body } = await desk.call("GET", `/api/submissions?status=${status}&limit=200`);
  return (body as unknown as { items: unknown[] }).items.length;
};
const isButton = (page: Page) => page.evaluate(() => document.activeElement?.tagName === "BUTTON");

describe("several submissions at once", () => {
  it("are selected by x, by a range with Shift, and all together", async () => {
    const { page, list, selected } = await open("/submissions?q=list");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await selected.getByText("1 selected").waitFor();
    await list.rows
      .nth(3)
      .getByText("Created", { exact: true })
      .click({ modifiers: ["Shift"] });
    await selected.getByText("4 selected").waitFor();
    expect(list.path()).toBe("/submissions");
    await page.getByRole("checkbox", { name: "Select all shown" }).check();
    await selected.getByText(`${CREATED} selected`).waitFor();
    await selected.getByRole("button", { name: "Clear selection" }).click();
    await selected.waitFor({ state: "detached" });
  });

  it("are resubmitted once, after a question that never has the focus on its costly button", async () => {
    const { page, list, selected } = await open("/submissions?status=rejected");
    await page.getByRole("checkbox", { name: "Select all shown" }).check();
    await selected.getByRole("button", { name: `Resubmit rejected (${REJECTED})` }).click();
    const question = page.getByRole("group", { name: new RegExp(`^Resubmit ${REJECTED} submissions\\?`) });
    await question.waitFor();
    expect(await isButton(page)).toBe(false);
    await page.keyboard.press("Space");
    await page.keyboard.press("Enter");
    expect(await countOf("rejected,queued,sending,waiting")).toBe(REJECTED);
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });

    await selected.getByRole("button", { name: `Resubmit rejected (${REJECTED})` }).click();
    await question.getByRole("button", { name: `Resubmit ${REJECTED}` }).dblclick();
    await page.getByText(`${REJECTED} resubmitted.`).waitFor();
    await expect.poll(() => countOf("rejected")).toBe(2 * REJECTED);

    // Once more for the same ones: they were made already.
    for (let index = 0; index < REJECTED; index++)
      await list.rows
        .filter({ hasText: `refused-${index}.jpg` })
        .last()
        .getByRole("checkbox")
        .check();
    await selected.getByRole("button", { name: `Resubmit rejected (${REJECTED})` }).click();
    await question.getByRole("button", { name: `Resubmit ${REJECTED}` }).click();
    await page.getByText(`${REJECTED} resubmitted.`).waitFor();
    expect(await countOf("rejected,queued,sending,waiting")).toBe(2 * REJECTED);
  });

  it("are stopped after a question, and what failed is said", async () => {
    const { page, list, selected } = await open("/submissions?q=list");
    await page.route(`**/api/submissions/${idOf(0)}/stop`, (route) => route.abort());
    for (const index of [0, 1, 2])
      await list.rows
        .filter({ hasText: `dog-${index}.jpg` })
        .getByRole("checkbox")
        .check();
    await selected.getByRole("button", { name: "Stop assigning (3)" }).click();
    await page.getByRole("group", { name: /^Stop assigning 3 tasks\?/ }).waitFor();
    expect(await isButton(page)).toBe(false);
    await page.getByRole("button", { name: "Stop 3" }).click();
    await page.getByText(/^2 stopped, 1 failed: /).waitFor();
    await list.rows.filter({ hasText: "dog-1.jpg" }).getByText("Stopped", { exact: true }).waitFor();
    await list.rows.filter({ hasText: "dog-0.jpg" }).getByText("Created", { exact: true }).waitFor();
  });

  it("are exported, the selected ones or all that the filters choose", async () => {
    const { page, list, selected } = await open("/submissions?q=list");
    const exported = async (choice: string): Promise<string> => {
      await page.getByRole("button", { name: "Export", exact: true }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: choice }).click(),
      ]);
      return readFile(await download.path(), "utf8");
    };
    const csv = await exported("Export all results as CSV");
    for (let index = 0; index < CREATED; index++) expect(csv).toContain(idOf(index));
    expect(csv).not.toContain(idOf(100));
    for (const index of [3, 4])
      await list.rows
        .filter({ hasText: `dog-${index}.jpg` })
        .getByRole("checkbox")
        .check();
    await selected.getByText("2 selected").waitFor();
    const json = JSON.parse(await exported("Export selected as JSON")) as { operation_id: string }[];
    expect(json.map(({ operation_id }) => operation_id).toSorted()).toEqual([idOf(3), idOf(4)]);
  });
});
