import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { QUICK_POOL } from "../support/toloka/large-pools.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { asInProduction, createdTaskId, type NewTaskPage } from "./new-task.ts";

const desk = startDeskInBrowser([QUICK_POOL]);

const storedWith = (field: string, value: string): number =>
  desk.toloka.store.tasks.filter(
    ({ input_values }) => (input_values as Record<string, unknown> | null)?.[field] === value,
  ).length;

async function fill(form: NewTaskPage, title: string): Promise<void> {
  await form.field("title").fill(title);
  await form.field("count").fill("1");
  await form.field("note").focus();
}

/** Creates a task, and presses `keys` for the same content again, with the focus in `note`. */
async function askForDuplicate(form: NewTaskPage, page: Page, title: string, keys: string): Promise<void> {
  await form.open(QUICK_POOL.id);
  await fill(form, title);
  await page.keyboard.press("Control+Enter");
  await createdTaskId(form);
  await form.createAnother.click();
  await fill(form, title);
  await page.keyboard.press(keys);
  await form.result.getByText("The same content is already in this pool").waitFor();
}

const hasFocus = (form: NewTaskPage, field: string): Promise<boolean> =>
  form.field(field).evaluate((control) => control === document.activeElement);

/** What is looked at before a creation takes a while, so that keys come in between. */
const slowCheck = (page: Page) =>
  page.route("**/api/duplicates", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });

const WITHDRAWN = /Not created: you edited the task/;

describe("the question before a creation", () => {
  it.each(["Shift+Enter", "Control+Enter"])(
    "%s: what is typed next goes into the form and creates nothing",
    async (keys) => {
      const { form, page } = await desk.visit();
      const title = `Typed on after ${keys}`;
      await askForDuplicate(form, page, title, keys);
      expect(await hasFocus(form, "note")).toBe(true);
      await page.keyboard.press("Control+Enter");
      await page.keyboard.press("Shift+Enter");
      await page.keyboard.type("a b c ");
      expect(await form.field("note").inputValue()).toBe("a b c ");
      await form.result.getByText(WITHDRAWN).waitFor();
      await page.keyboard.press("Control+Alt+Enter");
      expect(storedWith("title", title)).toBe(1);
    },
  );

  it("is confirmed by Ctrl+Alt+Enter unless the key is held down, and by no other key", async () => {
    const { form, page } = await desk.visit();
    const title = "Wanted twice";
    await askForDuplicate(form, page, title, "Control+Enter");
    await page.evaluate(() => {
      const held = { key: "Enter", ctrlKey: true, altKey: true, repeat: true, bubbles: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", held));
    });
    await page.keyboard.press("Space");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Control+Enter");
    await form.result.getByRole("button", { name: "Create duplicate" }).waitFor();
    expect(storedWith("title", title)).toBe(1);
    await page.keyboard.press("Control+Alt+Enter");
    await createdTaskId(form);
    expect(storedWith("title", title)).toBe(2);
  });

  it("is cancelled by Escape and by its button, and the focus returns to the field", async () => {
    const { form, page } = await desk.visit();
    const title = "Not wanted twice";
    await askForDuplicate(form, page, title, "Control+Enter");
    const confirm = form.result.getByRole("button", { name: "Create duplicate" });
    await page.keyboard.press("Escape");
    await confirm.waitFor({ state: "detached" });
    expect(await hasFocus(form, "note")).toBe(true);
    await page.keyboard.press("Control+Enter");
    await confirm.waitFor();
    await form.result.getByRole("button", { name: "Cancel" }).click();
    await confirm.waitFor({ state: "detached" });
    expect(await hasFocus(form, "note")).toBe(true);
    expect(storedWith("title", title)).toBe(1);
  });

  it("does not take the focus in production, and Space does not answer it", async () => {
    const { form, page } = await desk.visit();
    await asInProduction(page);
    await form.open(QUICK_POOL.id);
    await fill(form, "In production");
    await page.keyboard.press("Shift+Enter");
    await form.result.getByRole("button", { name: "Create in production" }).waitFor();
    expect(await hasFocus(form, "note")).toBe(true);
    await page.keyboard.press("Space");
    await form.result.getByText(WITHDRAWN).waitFor();
    expect(storedWith("title", "In production")).toBe(0);
    await page.keyboard.press("Shift+Enter");
    await form.result.getByRole("button", { name: "Create in production" }).click();
    await expect.poll(() => form.field("title").inputValue()).toBe("");
    // By default a task of production can be undone for three seconds.
    await form.result.getByRole("button", { name: "Undo" }).waitFor();
    expect(storedWith("title", "In production")).toBe(0);
    await expect.poll(() => storedWith("title", "In production"), { timeout: 60_000 }).toBe(1);
  });

  it("is asked in production once for a pool and a day, and names what it costs and who pays", async () => {
    const { form, page } = await desk.visit();
    await asInProduction(page);
    await form.open(QUICK_POOL.id);
    await fill(form, "First of today");
    await page.keyboard.press("Control+Enter");
    const question = form.result.getByRole("group", { name: "Question before the task is created" });
    await question.getByText(/in production: 1 general task for .*, pool 300; .*\$.*; account ./).waitFor();
    await page.keyboard.press("Control+Alt+Enter");
    await createdTaskId(form);
    await page.reload();
    await fill(form, "Second of today");
    await page.keyboard.press("Control+Enter");
    await createdTaskId(form);
    expect(storedWith("title", "Second of today")).toBe(1);
  });

  it("is not asked for a task that was changed right after the first was created", async () => {
    const { form, page } = await desk.visit();
    await form.open(QUICK_POOL.id);
    await fill(form, "Changed at once");
    await page.keyboard.press("Control+Enter");
    await createdTaskId(form);
    await page.keyboard.insertText("x");
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => storedWith("title", "Changed at once")).toBe(2);
  });

  it("keeps what is typed while the task is being created", async () => {
    const { form, page } = await desk.visit();
    await slowCheck(page);
    await form.open(QUICK_POOL.id);
    await fill(form, "On its way");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("typed meanwhile");
    await page.getByText("Your later changes are still in the form").waitFor();
    expect(await form.field("note").inputValue()).toBe("typed meanwhile");
    await expect.poll(() => storedWith("title", "On its way")).toBe(1);
    await page.reload();
    await form.field("note").waitFor();
    expect(await form.field("note").inputValue()).toBe("typed meanwhile");
  });
});

