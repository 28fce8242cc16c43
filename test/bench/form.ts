import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, visit } from "../journey/browser.ts";
import { createdTaskId, newTaskPage } from "../journey/new-task.ts";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { QUICK_POOL, WIDE_POOL } from "../support/toloka/large-pools.ts";
import { percentile } from "./measure/load.ts";

/**
 * `npm run bench:form`: from a key press to the frame that shows it, typing into a field in the middle of a form of 200
 * with live checks, and on an empty page with one input; from the address to a form that can be typed into, by a browser
 * that never was there and by one that was; and the memory of a tab in which one creation follows another
 * (`-- --creates 500`). The browser itself takes the times.
 */
const { values } = parseArgs({ options: { creates: { type: "string", default: "500" } } });
const creates = Number(values.creates);

const KEYS = 200;
const BUDGET_MS = 16.7;
const OPENINGS = 10;
const READINGS = 5;

/** Times each key from its event to the task after the next frame, in the page. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { keyTimes: times });
    addEventListener(
      "keydown",
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - timeStamp);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
}

async function typeAndTime(page: Page): Promise<number[]> {
  await watchKeys(page);
  const text = "the quick brown fox jumps over the lazy dog ".repeat(10);
  for (let index = 0; index < KEYS; index++) {
    await page.keyboard.press(text[index] === " " ? "Space" : text[index]!);
    await page.waitForFunction(
      (count) => (globalThis as unknown as { keyTimes: number[] }).keyTimes.length >= count,
      index + 1,
    );
  }
  const times = await page.evaluate(() => (globalThis as unknown as { keyTimes: number[] }).keyTimes);
  // The first presses warm the engine up; on an empty page as well.
  return times.slice(20);
}

/** Milliseconds from the address to a form that can be typed into. */
async function openingTime(page: Page): Promise<number> {
  await newTaskPage(page).open(QUICK_POOL.id);
  return page.evaluate(() => performance.now());
}

async function measureOpenings(browser: Browser, url: string): Promise<void> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let turn = 0; turn < OPENINGS; turn++) {
    const { page, context } = await visit(browser, url);
    cold.push(await openingTime(page));
    // The second visit lets the browser store the compiled script.
    await openingTime(page);
    warm.push(await openingTime(page));
    await context.close();
  }
  show("form usable, first visit ", cold);
  show("form usable, third visit ", warm);
}

/** Megabytes of the page's JavaScript values after the garbage was collected, and how many nodes the document has. */
async function sizeOf(page: Page): Promise<{ megabytes: number; nodes: number }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  const { nodes } = await cdp.send("Memory.getDOMCounters");
  await cdp.detach();
  return { megabytes: usedSize / 1e6, nodes };
}

async function measureMemory(browser: Browser, url: string): Promise<void> {
  const { page, context } = await visit(browser, url);
  const form = newTaskPage(page);
  await form.open(QUICK_POOL.id);
  const rows = [];
  for (let created = 0; created <= creates; created++) {
    if (created % Math.ceil(creates / READINGS) === 0) {
      const { megabytes, nodes } = await sizeOf(page);
      rows.push({ creates: created, "heap MB": megabytes.toFixed(1), nodes });
    }
    await form.field("title").fill(`Created in one tab ${created}`);
    await form.field("count").fill("1");
    await form.field("note").focus();
    await page.keyboard.press("Control+Enter");
    await createdTaskId(form);
    await form.createAnother.click();
  }
  console.table(rows);
  await context.close();
}

const show = (name: string, times: number[]): void =>
  console.log(`${name}  p50 ${percentile(times, 0.5).toFixed(1)} ms   p95 ${percentile(times, 0.95).toFixed(1)} ms`);

const toloka = await startFaultyToloka({ pools: [WIDE_POOL, QUICK_POOL] });
const desk = await startDesk({ toloka });
const browser = await launchBrowser();
try {
  const empty = await visit(browser, desk.url);
  await empty.page.setContent("<label>Text <input autofocus></label>");
  await empty.page.getByRole("textbox").focus();
  const bare = await typeAndTime(empty.page);
  await empty.context.close();

  const wide = await visit(browser, desk.url);
  const form = newTaskPage(wide.page);
  await form.open(WIDE_POOL.id);
  await form.field("field_101").focus();
  const typed = await typeAndTime(wide.page);
  await wide.context.close();

  show("key press, empty page    ", bare);
  show("key press, 200-field form", typed);
  const more = percentile(typed, 0.95) - percentile(bare, 0.95);
  console.log(`p95 is ${more.toFixed(1)} ms more than an empty page's (budget ${BUDGET_MS} ms)`);
  await measureOpenings(browser, desk.url);
  await measureMemory(browser, desk.url);
  process.exitCode = more <= BUDGET_MS ? 0 : 1;
} finally {
  await browser.close();
  await desk.remove();
  await toloka.close();
}
