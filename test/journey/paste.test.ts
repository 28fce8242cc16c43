import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { WIDE_POOL } from "../support/toloka/large-pools.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import type { NewTaskPage } from "./new-task.ts";

const desk = startDeskInBrowser([WIDE_POOL]);

async function copy(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
}

/** What reads tables is loaded when it is first needed. */
const SOON = { timeout: 60_000 };

/** Pastes with the focus in no text control. */
async function pasteAnywhere(form: NewTaskPage, page: Page, text: string): Promise<void> {
  await copy(page, text);
  await form.task.getByRole("radio", { name: "Form" }).focus();
  await page.keyboard.press("Control+V");
}

const said = (form: NewTaskPage) => form.task.getByRole("status");
const undo = (form: NewTaskPage) => form.task.getByRole("button", { name: "Undo" });
const hasFocus = (form: NewTaskPage, field: string): Promise<boolean> =>
  form.field(field).evaluate((control) => control === document.activeElement);

describe("a paste anywhere on the page", () => {
  it("fills the field that fits, which can be undone", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await pasteAnywhere(form, page, "https://example.com/pasted.jpg\n");
    await expect.poll(() => form.field("image").inputValue(), SOON).toBe("https://example.com/pasted.jpg");
    await said(form).getByText("Pasted into image.").waitFor();
    await undo(form).click();
    expect(await form.field("image").inputValue()).toBe("");

    await form.field("image").fill("https://example.com/typed.jpg");
    await pasteAnywhere(form, page, "some words");
    await expect.poll(() => form.field("note").inputValue(), SOON).toBe("some words");
    await pasteAnywhere(form, page, "7.5");
    await expect.poll(() => form.field("count").inputValue(), SOON).toBe("7.5");
    await pasteAnywhere(form, page, "https://example.com/second.jpg");
    await said(form).getByText("No empty field fits the pasted text.").waitFor();
    expect(await form.field("image").inputValue()).toBe("https://example.com/typed.jpg");
    expect(await form.field("note").inputValue()).toBe("some words");
  });

  it("splits a row without a header over the fields, and keeps the options", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await form.task.getByRole("radio", { name: "Control" }).check();
    await pasteAnywhere(form, page, "https://example.com/row.jpg\t{}\ta note");
    await expect.poll(() => form.field("note").inputValue(), SOON).toBe("a note");
    expect(await form.field("image").inputValue()).toBe("https://example.com/row.jpg");
    expect(await form.task.getByRole("radio", { name: "Control" }).isChecked()).toBe(true);
  });

  it("fills the form from a task's JSON", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await form.field("note").fill("typed before");
    await pasteAnywhere(form, page, '{"input_values": {"image": "https://example.com/json.jpg"}}');
    await expect.poll(() => form.field("image").inputValue(), SOON).toBe("https://example.com/json.jpg");
    expect(await form.field("note").inputValue()).toBe("");
    await undo(form).click();
    expect(await form.field("note").inputValue()).toBe("typed before");
  });

  it("stays a normal paste in a text control, and does nothing behind a dialog", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await copy(page, "https://example.com/into-the-note.jpg");
    await form.field("note").focus();
    await page.keyboard.press("Control+V");
    expect(await form.field("note").inputValue()).toBe("https://example.com/into-the-note.jpg");
    await page.getByRole("button", { name: "Templates" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).focus();
    await page.keyboard.press("Control+V");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await form.field("image").inputValue()).toBe("");
  });
});