describe("a content that is typed again after it was created", () => {
  it("is another task, which is asked about", async () => {
    const { form, page } = await desk.visit();
    await slowCheck(page);
    await form.open(QUICK_POOL.id);
    await fill(form, "Typed again");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("x");
    await page.getByText("Your later changes are still in the form").waitFor();
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Shift+Enter");
    await form.result.getByText("The same content is already in this pool").waitFor();
    await page.keyboard.press("Control+Alt+Enter");
    await expect.poll(() => storedWith("title", "Typed again")).toBe(2);
  });
});

describe("a similar task", () => {
  it("is another one, also while the first is not yet created", async () => {
    const { form, page } = await desk.visit();
    // The answer does not wait for the outcome.
    await page.route("**/api/submissions?wait=1", (route) =>
      route.continue({ url: route.request().url().replace("wait=1", "wait=0") }),
    );
    desk.toloka!.intercept((method) => (method === "POST" ? { kind: "slow", ms: 3000 } : null));
    await form.open(QUICK_POOL.id);
    await fill(form, "Similar");
    await page.keyboard.press("Control+Enter");
    await form.result.getByRole("button", { name: "Create similar" }).click();
    await form.create.click();
    await form.result.getByText("The same content is already in this pool").waitFor();
    await page.keyboard.press("Control+Alt+Enter");
    await expect.poll(() => storedWith("title", "Similar"), { timeout: 60_000 }).toBe(2);
    desk.toloka!.intercept(null);
  });
});

describe("the question before a creation, for a picture that cannot be loaded", () => {
  const GONE = "https://nowhere.invalid/dog.jpg";
  const refused = (form: NewTaskPage) => form.result.getByText(/Couldn't load the image: .*; public access: .*host/i);

  it("is asked once for the same content, and gives the result of both checks", async () => {
    const { form, page } = await desk.visit();
    await form.open(SMALL_POOL);
    await form.field("image").fill(GONE);
    await form.create.click();
    await refused(form).waitFor();
    expect(storedWith("image", GONE)).toBe(0);
    await form.result.getByRole("button", { name: "Create anyway" }).click();
    await createdTaskId(form);
    expect(storedWith("image", GONE)).toBe(1);
    await form.result.getByRole("button", { name: "Create similar" }).click();
    await form.create.click();
    await form.result.getByRole("button", { name: "Create duplicate" }).waitFor();
    expect(await refused(form).count()).toBe(0);
    await page.keyboard.press("Escape");
    // Another content is another question.
    await form.field("note").fill("other");
    await form.create.click();
    await refused(form).waitFor();
  });

  it("uses the preview's results and loads nothing again", async () => {
    const { form, page } = await desk.visit();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await form.open(SMALL_POOL);
    await form.field("image").fill("https://nowhere.invalid/seen.jpg");
    await form.preview.getByText("In your browser: couldn't load").waitFor();
    await form.preview.getByText("Host not found").waitFor();
    await form.create.click();
    await refused(form).waitFor();
    expect(requests.filter((one) => one === "GET /seen.jpg")).toHaveLength(1);
    expect(requests.filter((one) => one === "POST /api/probe")).toHaveLength(1);
  });

  it("is not asked for a picture that the browser can load, or that takes too long to load", async () => {
    const { form, page } = await desk.visit();
    const loads = "https://example.com/only-here.jpg";
    await form.open(SMALL_POOL);
    await form.field("image").fill(loads);
    await form.create.click();
    await createdTaskId(form);
    await form.createAnother.click();
    await page.route("https://slow.invalid/**", () => {});
    await form.field("image").fill("https://slow.invalid/dog.jpg");
    await form.create.click();
    await createdTaskId(form);
    expect(storedWith("image", loads)).toBe(1);
    expect(storedWith("image", "https://slow.invalid/dog.jpg")).toBe(1);
  });
});
