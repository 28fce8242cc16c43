import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import type { SmallPool } from "../support/toloka/small-toloka.ts";
import { sharedBrowser, type Visit, visit, visitAgain } from "./browser.ts";
import { type NewTaskPage, newTaskPage } from "./new-task.ts";

export interface DeskInBrowser extends Pick<Desk, "call" | "tolokaUrl"> {
  /**
   * A page with empty storage. With options, be they none, and while another page of the test is open, it has a browser context
   * of its own. After the test its complaints are checked.
   */
  visit(options?: BrowserContextOptions): Promise<Visit & { form: NewTaskPage }>;
}

/**
 * One desk for a test file, from before its first test to after its last, and the browser of all files. The desk uses the built-in
 * Toloka, or a faulty Toloka with `pools`. A test fails if the page threw an exception or printed an error.
 */
export function startDeskInBrowser(): DeskInBrowser;
export function startDeskInBrowser(pools: SmallPool[]): DeskInBrowser & { toloka: FaultyToloka };
export function startDeskInBrowser(pools?: SmallPool[]): DeskInBrowser & { toloka: FaultyToloka | undefined } {
  let toloka: FaultyToloka | undefined;
  let desk: Desk;
  let browser: Browser;
  const visits: Visit[] = [];
  /** For visits without options, one at a time. */
  let usual: Visit | undefined;
  beforeAll(async () => {
    toloka = pools && (await startFaultyToloka({ pools }));
    desk = await startDesk(toloka ? { toloka } : {});
    browser = await sharedBrowser();
  });
  afterEach(async () => {
    const complaints = visits.flatMap((made) => made.complaints);
    await Promise.all(
      visits.splice(0).map(async ({ context }) => {
        if (context !== usual?.context) return context.close();
        // Its page stays for the next visit.
        for (const page of context.pages()) if (page !== usual.page) await page.close();
      }),
    );
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await usual?.context.close();
    await desk?.remove();
    await toloka?.close();
  });
  return {
    call: (...request) => desk.call(...request),
    get tolokaUrl() {
      return desk.tolokaUrl;
    },
    get toloka() {
      return toloka;
    },
    async visit(options) {
      const inUse = visits.some(({ context }) => context === usual?.context);
      let made: Visit;
      if (options !== undefined || inUse) made = await visit(browser, desk.url, options);
      else {
        made = usual === undefined ? await visit(browser, desk.url) : await visitAgain(usual, desk.url);
        usual = made;
      }
      visits.push(made);
      return { ...made, form: newTaskPage(made.page) };
    },
  };
}
