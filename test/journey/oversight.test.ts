import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Submission } from "../../shared/submission.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { importIn, LINES, linesOf } from "../support/desk/import-call.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { aDayLater } from "../support/journal/a-day-later.ts";
import { addPeople, type Visitor, visitor } from "../support/sign-in/signed-in.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { violations } from "./axe.ts";
import { sharedBrowser, visit } from "./browser.ts";

const ELSEWHERE = 60;
let toloka: FaultyToloka;
let desk: Desk;
let created: Submission;
let [ada, olga]: Visitor[] = [];

const taskOf = (name: string) => ({
  pool_id: SMALL_POOL,
  input_values: { image: `https://example.com/${name}.jpg` },
  overlap: 1,
});

beforeAll(async () => {
  const dataDir = await temporaryFolder();
  const url = `file:${join(dataDir, "journal.sqlite")}`;
  await addPeople(url, { Ada: "administrator", Olga: "operator" });
  toloka = await startFaultyToloka();
  const env = { SIGN_IN: "password", SECOND_PERSON: "send-again,imports:2" };
  desk = await startDesk({ toloka, dataDir, env });
  const before = visitor(desk.url);
  await before.signIn("Ada");
  const made = await before.call("POST", "/api/submissions?wait=20", { task: taskOf("twice") });
  created = made.body as unknown as Submission;
  toloka.store.create(taskOf("twice"), new URLSearchParams());
  for (let index = 0; index < ELSEWHERE; index++) toloka.store.create(taskOf(String(index)), new URLSearchParams());
  await desk.stop();
  await aDayLater(url, toloka);
  desk = await startDesk({ toloka, dataDir, env });
  [ada, olga] = [visitor(desk.url), visitor(desk.url)];
  await Promise.all([ada.signIn("Ada"), olga.signIn("Olga")]);
});
afterAll(async () => {
  await desk?.remove();
  await toloka?.close();
});

/** A page of somebody who is signed in. */
async function pageOf(person: Visitor) {
  const made = await visit(await sharedBrowser(), desk.url, { reducedMotion: "reduce" });
  const cookies = person.cookie().split("; ");
  await made.context.addCookies(
    cookies.map((pair) => {
      const [name, ...value] = pair.split("=");
      return { name: name!, value: value.join("="), url: desk.url };
    }),
  );
  return made;
}

it("an administrator compares the journal with the pools, and sees what differs", async () => {
  const { page, context, complaints } = await pageOf(ada!);
  await page.goto("/settings");
  await page.getByRole("link", { name: "Compare with pools" }).click();
  await page.getByText("There was no comparison yet.").waitFor();
  await page.getByRole("button", { name: "Compare now" }).click();

  const duplicates = page.getByRole("list", { name: "Possible duplicates" }).getByRole("listitem");
  await duplicates.first().waitFor();
  expect(await duplicates.count()).toBe(1);
  const link = duplicates.getByRole("link", { name: `Submission ${created.operation_id}` });
  expect(await link.getAttribute("href")).toBe(`/submissions/${created.operation_id}`);
  const elsewhere = page.getByRole("list", { name: "Created elsewhere" }).getByRole("listitem");
  await page.getByRole("button", { name: "Show more" }).click();
  await elsewhere.nth(ELSEWHERE - 1).waitFor();
  expect(await elsewhere.count()).toBe(ELSEWHERE);
  const last = page.getByRole("region", { name: "Last comparison" });
  expect(await last.textContent()).toContain("62 tasks in 1 pool");
  expect(await last.textContent()).toContain("Every 24 hours");
  expect(await page.getByRole("list", { name: "Pools" }).textContent()).toContain("62 tasks, 1 of them known");

  const downloading = page.waitForEvent("download");
  await last.getByRole("link", { name: "Export CSV" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^reconciliation-.*\.csv$/);
  await page.setViewportSize({ width: 390, height: 844 });
  const [needed, available] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(needed).toBeLessThanOrEqual(available!);
  expect(await violations(page)).toEqual([]);
  await context.close();
  expect(complaints).toEqual([]);
});

it("an import waits for another person, who sees it and decides; who asked can't", async () => {
  const rows = linesOf([taskOf("a"), taskOf("b")]);
  const { import_id } = importIn(await olga!.call("POST", `/api/imports?pool_id=${SMALL_POOL}`, rows, LINES));
  const own = await pageOf(olga!);
  await own.page.goto(`/imports/${import_id}`);
  const waiting = own.page.getByRole("group", { name: "Approval" });
  await waiting.getByText("You asked for this, so another person has to decide.").waitFor();
  expect(await waiting.textContent()).toContain(`Create 2 tasks in pool ${SMALL_POOL}, about $0.04 + fee`);
  expect(await own.page.getByRole("button", { name: /Approve|Resume/ }).count()).toBe(0);

  const { page, context, complaints } = await pageOf(ada!);
  await page.goto("/");
  await page.getByRole("link", { name: "1 decision waiting for your approval" }).click();
  await page.getByRole("heading", { name: "Approvals", level: 1 }).waitFor();
  const asked = page.getByRole("main").getByRole("group", { name: "Approval" });
  expect(await asked.textContent()).toContain("Asked for by Olga");
  await asked.getByRole("button", { name: "Refuse…" }).click();
  await asked.getByRole("textbox", { name: "Reason" }).fill("Not today");
  expect(await violations(page)).toEqual([]);
  await asked.getByRole("button", { name: "Cancel" }).click();
  await asked.getByRole("button", { name: "Approve" }).click();
  await asked
    .getByRole("group", { name: /^Approve\?/ })
    .getByRole("button", { name: "Approve" })
    .click();
  await page.getByText("Nothing waits for approval.").waitFor();
  await own.page.getByText("Done", { exact: true }).waitFor();
  expect(toloka.store.tasks.filter((task) => /\/[ab]\.jpg/.test(JSON.stringify(task)))).toHaveLength(2);
  await Promise.all([context.close(), own.context.close()]);
  expect([...complaints, ...own.complaints]).toEqual([]);
});
