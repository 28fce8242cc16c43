import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Role } from "../../shared/roles.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople } from "../support/sign-in/signed-in.ts";
import { sharedBrowser, type Visit, visit } from "./browser.ts";

export interface DeskWithPeople extends Pick<Desk, "url" | "call" | "tolokaUrl"> {
  /** A page with empty storage and no cookies. After the test its complaints are checked. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** What pages have complained about until now; it is not checked any more. */
  takeComplaints(): string[];
}

/** One desk for a test file, on which people sign in with `PASSWORD`, and the browser of all files. */
export function startDeskWithPeople(people: Record<string, Role>, env: Record<string, string> = {}): DeskWithPeople {
  let desk: Desk;
  const visits: Visit[] = [];
  const takeComplaints = () => visits.flatMap(({ complaints }) => complaints.splice(0));
  beforeAll(async () => {
    const dataDir = await temporaryFolder();
    await addPeople(`file:${join(dataDir, "journal.sqlite")}`, people);
    desk = await startDesk({ env: { SIGN_IN: "password", ...env }, dataDir });
  });
  afterEach(async () => {
    const complaints = takeComplaints();
    await Promise.all(visits.splice(0).map(({ context }) => context.close()));
    expect(complaints).toEqual([]);
  });
  afterAll(() => desk?.remove());
  return {
    get url() {
      return desk.url;
    },
    get tolokaUrl() {
      return desk.tolokaUrl;
    },
    call: (...request) => desk.call(...request),
    takeComplaints,
    async open(options) {
      const made = await visit(await sharedBrowser(), desk.url, options);
      visits.push(made);
      return made.page;
    },
  };
}
