import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { violations } from "./axe.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";

const desk = startDeskInBrowser([]);
const SOON = { timeout: 60_000 };

/** Drops a file on the page. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  await page.evaluate(
    ({ name, content }) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], name));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    { name, content },
  );
}

/** The notes of the tasks that exist in Toloka. */
const notesIn = (): unknown[] =>
  desk.toloka.store.tasks.map(({ input_values }) => (input_values as { note?: string }).note);

describe("a file that is dropped on the form", () => {
  it("is checked row by row, mended, and created", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    const rows = ["first", "second", "third"].map((note) => `https://example.com/${note}.jpg\t${note}\t`);
    await drop(page, "tasks.tsv", `INPUT:image\tINPUT:note\tINPUT:count\n${rows.join("\n")}0,710\n`);
    const grid = page.getByRole("grid", { name: "Rows of the file" });
    await page.getByText("3 rows, 1 with problems").waitFor(SOON);
    expect(await grid.getAttribute("aria-rowcount")).toBe("4");
    await page.getByRole("radio", { name: "Problems 1" }).check();
    await grid.getByText("Enter a number, e.g. 2.5").waitFor();
    expect(await violations(page)).toEqual([]);
    const create = page.getByRole("button", { name: "Create 2 tasks", exact: true });
    expect(await create.getAttribute("aria-disabled")).toBe("true");
    const bottom = await create.evaluate((button) => button.getBoundingClientRect().bottom - window.innerHeight);
    expect(bottom, "the button is on the screen").toBeLessThanOrEqual(0);

    const cell = grid.getByRole("gridcell", { name: /0,710/ });
    // Beside the offer, which stands in the cell's middle.
    await cell.click({ position: { x: 10, y: 10 } });
    await page.keyboard.press("Enter");
    const editor = page.getByRole("dialog", { name: "Value in row 4" });
    const count = editor.getByRole("textbox", { name: "count" });
    await editor.getByText("Enter a number, e.g. 2.5").waitFor();
    expect(await violations(page)).toEqual([]);
    await count.fill("x");
    await count.press("Enter");
    await grid.getByText("x", { exact: true }).waitFor();
    await page.keyboard.press("F2");
    await count.fill("lost");
    await count.press("Escape");
    await page.keyboard.press("7");
    expect(await count.inputValue()).toBe("7");
    await count.press("Tab");
    await page.getByText("3 rows, all valid").waitFor(SOON);
    await grid.getByRole("gridcell", { name: "7" }).click();
    await page.keyboard.press("Enter");
    await count.fill("0,710");
    await page.getByRole("heading", { name: "Several tasks" }).click();
    await grid.getByRole("button", { name: "Use 0.710" }).click();
    await page.getByText("3 rows, all valid").waitFor(SOON);
    await page.getByText(/^(?:The pool is empty|Compared with all)/).waitFor(SOON);
    await page.getByRole("button", { name: "Create 3 tasks", exact: true }).click();
    await page.waitForURL("**/imports/*");
    await page.getByText("Done", { exact: true }).waitFor(SOON);
    expect(notesIn()).toEqual(["first", "second", "third"]);
    expect(await violations(page)).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Original with results, exact" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("tasks-results.tsv");
    await page.getByRole("link", { name: "Submissions" }).click();
    const imports = page.getByRole("region", { name: "Imports" });
    await imports.getByText("Import of 3 tasks").click();
    await imports.getByText("3 tasks", { exact: true }).waitFor(SOON);
    expect(await violations(page)).toEqual([]);
  });

  it("has its columns matched, and its rows compared with the pool", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    const urls = ["there", "new"].map((name) => `https://example.com/${name}.jpg`);
    const task = { pool_id: SMALL_POOL, input_values: { note: "there", image: urls[0] }, overlap: 5 };
    expect((await desk.call("POST", "/api/submissions?wait=20", { task })).status).toBe(201);
    await drop(page, "odd.tsv", `Image URL\tINPUT:nota\tn\n${urls[0]}\tthere\t1\n${urls[1]}\tnew\t2\n`);
    const alert = page.getByRole("alert");
    await alert.getByText("The pool has no field for the column INPUT:nota.").waitFor(SOON);
    expect(await violations(page)).toEqual([]);
    await alert.getByRole("button", { name: "Read all 2 as the nearest" }).click();
    await page.getByText("2 rows, all valid").waitFor(SOON);
    await page.getByText("Columns: 2 of 3 used").click();
    await page.getByRole("combobox", { name: "What n is read as" }).selectOption("INPUT:count");
    await page.getByRole("columnheader", { name: "n → count float" }).waitFor(SOON);
    await page.getByText(/^Compared with all \d+ tasks? of the pool$/).waitFor(SOON);
    await page.getByRole("radio", { name: "In the pool 0" }).waitFor();
    await page.getByRole("combobox", { name: "What n is read as" }).selectOption("");
    await page.getByRole("radio", { name: "In the pool 1" }).check();
    await page.getByRole("row", { name: /The pool has a task with this content/ }).waitFor(SOON);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Remove rows in the pool" }).click();
    await page.getByText("1 row, all valid").waitFor(SOON);
    await drop(page, "untitled.tsv", `${urls.join("\n")}\n`);
    await page.getByRole("button", { name: "First row has values, not titles" }).click();
    await page.getByText("2 rows, all valid").waitFor(SOON);
  });

  it("is not lost by closing the tab without a question", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await drop(page, "tasks.tsv", "INPUT:image\nhttps://example.com/unsent.jpg\n");
    await page.getByText("1 row, all valid").waitFor(SOON);
    // Browsers ask only on pages that were used.
    await page.getByRole("heading", { name: "Several tasks" }).click();
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const question = await asked;
    expect(question.type()).toBe("beforeunload");
    await question.dismiss();
    expect(page.isClosed()).toBe(false);
    await page.getByText("1 row, all valid").waitFor();
  });

  it("is refused if it is hostile, and the page lives", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await drop(page, "bad.tsv", 'INPUT:image\n"never closed\n');
    await page.getByRole("alert").getByText("The quotation mark in the row at line 2 is never closed.").waitFor(SOON);
    await drop(page, "bad.tsv", `INPUT:image\n${"\t".repeat(3_000_000)}\n`);
    await page.getByRole("alert").getByText("Line 2 is longer than 2 MB.").waitFor(SOON);
    await drop(page, "good.tsv", "INPUT:image\nhttps://example.com/good.jpg\n");
    await page.getByText("1 row, all valid").waitFor(SOON);
  });
});

