import type { Page } from "playwright-core";
import { launchBrowser, visit } from "../journey/browser.ts";
import { newTaskPage } from "../journey/new-task.ts";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { WIDE_POOL } from "../support/toloka/large-pools.ts";
import { percentile } from "./load.ts";

/**
 * `npm run bench:form`: from a key press to the frame that shows it, typing into a field in the middle of a form of 200
 * with live checks, and on an empty page with one input. The browser itself takes the times.
 */
const KEYS = 200;
const BUDGET_MS = 16.7;

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

const toloka = await startFaultyToloka({ pools: [WIDE_POOL] });
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

  const show = (name: string, times: number[]): void =>
    console.log(`${name}  p50 ${percentile(times, 0.5).toFixed(1)} ms   p95 ${percentile(times, 0.95).toFixed(1)} ms`);
  show("empty page      ", bare);
  show("200-field form  ", typed);
  const more = percentile(typed, 0.95) - percentile(bare, 0.95);
  console.log(`p95 is ${more.toFixed(1)} ms more than an empty page's (budget ${BUDGET_MS} ms)`);
  process.exitCode = more <= BUDGET_MS ? 0 : 1;
} finally {
  await browser.close();
  await desk.remove();
  await toloka.close();
}
