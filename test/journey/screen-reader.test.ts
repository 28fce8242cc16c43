import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { startDeskInBrowser } from "./desk-in-browser.ts";

const desk = startDeskInBrowser();

/** The lines of the accessibility tree that must be there, in this order. Between them there may be others. */
async function expectTree(of: Locator, ...lines: (string | RegExp)[]): Promise<void> {
  const tree = (await of.ariaSnapshot()).split("\n").map((line) => line.trim().replace(/^- /, ""));
  let from = 0;
  for (const line of lines) {
    const at = tree.findIndex(
      (one, index) => index >= from && (typeof line === "string" ? one.startsWith(line) : line.test(one)),
    );
    expect([String(line), at >= 0, at >= 0 ? "" : tree.slice(from).join("\n")]).toEqual([String(line), true, ""]);
    from = at + 1;
  }
}

it("a sample task is created by keyboard from the first visit on, and every page has the names and roles for it", async () => {
  const { page, form } = await desk.visit({ viewport: { width: 1280, height: 900 } });
  await page.goto("/");
  await page.getByRole("link", { name: "Brown dog" }).waitFor();
  await page.getByText("$100.25").waitFor();
  await expectTree(
    page.locator("body"),
    'link "Skip to the page"',
    "banner",
    'navigation "Pages"',
    'link "Home"',
    'link "Submissions"',
    "main",
    'heading "Home" [level=1]',
    'combobox "Pool"',
    'region "Create a sample task"',
    'heading "Create a sample task" [level=2]',
    'link "Brown dog"',
    'region "Recent pools"',
    'region "Connection"',
  );

  await page.getByRole("combobox", { name: "Pool" }).focus();
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press("Tab");
    if (await page.getByRole("link", { name: "Brown dog" }).evaluate((link) => link === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
  await form.preview.getByText(/\d+ × \d+/).waitFor();
  await expectTree(
    page.getByRole("main"),
    'heading "New task" [level=1]',
    'region "Pool 1080020"',
    /^heading "Cats vs dogs.*\[level=2\]/,
    'button "Change pool"',
    'region "Task"',
    'radiogroup "Task type"',
    'radio "General" [checked]',
    'textbox "image"',
    /pictures\/dog\.png/,
    'region "Preview"',
    'tablist "',
    'tab "Recent" [selected]',
    /^button "Create and next/,
    /^button "Create task/,
  );
  // A live region has to be there before its content is.
  expect(await form.result.getAttribute("aria-live")).toBe("polite");
  expect(await form.result.evaluate((region) => [getComputedStyle(region).display, region.textContent])).toEqual([
    "grid",
    "",
  ]);

  await page.keyboard.press("Control+Enter");
  await form.created.waitFor({ timeout: 60_000 });
  await expectTree(
    form.result,
    /Created/,
    /^code: [0-9a-f]{10}--[0-9a-f]{24}/,
    /created \d\d:\d\d:\d\d, overlap 3/,
    'button "Stop assigning"',
    'button "Create similar"',
    'link "Open"',
  );

  const open = form.result.getByRole("link", { name: "Open" });
  await open.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Submission", exact: true }).waitFor();
  await page.getByText("Read the task").waitFor();
  await expectTree(
    page.getByRole("main"),
    'heading "Submissions" [level=1]',
    /^searchbox/,
    'tablist "Submissions by status"',
    /^tab "All.*\[selected\]/,
    "table",
    'columnheader "Content"',
    'columnheader "Status"',
    /^row .*dog\.png.*Created/,
    'heading "Submission" [level=2]',
    'button "Close"',
    'link "Create similar"',
    'button "Stop assigning"',
    'heading "Activity" [level=3]',
    "list",
  );
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  expect(focused).toContain("Submission");
});
