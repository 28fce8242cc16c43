import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { LISTS_POOL, WIDE_POOL } from "../../support/toloka/large-pools.ts";
import { startDeskInBrowser } from "../desk-in-browser.ts";
import { createdTaskId, type NewTaskPage } from "../new-task.ts";

const desk = startDeskInBrowser([LISTS_POOL, WIDE_POOL]);

const caretOf = (control: Locator): Promise<number | null> =>
  control.evaluate((input) => (input as HTMLInputElement).selectionStart);

/** The control of item `position` (from 1) of a list field. */
const item = (form: NewTaskPage, field: string, position: number): Locator =>
  form.task.getByRole("textbox", { name: `${field} item ${position}`, exact: true });

/** Fills a list by pasting a column into its first item. */
async function pasteColumn(form: NewTaskPage, page: Page, field: string, values: string[]): Promise<void> {
  await form.task.getByRole("button", { name: `Add item to ${field}` }).click();
  const first = item(form, field, 1);
  await first.focus();
  await page.evaluate((text) => navigator.clipboard.writeText(text), values.join("\n"));
  await page.keyboard.press("Control+V");
  await item(form, field, values.length).waitFor();
}

describe("lists", () => {
  it("keep the caret in place while item 500 is edited", async () => {
    const { form, page } = await desk.visit();
    await form.open(LISTS_POOL.id);
    await pasteColumn(
      form,
      page,
      "words",
      Array.from({ length: 500 }, (_item, index) => `word ${index + 1}`),
    );
    const control = item(form, "words", 500);
    await control.scrollIntoViewIfNeeded();
    await control.focus();
    await control.evaluate((input) => (input as HTMLInputElement).setSelectionRange(2, 2));
    for (const [index, letter] of [..."abcdef"].entries()) {
      await page.keyboard.press(letter);
      expect(await caretOf(control)).toBe(3 + index);
    }
    expect(await control.inputValue()).toBe("woabcdefrd 500");
    expect(await control.evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it("keep the error of item 3 when item 7 is corrected", async () => {
    const { form, page } = await desk.visit();
    await form.open(LISTS_POOL.id);
    await pasteColumn(form, page, "words", ["one", "two", "x", "four", "five", "six", "y", "eight"]);
    const invalid = (position: number) => item(form, "words", position).getAttribute("aria-invalid");
    await item(form, "words", 3).focus();
    await item(form, "words", 7).focus();
    await item(form, "words", 8).focus();
    await expect.poll(() => Promise.all([invalid(3), invalid(7)])).toEqual(["true", "true"]);
    await item(form, "words", 7).fill("seven");
    await item(form, "words", 8).focus();
    await expect.poll(() => invalid(7)).not.toBe("true");
    expect(await invalid(3)).toBe("true");
  });

  it("move the errors of later items when an item is removed", async () => {
    const { form, page } = await desk.visit();
    await form.open(LISTS_POOL.id);
    await pasteColumn(form, page, "words", ["one", "two", "three", "x", "five"]);
    await item(form, "words", 4).focus();
    await item(form, "words", 5).focus();
    await expect.poll(() => item(form, "words", 4).getAttribute("aria-invalid")).toBe("true");
    await form.task.getByRole("button", { name: "Remove words item 2", exact: true }).click();
    await expect.poll(() => item(form, "words", 3).inputValue()).toBe("x");
    await expect.poll(() => item(form, "words", 3).getAttribute("aria-invalid")).toBe("true");
    expect(await item(form, "words", 4).getAttribute("aria-invalid")).not.toBe("true");
  });

  it("show no error at a new item", async () => {
    const { form, page } = await desk.visit();
    await form.open(LISTS_POOL.id);
    await pasteColumn(form, page, "words", ["one", "two"]);
    await form.task.getByRole("button", { name: "Add item to words" }).click();
    await item(form, "words", 3).waitFor();
    expect(await item(form, "words", 3).getAttribute("aria-invalid")).not.toBe("true");
  });

  it("send a pasted column as items", async () => {
    const { form, page } = await desk.visit();
    await form.open(LISTS_POOL.id);
    await pasteColumn(form, page, "words", ["alpha", "beta", "gamma"]);
    await form.create.click();
    const id = await createdTaskId(form);
    const stored = desk.toloka.store.tasks.find((task) => task.id === id);
    expect(stored?.input_values).toMatchObject({ words: ["alpha", "beta", "gamma"] });
  });
});

describe("text", () => {
  const typed = async (form: NewTaskPage): Promise<string> => form.field("title").inputValue();

  it("that is typed with an input method is neither lost nor doubled", async () => {
    const { form, page, context } = await desk.visit();
    await form.open(LISTS_POOL.id);
    await form.field("title").focus();
    const session = await context.newCDPSession(page);
    for (const text of ["に", "にほ", "にほん"])
      await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await session.send("Input.insertText", { text: "日本" });
    await page.keyboard.type(" ok");
    await expect.poll(() => typed(form)).toBe("日本 ok");
  });

  it("with right-to-left script, combining characters and emoji is sent as typed", async () => {
    const { form } = await desk.visit();
    const text = "שלום عربى é 👩‍👩‍👧";
    await form.open(LISTS_POOL.id);
    await form.field("title").fill(text);
    await form.create.click();
    const id = await createdTaskId(form);
    const stored = desk.toloka.store.tasks.find((task) => task.id === id);
    expect(stored?.input_values).toMatchObject({ title: text });
  });

  it("that is pasted with line breaks keeps every word", async () => {
    const { form, page } = await desk.visit();
    await form.open(LISTS_POOL.id);
    await form.field("title").focus();
    await page.evaluate(() => navigator.clipboard.writeText("first\nsecond\nthird"));
    await page.keyboard.press("Control+V");
    await expect.poll(() => typed(form)).toMatch(/^first\s+second\s+third$/);
  });
});

describe("a form of 200 fields", () => {
  it("shows the errors of its first and last fields", async () => {
    const { form } = await desk.visit();
    await form.open(WIDE_POOL.id);
    await form.field("field_200").scrollIntoViewIfNeeded();
    await form.field("field_200").fill("NOT LOWER CASE");
    await form.field("field_002").fill("5000");
    await form.create.click();
    await expect.poll(() => form.field("field_200").getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => form.field("field_002").getAttribute("aria-invalid")).toBe("true");
    await expect.poll(() => form.field("field_001").getAttribute("aria-invalid")).toBe("true");
    expect(await form.field("field_003").getAttribute("aria-invalid")).not.toBe("true");
  });
});
