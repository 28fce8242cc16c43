import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import type { SmallPool } from "../support/toloka/small-toloka.ts";
import { giveLook, type Look, sharedBrowser, type Visit, visit, visitAgain } from "./browser.ts";
import { type NewTaskPage, newTaskPage } from "./new-task.ts";

export interface DeskInBrowser extends Pick<Desk, "call" | "tolokaUrl"> {
  /** A page with empty storage. After the test its complaints are checked. */
  visit(look?: Look): Promise<Visit & { form: NewTaskPage }>;
  /** In a browser context of its own, for scripts that would stay in the page of the next test. */
  visitAlone(): Promise<Visit & { form: NewTaskPage }>;
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
  /** For one visit at a time. */
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
  function shown(made: Visit) {
    visits.push(made);
    return { ...made, form: newTaskPage(made.page) };
  }
  return {
    call: (...request) => desk.call(...request),
    get tolokaUrl() {
      return desk.tolokaUrl;
    },
    get toloka() {
      return toloka;
    },
    async visit(look = {}) {
      const inUse = visits.some(({ context }) => context === usual?.context);
      const made = usual && !inUse ? await visitAgain(usual, desk.url) : await visit(browser, desk.url);
      if (!inUse) usual = made;
      await giveLook(made.page, look);
      return shown(made);
    },
    visitAlone: async () => shown(await visit(browser, desk.url)),
  };
}
