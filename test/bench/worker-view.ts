import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { type JsonObject, parseJson } from "../../shared/values/json.ts";
import { launchBrowser, visit } from "../journey/browser.ts";
import { newTaskPage } from "../journey/new-task.ts";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { type Interface, publicInterfaces } from "../support/worker-view/interfaces.ts";
import { percentile } from "./load.ts";
import { tasksDuring } from "./main-threads.ts";

/**
 * `npm run bench:worker-view`: the worker's view of a usual interface, of the largest public one, and of one with 200 fields. From the
 * press that opens it to its first draw, and a key press in the form with the view and without: in processor time of the page's and
 * the frame's main threads, because other work on the machine does not count there, and as the page's clock has it.
 */
const { values } = parseArgs({ options: { openings: { type: "string", default: "5" } } });
const OPENINGS = Number(values.openings);
const OPEN_BUDGET_MS = 150;
const KEY_BUDGET_MS = 16.7;
const TEXT = "the quick brown fox jumps over the lazy dog";

const named = (name: string): Interface => publicInterfaces().find(([one]) => one === name)![1];
const configOf = ({ view_spec: { config } }: Interface): JsonObject => parseJson(String(config)) as JsonObject;
const wide: JsonObject = {
  view: {
    type: "view.list",
    items: Array.from({ length: 200 }, (_, at) => ({
      type: "field.radio-group",
      label: { type: "helper.join", items: [{ type: "data.input", path: "text" }, ` ${at}`] },
      data: { type: "data.output", path: `field_${at}` },
      options: ["a", "b", "c", "d", "e"].map((value) => ({ label: value, value })),
    })),
  },
};
const string = { type: "string", required: false, hidden: false };
const specsOf = (fields: Interface["input_spec"]): JsonObject => fields as unknown as JsonObject;
const pool = (id: string, of: Interface, field: string) => ({
  pool: {
    id,
    name: `Pool ${id}`,
    input_spec: specsOf(of.input_spec),
    output_spec: specsOf(of.output_spec),
    config: configOf(of),
  },
  field,
});
const CASES = {
  usual: pool("6001", named("intent-classification"), "query"),
  largest: pool("6002", named("films-links"), "request"),
  "200 fields": {
    pool: { id: "6003", name: "Wide", input_spec: { text: string }, output_spec: {}, config: wide },
    field: "text",
  },
};

const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
const median = (list: readonly number[]): number => percentile([...list], 0.5);

/** Opens the tab, and waits until the view was drawn. Milliseconds on the page's clock. */
async function open(page: Page): Promise<number> {
  await page.evaluate(() => {
    const done = new Promise<number>((resolve) => {
      let pressed = 0;
      addEventListener("pointerdown", ({ timeStamp }) => (pressed ||= timeStamp), { capture: true });
      const look = () => {
        const busy = document.querySelector("iframe")?.closest("[aria-busy]")?.getAttribute("aria-busy");
        if (busy === "false") resolve(performance.now() - pressed);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    Object.assign(globalThis, { done });
  });
  const tab = page.getByRole("tab", { name: "Worker's view" });
  await tab.hover();
  // So long a hand needs from the edge of a tab to the press.
  await page.waitForTimeout(150);
  await tab.click();
  return page.evaluate(() => (globalThis as unknown as { done: Promise<number> }).done);
}

const close = (page: Page): Promise<void> => page.getByRole("tab", { name: "Recent" }).click();

interface Opened {
  /** Of page and frame together. */
  processor: number;
  longest: number;
  clock: number;
}

async function openings(browser: Browser, page: Page): Promise<Opened[]> {
  const found: Opened[] = [];
  for (let turn = 0; turn <= OPENINGS; turn++) {
    let clock = 0;
    const threads = await tasksDuring(browser, page, async () => {
      clock = await open(page);
    });
    found.push({ processor: sum(threads.flat()), longest: Math.max(...threads.flat()), clock });
    await close(page);
    await page.waitForTimeout(300);
  }
  return found;
}

/** Processor time of a key press: of the page and the view together, and the longest task. */
async function keys(browser: Browser, page: Page, field: string): Promise<{ each: number; longest: number }> {
  const input = newTaskPage(page).field(field);
  await input.fill("");
  const threads = await tasksDuring(browser, page, async () => {
    for (const letter of TEXT) {
      await input.press(letter === " " ? "Space" : letter);
      // Longer than the form waits before it tells the view.
      await page.waitForTimeout(180);
    }
  });
  return { each: sum(threads.flat()) / TEXT.length, longest: Math.max(...threads.flat()) };
}

const toloka = await startFaultyToloka({ pools: Object.values(CASES).map((one) => one.pool) });
const desk = await startDesk({ toloka });
const browser = await launchBrowser();
const rows = [];
let within = true;
try {
  for (const [name, { pool, field }] of Object.entries(CASES)) {
    const { page, context } = await visit(browser, desk.url, { viewport: { width: 1920, height: 1080 } });
    await newTaskPage(page).open(pool.id);
    // The warnings of the interface are worked out after a second.
    await page.waitForTimeout(2500);
    const without = await keys(browser, page, field);
    const [first, ...later] = await openings(browser, page);
    await open(page);
    await page.waitForTimeout(2500);
    const beside = await keys(browser, page, field);
    const more = beside.each - without.each;
    within &&= first!.processor <= OPEN_BUDGET_MS && more <= KEY_BUDGET_MS;
    rows.push({
      interface: name,
      "first opening, processor ms": first!.processor.toFixed(0),
      "clock ms": first!.clock.toFixed(0),
      "later openings, processor ms": median(later.map(({ processor }) => processor)).toFixed(0),
      "clock ms ": median(later.map(({ clock }) => clock)).toFixed(0),
      "longest task": Math.max(first!.longest, ...later.map(({ longest }) => longest)).toFixed(0),
      "key without": without.each.toFixed(1),
      "key with": beside.each.toFixed(1),
      more: more.toFixed(1),
      "longest task of a key": beside.longest.toFixed(1),
    });
    await context.close();
  }
  console.table(rows);
  process.exitCode = within ? 0 : 1;
} finally {
  await browser.close();
  await desk.remove();
  await toloka.close();
}
