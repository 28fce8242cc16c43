import { expect, it } from "vitest";
import { QUICK_POOL, WIDE_POOL } from "../../support/toloka/large-pools.ts";
import { startDeskInBrowser } from "../desk-in-browser.ts";
import { watchDraws } from "../draw-counts.ts";

const desk = startDeskInBrowser([WIDE_POOL, QUICK_POOL]);
/** Longer than the pause after which the task is put together and the field's check is shown. */
const SETTLED_MS = 1500;

/** The components that are drawn for ten letters in a field, until all has settled. */
async function drawnForTyping(poolId: string, field: string): Promise<number> {
  const { form, page } = await desk.visit();
  const countDraws = await watchDraws(page);
  await form.open(poolId);
  await form.field(field).focus();
  await page.keyboard.type("a");
  await page.waitForTimeout(SETTLED_MS);
  return countDraws(async () => {
    await page.keyboard.type("bcdefghijk", { delay: 30 });
    await page.waitForTimeout(SETTLED_MS);
  });
}

it("a key press draws as many components in a form of 200 fields as in one of three", async () => {
  const few = await drawnForTyping(QUICK_POOL.id, "note");
  const many = await drawnForTyping(WIDE_POOL.id, "field_101");
  expect(few).toBeGreaterThan(0);
  expect(many).toBeLessThanOrEqual(few + 20);
});

it("a key press lets the browser's autofill look at the controls of its field only, and Enter submits nothing", async () => {
  const { form, page } = await desk.visit();
  await form.open(WIDE_POOL.id);
  const field = form.field("field_101");
  const controls = await field.evaluate((control) => (control as HTMLInputElement).form?.elements.length ?? -1);
  expect(controls).toBeGreaterThan(0);
  expect(controls).toBeLessThan(5);
  await field.fill("text");
  const before = page.url();
  await field.press("Enter");
  expect(page.url()).toBe(before);
  expect((await field.inputValue()).trim()).toBe("text");
});
