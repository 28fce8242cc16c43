import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { LISTS_POOL } from "../support/toloka/large-pools.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import type { NewTaskPage } from "./new-task.ts";

const desk = startDeskInBrowser([LISTS_POOL]);

interface Opened {
  name: string;
  pool: string;
  fill: (form: NewTaskPage) => Promise<void>;
  /** Opens the dialog. Resolves to the control to press keys in, or to `null` for the focused one. */
  open: (page: Page, form: NewTaskPage) => Promise<Locator | null>;
}

let filled = 0;
/** Another title each time, so that no task is a duplicate. */
const title = (form: NewTaskPage): Promise<void> => form.field("title").fill(`Behind a dialog ${++filled}`);
const opened = (page: Page, name: string) => page.getByRole("dialog", { name });

const submissionsIn = async (pool: string): Promise<number> => {
  const { body } = await desk.call("GET", `/api/submissions?pool_id=${pool}&limit=200`);
  return (body as unknown as { items: unknown[] }).items.length;
};

const DIALOGS: Opened[] = [
  {
    name: "Paste column",
    pool: LISTS_POOL.id,
    fill: title,
    open: async (page) => {
      await page.getByRole("button", { name: "Paste column into words" }).click();
      await page.getByRole("textbox", { name: /^Column for words/ }).fill("one\ntwo");
      return page.getByRole("textbox", { name: /^Column for words/ });
    },
  },
  {
    name: "Paste a task",
    pool: LISTS_POOL.id,
    fill: title,
    open: async (page) => {
      await page.getByRole("button", { name: "Paste a task" }).click();
      return opened(page, "Paste a task").getByRole("textbox");
    },
  },
  {
    name: "Templates",
    pool: LISTS_POOL.id,
    fill: title,
    open: async (page) => {
      await page.getByRole("button", { name: "Templates" }).click();
      return opened(page, "Templates").getByRole("textbox");
    },
  },
  {
    name: "Search",
    pool: LISTS_POOL.id,
    fill: title,
    open: async (page) => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type("nothing has this name");
      return opened(page, "Search").getByRole("combobox");
    },
  },
  {
    name: "Keyboard shortcuts",
    pool: LISTS_POOL.id,
    fill: title,
    open: async (page) => {
      await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
      return opened(page, "Keyboard shortcuts").getByRole("checkbox");
    },
  },
  {
    name: "the enlarged picture",
    pool: SMALL_POOL,
    fill: (form) => form.field("image").fill("https://example.com/enlarged.png"),
    open: async (page, form) => {
      await form.preview.getByRole("button", { name: /^Enlarge/ }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Zoom in" }).waitFor();
      return null;
    },
  },
];

describe("the keys that create a task", () => {
  it.each(DIALOGS)("do nothing in $name", async ({ pool, fill, open }) => {
    const { form, page } = await desk.visit();
    await form.open(pool);
    await fill(form);
    const before = await submissionsIn(pool);
    const control = await open(page, form);
    for (const keys of ["Control+Shift+Enter", "Control+Alt+Enter", "Shift+Enter", "Control+Enter"])
      await (control === null ? page.keyboard.press(keys) : control.press(keys));
    // Long enough for a creation to be sent: before it, the page only looks for duplicates.
    await page.waitForTimeout(500);
    expect(await form.result.getByText(/Sending|created|already/).count()).toBe(0);
    expect(await submissionsIn(pool)).toBe(before);
  });
});

describe("a dialog that is still being loaded", () => {
  it("already keeps its key presses from the form", async () => {
    const { form, page } = await desk.visit();
    await form.open(LISTS_POOL.id);
    await title(form);
    const before = await submissionsIn(LISTS_POOL.id);
    let release = (): void => {};
    const loaded = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/assets/paste-dialog*.js", async (route) => {
      await loaded;
      await route.continue();
    });
    await page.getByRole("button", { name: "Paste a task" }).click();
    await page.keyboard.press("Control+Enter");
    release();
    await opened(page, "Paste a task").getByRole("textbox").waitFor();
    expect(await submissionsIn(LISTS_POOL.id)).toBe(before);
  });
});

describe("Ctrl+Enter in the place to paste a column", () => {
  it("adds the items", async () => {
    const { form, page } = await desk.visit();
    await form.open(LISTS_POOL.id);
    const column = await DIALOGS[0]!.open(page, form);
    await column!.press("Control+Enter");
    await expect
      .poll(() => form.task.getByRole("textbox", { name: "words item 2", exact: true }).inputValue())
      .toBe("two");
  });
});
