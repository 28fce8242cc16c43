import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type Desk, startDesk } from "../support/desk-in-process.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/faulty-toloka.ts";
import type { SmallPool } from "../support/small-toloka.ts";
import { launchBrowser, type Visit, visit } from "./browser.ts";
import { type NewTaskPage, newTaskPage } from "./new-task.ts";

export interface House {
  desk: Desk;
  /** Null where the desk talks to the built-in Toloka. */
  toloka: FaultyToloka | null;
  browser: Browser;
  /** A new visitor; the context is closed, and its complaints are looked at, after the test. */
  visit(options?: BrowserContextOptions): Promise<Visit & { form: NewTaskPage }>;
}

/**
 * One desk and one browser for a file of journeys: on the built-in Toloka, or on a small one with these pools. Every
 * test fails on what the page complained about.
 */
export function openHouse(pools: SmallPool[] | null = null): House {
  const house = { toloka: null } as unknown as House;
  const visits: Visit[] = [];
  beforeAll(async () => {
    house.toloka = pools && (await startFaultyToloka({ pools }));
    house.desk = await startDesk(house.toloka ? { toloka: house.toloka } : {});
    house.browser = await launchBrowser();
    house.visit = async (options) => {
      const made = await visit(house.browser, house.desk.url, options);
      visits.push(made);
      return { ...made, form: newTaskPage(made.page) };
    };
  });
  afterEach(async () => {
    const complaints = visits.flatMap((made) => made.complaints);
    await Promise.all(visits.splice(0).map(({ context }) => context.close()));
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await house.browser?.close();
    await house.desk?.remove();
    await house.toloka?.close();
  });
  return house;
}
