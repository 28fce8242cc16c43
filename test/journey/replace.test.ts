import { describe, expect, it } from "vitest";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { until } from "../support/until.ts";
import { startDeskInBrowser } from "./desk-in-browser.ts";
import { createdTaskId, newTaskPage } from "./new-task.ts";

const desk = startDeskInBrowser([]);

const stored = (image: string) =>
  desk.toloka.store.tasks.filter(
    ({ input_values }) => (input_values as { image?: string } | null)?.image === image,
  ) as unknown as { id: string; overlap: number }[];

let count = 0;
const another = (): string => `https://example.com/replaced-${++count}.jpg`;

/** Creates a task through the API; resolves to its submission's id. */
async function created(image: string): Promise<string> {
  const operation_id = crypto.randomUUID();
  await desk.call("POST", "/api/submissions?wait=5", {
    task: { pool_id: SMALL_POOL, input_values: { image } },
    parameters: { operation_id, async_mode: true },
  });
  expect(stored(image)).toHaveLength(1);
  return operation_id;
}

describe("correct and replace", () => {
  it("stops the old task once the new one exists, also when the page was reloaded before", async () => {
    const { form, page } = await desk.visit();
    const [wrong, right] = [another(), another()];
    const old = await created(wrong);
    await form.open(SMALL_POOL, `?replaces=${old}`);
    await page.getByText(`Replaces task ${stored(wrong)[0]!.id}`).waitFor();
    await form.field("image").fill(right);
    await form.draftSaved.waitFor();
    await page.reload();
    await page.getByText(`Replaces task ${stored(wrong)[0]!.id}`).waitFor();
    expect(await form.field("image").inputValue()).toBe(right);
    await form.create.click();
    await createdTaskId(form);
    await until("the old task to be stopped", () => stored(wrong)[0]!.overlap === 0);
    expect(stored(right)).toHaveLength(1);
    expect(stored(right)[0]!.overlap).not.toBe(0);

    // The next task replaces nothing.
    await page.getByText(/^Replaces/).waitFor({ state: "detached" });
    await form.createAnother.click();
    const next = another();
    await form.field("image").fill(next);
    await form.create.click();
    await createdTaskId(form);
    const { body } = await desk.call("GET", `/api/submissions?q=${stored(next)[0]!.id}`);
    expect((body as unknown as { items: { replaces: unknown }[] }).items[0]!.replaces).toBeNull();
  });

  it("creates one task and stops one when two tabs have the same draft", async () => {
    const { form, context } = await desk.visit();
    const [wrong, right] = [another(), another()];
    const old = await created(wrong);
    await form.open(SMALL_POOL, `?replaces=${old}`);
    await form.field("image").fill(right);
    await form.draftSaved.waitFor();
    const other = newTaskPage(await context.newPage());
    await other.open(SMALL_POOL);
    await other.task.getByText(/^Replaces task/).waitFor();
    await Promise.all([form.create.click(), other.create.click()]);
    await Promise.all([createdTaskId(form), createdTaskId(other)]);
    await until("the old task to be stopped", () => stored(wrong)[0]!.overlap === 0);
    expect(stored(right)).toHaveLength(1);
  });

  it("is cancelled on request or by undoing the prefill, also after a reload", async () => {
    const { form, page } = await desk.visit();
    const [first, second] = [another(), another()];
    const old = await created(first);
    await form.open(SMALL_POOL);
    await form.field("image").fill(second);
    await form.draftSaved.waitFor();
    const notice = page.getByText(/^Replaces/);
    await form.open(SMALL_POOL, `?replaces=${old}`);
    await notice.waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await notice.waitFor({ state: "detached" });
    expect(await form.field("image").inputValue()).toBe(second);
    await form.open(SMALL_POOL, `?replaces=${old}`);
    await notice.waitFor();
    await page.getByRole("button", { name: "Create as a separate task" }).click();
    await notice.waitFor({ state: "detached" });
    await page.reload();
    await form.field("image").fill(second);
    expect(await notice.count()).toBe(0);
    await form.create.click();
    await createdTaskId(form);
    expect(stored(second)).toHaveLength(1);
    expect(stored(first)[0]!.overlap).not.toBe(0);
  });
});