describe("several addresses that are pasted", () => {
  it("are shown in the form, and created by one press", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await form.field("note").fill("pasted");
    const addresses = [1, 2, 3].map((index) => `https://example.com/pasted-${index}.jpg`);
    await page.evaluate((text) => navigator.clipboard.writeText(text), addresses.join("\n"));
    await form.field("image").focus();
    await page.keyboard.press("Control+V");
    const panel = page.getByRole("region", { name: "3 tasks" });
    await panel.getByText("$0.18 + fee").waitFor(SOON);
    expect(await form.field("image").inputValue()).toBe("");
    expect(await panel.getByRole("listitem").count()).toBe(3);
    await panel.getByRole("button", { name: "Create 3 tasks" }).click();
    await page.getByText("3 of 3 tasks created.").waitFor(SOON);
    expect(notesIn().filter((note) => note === "pasted")).toHaveLength(3);
    const hasFocus = () => form.field("image").evaluate((field) => field === document.activeElement);
    expect(await hasFocus(), "the focus is on the first empty field").toBe(true);
    const dismiss = form.task.getByRole("button", { name: "Dismiss" });
    await dismiss.focus();
    await page.keyboard.press("Enter");
    await dismiss.waitFor({ state: "detached" });
    expect(await hasFocus(), "the focus is there again").toBe(true);
  });
});