describe("a row of a spreadsheet that is pasted into a field", () => {
  const ROW = '17\t\t"two ""words"""\r\n';
  const splits = (form: NewTaskPage) => form.task.getByRole("button", { name: /^Split into fields/ });

  it("is split on request where the field can hold it as text, which can be undone", async () => {
    const { form, page } = await desk.visit();
    await form.open(WIDE_POOL.id);
    await copy(page, ROW);
    await form.field("field_003").fill("stays");
    await form.field("field_001").focus();
    await page.keyboard.press("Control+V");
    await form.task
      .getByRole("button", { name: "Split into fields: field_001, field_002, field_003", exact: true })
      .waitFor();
    expect(await form.field("field_003").inputValue()).toBe("stays");
    await splits(form).click();
    await expect.poll(() => form.field("field_001").inputValue(), SOON).toBe("17");
    expect(await form.field("field_002").inputValue()).toBe("");
    expect(await form.field("field_003").inputValue()).toBe('two "words"');
    expect(await hasFocus(form, "field_003")).toBe(true);
    expect(await splits(form).count()).toBe(0);
    await undo(form).click();
    await expect.poll(() => form.field("field_003").inputValue(), SOON).toBe("stays");
    expect(await form.field("field_001").inputValue()).toContain("17");
  });

  it("stays text on request", async () => {
    const { form, page } = await desk.visit();
    await form.open(WIDE_POOL.id);
    await copy(page, ROW);
    await form.field("field_001").focus();
    await page.keyboard.press("Control+V");
    await form.task.getByRole("button", { name: "Keep as text" }).click();
    await splits(form).waitFor({ state: "detached" });
    expect(await form.field("field_001").inputValue()).toContain("17");
    expect(await form.field("field_003").inputValue()).toBe("");
  });

  it("is split at once where the field cannot hold it", async () => {
    const { form, page } = await desk.visit();
    await form.open(WIDE_POOL.id);
    await copy(page, ROW);
    await form.field("field_002").focus();
    await page.keyboard.press("Control+V");
    await expect.poll(() => form.field("field_002").inputValue(), SOON).toBe("17");
    expect(await form.field("field_004").inputValue()).toBe('two "words"');
    await undo(form).click();
    await expect.poll(() => form.field("field_002").inputValue(), SOON).toBe("");
  });
});

describe("several rows of a spreadsheet that are pasted into a field", () => {
  const NAMES = ["one", "two", "three"];

  it("are several tasks on request where the field can hold them as text", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await form.field("note").fill("typed before");
    await copy(page, `image\tnote\n${NAMES.map((name) => `https://example.com/${name}.jpg\t${name}`).join("\n")}\n`);
    await form.field("note").focus();
    await page.keyboard.press("Control+V");
    await said(form).getByText("This looks like rows of a table.").waitFor(SOON);
    await form.task.getByRole("button", { name: "Split into several tasks" }).click();
    const panel = page.getByRole("region", { name: "3 tasks" });
    await panel.getByText("https://example.com/three.jpg · three").waitFor(SOON);
    expect(await form.field("note").inputValue()).toBe("typed before");
    expect(await hasFocus(form, "note")).toBe(true);
  });

  it("are several tasks at once where the field cannot hold them, from that field on", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await copy(page, "https://example.com/1.jpg\t\tone\nhttps://example.com/2.jpg\t\ttwo");
    await form.field("image").focus();
    await page.keyboard.press("Control+V");
    const panel = page.getByRole("region", { name: "2 tasks" });
    await panel.getByText("https://example.com/2.jpg · two").waitFor(SOON);
    expect(await form.field("image").inputValue()).toBe("");
    await panel.getByRole("button", { name: "Dismiss" }).click();
    await copy(page, "7\tx\n8\ty");
    await form.field("count").focus();
    await page.keyboard.press("Control+V");
    await panel.getByText("count").first().waitFor({ state: "detached" });
    await panel.getByText("7", { exact: true }).waitFor(SOON);
  });
});

describe("the dialogs that fill the form", () => {
  it("have the focus in their text control, and a template's name is saved by Enter", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await page.getByRole("button", { name: "Paste a task" }).click();
    const pasted = page.getByRole("dialog").getByRole("textbox", { name: /^Task to paste/ });
    await expect.poll(() => pasted.evaluate((control) => control === document.activeElement), SOON).toBe(true);
    await page.keyboard.press("Escape");
    await form.field("note").fill("from a template");
    await page.getByRole("button", { name: "Templates" }).click();
    const name = page.getByRole("dialog").getByRole("textbox", { name: /^Name/ });
    await expect.poll(() => name.evaluate((control) => control === document.activeElement), SOON).toBe(true);
    await page.keyboard.type("usual");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Use usual" }).click();
    await said(form).getByText("Filled from the template “usual”.").waitFor();
    expect(await form.field("note").inputValue()).toBe("from a template");
  });
});
