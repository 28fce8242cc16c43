import { parseArgs } from "node:util";
import type { Browser, CDPSession, Page } from "playwright-core";
import { launchBrowser, visit } from "../journey/browser.ts";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { tasksDuring } from "./measure/main-threads.ts";
import { residentMegabytes } from "./measure/processes.ts";

/**
 * `npm run bench:import-page -- --rows 100000`: drops a file on the page of imports. When its rows are in sight and when they are
 * checked, the frames meanwhile, while scrolling and while typing into a cell, and the memory of the tab's process. The browser
 * takes the times; server and browser share the machine.
 */
const { values } = parseArgs({ options: { rows: { type: "string", default: "100000" } } });
const total = Number(values.rows);
/** No task may take longer. Frames also wait for whatever else runs on the machine. */
const TASK_BUDGET_MS = 50;

interface Watched {
  frames: number[];
  /** When the grid was there, and its rows. */
  grid: number;
  rows: number;
}

/** Notes every frame's length, and when the grid and its rows are shown. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { frames: [], grid: 0, rows: 0 };
    Object.assign(globalThis, { watched });
    let before = performance.now();
    const frame = (now: number): void => {
      watched.frames.push(now - before);
      before = now;
      watched.grid ||= document.querySelector('[role="grid"]') ? now : 0;
      watched.rows ||= document.querySelector('[role="gridcell"][data-place]') ? now : 0;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

const watchedOn = (page: Page): Promise<Watched> =>
  page.evaluate(() => (globalThis as unknown as { watched: Watched }).watched);

/** Says how long the longest frames during an act were, and the tasks of the main thread. Returns the longest task. */
async function framesDuring(browser: Browser, page: Page, name: string, act: () => Promise<void>): Promise<number> {
  const before = (await watchedOn(page)).frames.length;
  const tasks = (await tasksDuring(browser, page, act)).flat().toSorted((a, b) => b - a);
  const frames = (await watchedOn(page)).frames.slice(before).toSorted((a, b) => b - a);
  const longest = (list: number[]): string =>
    list
      .slice(0, 4)
      .map((ms) => ms.toFixed(0))
      .join(", ");
  console.log(
    `  ${name.padEnd(10)} ${frames.length} frames, longest ${longest(frames)} ms; longest tasks ${longest(tasks)} ms of processor time`,
  );
  return tasks[0] ?? 0;
}

/** Makes the file in the page, to be dropped by `drop`. */
async function makeFile(page: Page): Promise<void> {
  await page.evaluate((count) => {
    const rows = ["INPUT:image\tINPUT:note\tINPUT:count\tINPUT:anything\tGOLDEN:result\tTASK:overlap"];
    for (let row = 0; row < count; row++)
      rows.push(
        `"https://example.com/pictures/${row}.jpg"\t"note ""${row}""\nsecond line"\t"${row % 9}"\t"{""k"": ${row}}"\t"${row % 2 ? "cat" : "dog"}"\t"3"`,
      );
    Object.assign(globalThis, { file: new File([rows.join("\n")], "tasks.tsv") });
  }, total);
}

/** Drops the file. Returns when, on the page's clock. */
async function drop(page: Page): Promise<number> {
  return page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add((globalThis as unknown as { file: File }).file);
    const at = performance.now();
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    return at;
  });
}

/** Resident memory of the browser's processes for pages, the largest. */
async function tabMegabytes(browser: CDPSession): Promise<number> {
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => residentMegabytes(id));
  return Math.max(...(await Promise.all(sizes)));
}

const toloka = await startFaultyToloka();
const desk = await startDesk({ toloka });
const browser = await launchBrowser();
try {
  const session = await browser.newBrowserCDPSession();
  const { page } = await visit(browser, desk.url);
  await page.goto(`/pools/${SMALL_POOL}/import`);
  await page.getByRole("button", { name: "Choose a file" }).waitFor();
  await makeFile(page);
  await watch(page);
  let began = 0;
  const reading = await framesDuring(browser, page, "reading", async () => {
    began = await drop(page);
    await page.getByText(/all valid|with problems/).waitFor({ timeout: 120_000 });
  });
  const checked = await page.evaluate(() => performance.now());
  const { grid: opened, rows } = await watchedOn(page);
  const seconds = (at: number): string => ((at - began) / 1_000).toFixed(2);
  console.log(
    `${total} rows: read after ${seconds(opened)} s, in sight after ${seconds(rows)} s, checked after ${seconds(checked)} s`,
  );
  console.log(`  tab ${(await tabMegabytes(session)).toFixed(0)} MB`);
  const grid = page.getByRole("grid");
  const scrolling = await framesDuring(browser, page, "scrolling", async () => {
    await grid.hover();
    for (let step = 0; step < 80; step++) {
      await page.mouse.wheel(0, step % 20 === 19 ? 40_000 : 400);
      await page.waitForTimeout(25);
    }
  });
  await grid.evaluate((element) => element.scrollTo(0, 0));
  await page.locator('[data-place="3:1"]').dblclick();
  const typing = await framesDuring(browser, page, "typing", async () => {
    await page.keyboard.type("the quick brown fox jumps over the lazy dog", { delay: 30 });
    await page.keyboard.press("Enter");
    for (let key = 0; key < 20; key++) await page.keyboard.press("ArrowDown", { delay: 20 });
  });
  const filtering = await framesDuring(browser, page, "filtering", async () => {
    await page.getByRole("radio", { name: /^Problems/ }).check();
    await page.waitForTimeout(500);
    await page.getByRole("radio", { name: /^All/ }).check();
    await page.waitForTimeout(500);
  });
  console.log(`  tab ${(await tabMegabytes(session)).toFixed(0)} MB`);
  process.exitCode = Math.max(reading, scrolling, typing, filtering) <= TASK_BUDGET_MS ? 0 : 1;
} finally {
  await browser.close();
  await desk.remove();
  await toloka.close();
}
