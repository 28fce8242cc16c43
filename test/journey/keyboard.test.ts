import { describe, expect, it } from "vitest";
import { QUICK_POOL } from "../support/toloka/large-pools.ts";
import { until } from "../support/until.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";

const desk = startDeskInBrowser([QUICK_POOL]);

describe("the keyboard", () => {
  it("creates twenty tasks one after another, with Tab between fields and Shift+Enter after each task", async () => {
    const { form, page } = await desk.visit();
    await form.open(QUICK_POOL.id);
    // Nothing is pressed between the choice of the pool and the first letter, nor between a task and the next.
    await until("the focus to be on the first field", () =>
      form.field("title").evaluate((field) => field === document.activeElement),
    );
    for (let index = 1; index <= 20; index++) {
      await page.keyboard.type(`Task ${index}`);
      await page.keyboard.press("Tab");
      await expect
        .poll(() => form.field("count").evaluate((field) => field.contains(document.activeElement)))
        .toBe(true);
      await page.keyboard.type(String(index));
      await page.keyboard.press("Tab");
      await page.keyboard.type(`note ${index}`);
      await page.keyboard.press("Shift+Enter");
      await until(`task ${index} to have left the form`, async () => (await form.field("title").inputValue()) === "");
      await until("the focus to be on the first field", () =>
        form.field("title").evaluate((field) => field === document.activeElement),
      );
    }
    await until("all of them to exist", () => desk.toloka.store.tasks.length === 20);
    const titles = desk.toloka.store.tasks.map(({ input_values }) => (input_values as { title: string }).title);
    expect(new Set(titles)).toEqual(new Set(Array.from({ length: 20 }, (_item, index) => `Task ${index + 1}`)));
  });

  it("reaches and leaves every control of the page by Tab", async () => {
    const { form, page } = await desk.visit();
    await form.open(QUICK_POOL.id);
    let reached = 0;
    let returned = false;
    for (let presses = 0; presses < 120 && !returned; presses++) {
      await page.keyboard.press("Tab");
      // Marked on the page: controls that come later change the others' positions.
      returned = await page.evaluate(() => {
        const active = document.activeElement;
        if (active === null || active === document.body) return false;
        const before = active.hasAttribute("data-reached");
        active.setAttribute("data-reached", "");
        return before;
      });
      reached += 1;
    }
    expect(returned).toBe(true);
    expect(reached).toBeGreaterThan(8);
  });

  it("opens with Ctrl+K a list of pages and pools that marks the active choice and returns the focus", async () => {
    const { form, page } = await desk.visit();
    await form.open(QUICK_POOL.id);
    await form.field("title").focus();
    await page.keyboard.press("Control+k");
    const box = page.getByRole("dialog", { name: "Search" }).getByRole("combobox");
    await box.waitFor();
    const meant = () =>
      box.evaluate((input) => document.getElementById(input.getAttribute("aria-activedescendant") ?? "")?.textContent);
    await expect.poll(meant).toMatch(/New task/);
    await page.keyboard.press("ArrowDown");
    expect(await meant()).toMatch(/Submissions/);
    await page.keyboard.press("Escape");
    await box.waitFor({ state: "detached" });
    await expect.poll(() => form.field("title").evaluate((control) => control === document.activeElement)).toBe(true);

    await page.keyboard.press("Control+k");
    await box.waitFor();
    await page.keyboard.type("three fi");
    await expect.poll(meant).toMatch(/Three fields/);
    await page.keyboard.press("Control+a");
    await page.keyboard.type("submiss");
    await expect.poll(meant).toMatch(/Submissions/);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/submissions");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("has the first empty field after C on another page, and after going back, although the form is there at once", async () => {
    const { form, page } = await desk.visit();
    await form.open(QUICK_POOL.id);
    const inTitle = () =>
      until("the focus to be on the first field", () =>
        form.field("title").evaluate((field) => field === document.activeElement),
      );
    await inTitle();
    const submissions = page.getByRole("link", { name: "Submissions" });
    const heading = page.getByRole("heading", { name: "Submissions" });
    const toSubmissions = async () => {
      await submissions.click();
      await until("the focus to be on the heading", () => heading.evaluate((one) => one === document.activeElement));
    };
    await toSubmissions();
    await page.keyboard.press("c");
    await form.task.waitFor();
    await inTitle();
    await toSubmissions();
    await page.goBack();
    await form.task.waitFor();
    await inTitle();
    expect(new URL(page.url()).pathname).toBe(`/pools/${QUICK_POOL.id}/new`);
  });

  it("opens the list of shortcuts with ?, but not while a field has the focus", async () => {
    const { form, page } = await desk.visit();
    await form.open(QUICK_POOL.id);
    await form.field("title").fill("");
    await form.field("title").pressSequentially("c/?");
    expect(await form.field("title").inputValue()).toBe("c/?");
    expect(await page.getByRole("dialog").count()).toBe(0);
    await form.field("title").blur();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor({ state: "hidden" });
  });

  it("Alt+P keeps the value of the field that has the focus for the next task, or no longer", async () => {
    const { form, page } = await desk.visit();
    await form.open(QUICK_POOL.id);
    const pin = page.getByRole("button", { name: "Keep title for the next task" });
    await form.field("title").focus();
    await page.keyboard.press("Alt+KeyP");
    expect(await pin.getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Alt+KeyP");
    expect(await pin.getAttribute("aria-pressed")).toBe("false");
    await page.getByRole("radio", { name: "Control" }).focus();
    await page.keyboard.press("Alt+KeyP");
    expect(await page.getByRole("button", { name: /^Keep/, pressed: true }).count()).toBe(0);
  });
});
