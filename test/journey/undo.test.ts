import type { BrowserContext, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { QUICK_POOL } from "../support/toloka/large-pools.ts";
import { until } from "../support/until.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { createdTaskId, type NewTaskPage } from "./new-task.ts";

const desk = startDeskInBrowser([QUICK_POOL]);

const stored = (title: string): number =>
  desk.toloka.store.tasks.filter(({ input_values }) => (input_values as { title?: string } | null)?.title === title)
    .length;

interface Listed {
  operation_id: string;
  status: string;
}
async function submissions(title: string): Promise<Listed[]> {
  const { body } = await desk.call("GET", `/api/submissions?q=${encodeURIComponent(title)}`);
  return (body as unknown as { items: Listed[] }).items;
}

/** What the operator has chosen in the settings. */
const undoFor = (context: BrowserContext, seconds: number) =>
  context.addInitScript((chosen) => localStorage.setItem("task-desk:undo-seconds", String(chosen)), seconds);

async function type(form: NewTaskPage, title: string): Promise<void> {
  await form.field("title").fill(title);
  await form.field("count").fill("7");
  await form.field("note").fill(`about ${title}`);
}

const contentOf = (form: NewTaskPage): Promise<string[]> =>
  Promise.all(["title", "count", "note"].map((field) => form.field(field).inputValue()));

const undo = (form: NewTaskPage) => form.result.getByRole("button", { name: "Undo" });

async function visitWithUndo(seconds: number): Promise<{ form: NewTaskPage; page: Page; context: BrowserContext }> {
  const visit = await desk.visitAlone();
  await undoFor(visit.context, seconds);
  // The longest delay that the server takes gives a slow machine the time to undo.
  await visit.context.route("**/api/submissions?*delay=5*", (route) =>
    route.continue({ url: route.request().url().replace("delay=5", "delay=10") }),
  );
  await visit.form.open(QUICK_POOL.id);
  return visit;
}

describe("undo", () => {
  it("takes a task back before it is sent; created again, it is sent once", async () => {
    const { form, page } = await visitWithUndo(5);
    await type(form, "Taken back");
    await page.keyboard.press("Control+Enter");
    await undo(form).click();
    await form.result.getByText("Undone. Nothing was sent.").waitFor();
    expect(await contentOf(form)).toEqual(["Taken back", "7", "about Taken back"]);
    expect(await form.field("note").evaluate((control) => control === document.activeElement)).toBe(true);
    expect((await submissions("Taken")).map(({ status }) => status)).toEqual(["cancelled"]);
    await page.keyboard.press("Control+Enter");
    await createdTaskId(form);
    expect(stored("Taken back")).toBe(1);
    expect(new Set((await submissions("Taken")).map(({ operation_id }) => operation_id)).size).toBe(2);
  });

  it("restores the form after Shift+Enter by Ctrl+Alt+Z, and what was typed since can be brought back", async () => {
    const { form, page } = await visitWithUndo(5);
    await page.getByRole("radio", { name: "Control" }).check();
    await form.task
      .getByLabel(/^result/)
      .first()
      .fill("right");
    await type(form, "Restored");
    await page.keyboard.press("Shift+Enter");
    await expect.poll(() => contentOf(form)).toEqual(["", "", ""]);
    await page.keyboard.type("The next one");
    await page.keyboard.press("Control+Alt+z");
    await form.result.getByText("Undone. Nothing was sent.").waitFor();
    expect(await contentOf(form)).toEqual(["Restored", "7", "about Restored"]);
    expect(await page.getByRole("radio", { name: "Control" }).isChecked()).toBe(true);
    expect(
      await form.task
        .getByLabel(/^result/)
        .first()
        .inputValue(),
    ).toBe("right");
    await form.task.getByRole("button", { name: /^(?:Undo|Bring back)/ }).click();
    expect(await form.field("title").inputValue()).toBe("The next one");
    expect(stored("Restored")).toBe(0);
  });

  it("leaves a task alone whose page is closed: it is created when its time has come", async () => {
    const { form, page, context } = await visitWithUndo(3);
    await type(form, "Closed");
    await page.keyboard.press("Control+Enter");
    await undo(form).waitFor();
    expect(stored("Closed")).toBe(0);
    await page.close();
    await until("the task to be created", () => stored("Closed") === 1);
    expect(context.pages()).toHaveLength(0);
  });

  it("says when it comes too late", async () => {
    const { form, page } = await visitWithUndo(3);
    await page.route("**/api/submissions/*/cancel", async (route) => {
      await until("the task to be created", () => stored("Too late") === 1);
      await route.continue();
    });
    await type(form, "Too late");
    await page.keyboard.press("Control+Enter");
    await undo(form).click();
    await form.result.getByText("Too late to undo").waitFor({ timeout: 60_000 });
    await form.result.getByRole("button", { name: "Stop assigning" }).waitFor();
    expect(await form.field("title").inputValue()).toBe("Too late");
    expect(stored("Too late")).toBe(1);
  });

  it("is there again after a reload, which says that the task was submitted before", async () => {
    const { form, page } = await visitWithUndo(5);
    await type(form, "Reloaded");
    await page.keyboard.press("Control+Enter");
    await undo(form).waitFor();
    await page.reload();
    await form.result.getByText("submitted before the page closed").waitFor();
    await undo(form).click();
    await form.result.getByText("Undone. Nothing was sent.").waitFor();
    expect(await form.field("title").inputValue()).toBe("Reloaded");
    expect(stored("Reloaded")).toBe(0);
  });
});

describe("a page that is closed while its task is being created", () => {
  it("explains the draft that comes back, and starts the next", async () => {
    const { form, page } = await visitWithUndo(0);
    let release = (): void => {};
    const reloaded = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/api/submissions?*", async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      await route.fetch();
      await reloaded;
      // The page that asked is gone.
      await route.abort().catch(() => undefined);
    });
    await type(form, "Meanwhile");
    await page.keyboard.press("Control+Enter");
    await until("the task to be created", () => stored("Meanwhile") === 1);
    await page.reload();
    release();
    await form.result.getByText("This task was created before the page closed.").waitFor();
    await form.created.waitFor();
    await page.keyboard.press("Control+Enter");
    await expect.poll(() => contentOf(form)).toEqual(["", "", ""]);
    expect(await form.field("title").evaluate((control) => control === document.activeElement)).toBe(true);
    expect(stored("Meanwhile")).toBe(1);
  });
});
