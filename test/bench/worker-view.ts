import { parseArgs } from "node:util";
import type { Browser, CDPSession, Page } from "playwright-core";
import { type JsonObject, parseJson } from "../../shared/values/json.ts";
import { launchBrowser, visit } from "../journey/browser.ts";
import { newTaskPage } from "../journey/new-task.ts";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { type Interface, publicInterfaces } from "../support/worker-view/interfaces.ts";
import { percentile } from "./measure/load.ts";
import { tasksDuring } from "./measure/main-threads.ts";

/**
 * `npm run bench:worker-view`: the worker's view of a usual interface, of the largest public one, and of one with 200 fields. From the
 * press that opens it to its first draw, and a key press in the form with the view and without: in processor time of the page's and
 * the frame's main threads, because other work on the machine does not count there, and as the page's clock has it.
 */
const { values } = parseArgs({ options: { openings: { type: "string", default: "3" } } });
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

/** From the press on the tab until the view is drawn, on the page's clock. */
async function press(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const tab = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find(
      (one) => one.textContent === "Worker's view",
    )!;
    const pressed = performance.now();
    tab.click();
    const isDrawn = () => document.querySelector("iframe")?.closest('[aria-busy="false"]') != null;
    while (!isDrawn()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - pressed;
  });
}

/** So long a hand needs from the edge of a tab to the press, in milliseconds. */
const HAND_MS = 200;

/** Opens the view of a new form. `pointer`: as with a mouse, which is on the tab before. */
async function opening(browser: Browser, url: string, id: string, pointer: boolean): Promise<Opened> {
  const { page, context } = await visit(browser, url, { viewport: { width: 1920, height: 1080 } });
  await newTaskPage(page).open(id);
  // The warnings of the interface are worked out after a second.
  await page.waitForTimeout(1500);
  if (pointer) {
    await page.getByRole("tab", { name: "Worker's view" }).hover();
    await page.waitForTimeout(HAND_MS);
  }
  let clock = 0;
  const threads = await tasksDuring(browser, page, async () => {
    clock = await press(page);
  });
  await context.close();
  return { processor: sum(threads.flat()), longest: Math.max(...threads.flat()), clock };
}

interface Opened {
  /** Of the main threads of page and frame together. */
  processor: number;
  longest: number;
  clock: number;
}

/** What a main thread has spent on tasks, in milliseconds of processor time. */
async function meter(session: CDPSession): Promise<() => Promise<number>> {
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
}

/** Processor time of a key press in the form, for each main thread. */
async function keys(page: Page, field: string, meters: (() => Promise<number>)[]): Promise<number[]> {
  const input = newTaskPage(page).field(field);
  await input.fill("");
  const read = () => Promise.all(meters.map((one) => one()));
  const before = await read();
  for (const letter of TEXT) {
    await input.press(letter === " " ? "Space" : letter);
    await page.waitForTimeout(120);
  }
  return (await read()).map((ms, at) => (ms - before[at]!) / TEXT.length);
}

async function typing(browser: Browser, url: string, id: string, field: string) {
  const { page, context } = await visit(browser, url, { viewport: { width: 1920, height: 1080 } });
  await newTaskPage(page).open(id);
  await page.waitForTimeout(1500);
  const ofPage = await meter(await context.newCDPSession(page));
  const [without = 0] = await keys(page, field, [ofPage]);
  await press(page);
  await page.waitForTimeout(2500);
  const frame = page.frames().find((one) => one.url().includes("/worker-view/"))!;
  const ofFrame = await meter(await context.newCDPSession(frame));
  const [beside = 0, drawing = 0] = await keys(page, field, [ofPage, ofFrame]);
  await context.close();
  return { without, beside, drawing };
}

const toloka = await startFaultyToloka({ pools: Object.values(CASES).map((one) => one.pool) });
const desk = await startDesk({ toloka });
const browser = await launchBrowser();
console.log("Milliseconds: processor time of main threads, and the page's clock.");
let within = true;
try {
  for (const [name, { pool, field }] of Object.entries(CASES)) {
    const several = async (pointer: boolean) => {
      const all: Opened[] = [];
      for (let turn = 0; turn < OPENINGS; turn++) all.push(await opening(browser, desk.url, pool.id, pointer));
      return all;
    };
    const near = await several(true);
    const cold = await several(false);
    const { without, beside, drawing } = await typing(browser, desk.url, pool.id, field);
    const processor = median(near.map((one) => one.processor));
    within &&= processor <= OPEN_BUDGET_MS && beside - without <= KEY_BUDGET_MS;
    console.log(name, {
      "opening, pointer on the tab": processor.toFixed(0),
      "longest task": Math.max(...near.map(({ longest }) => longest)).toFixed(0),
      clock: median(near.map((one) => one.clock)).toFixed(0),
      "opening at once": median(cold.map((one) => one.processor)).toFixed(0),
      "clock ": median(cold.map((one) => one.clock)).toFixed(0),
      "key without": without.toFixed(1),
      "key with": beside.toFixed(1),
      more: (beside - without).toFixed(1),
      "in the frame": drawing.toFixed(1),
    });
  }
  process.exitCode = within ? 0 : 1;
} finally {
  await browser.close();
  await desk.remove();
  await toloka.close();
}
