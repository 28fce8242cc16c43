import type { Page } from "playwright-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { PASSWORD } from "../support/sign-in/signed-in.ts";
import { startDeskWithPeople } from "./desk-with-people.ts";
import { newTaskPage } from "./new-task.ts";
import { fillSignIn } from "./sign-in-form.ts";

const POOL = "1080020";
const FORM = `/pools/${POOL}/new`;
const ADDRESS = "https://example.com/typed-by-ada.png";
const TEMPLATE = "Pictures of Ada";
const VIEW = "View of Ada";

const desk = startDeskWithPeople({ Ada: "operator", Vik: "operator" });
afterEach(() => void vi.useRealTimers());

/** Signs in on the page that asks for it. */
async function signIn(page: Page, name: string): Promise<void> {
  await fillSignIn(page, name);
  await page.getByRole("button", { name: `Signed in as ${name}` }).waitFor();
}

async function signOut(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Signed in as ${name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
}

/** All that the browser stores for this origin, as text, and the names of its databases and caches. */
const stored = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => `database ${name}`);
    const cached = (await caches.keys()).map((name) => `cache ${name}`);
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases, cached]);
  });

/** Nothing of what Ada typed, used or saved, also not in base64. */
async function expectNothingOfAda(page: Page): Promise<void> {
  const text = await stored(page);
  const decoded = text.replaceAll(/[\w-]{22,}/g, (word) => Buffer.from(word, "base64url").toString("latin1"));
  for (const word of [
    ADDRESS,
    "typed-by-ada",
    TEMPLATE,
    VIEW,
    POOL,
    "operation_id",
    "draft",
    "templates",
    "database",
    "cache",
  ])
    expect([word, text.includes(word), decoded.includes(word)]).toEqual([word, false, false]);
}

async function saveTemplate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Templates" }).click();
  const dialog = page.getByRole("dialog", { name: "Templates" });
  await dialog.getByLabel("Name").fill(TEMPLATE);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText(TEMPLATE, { exact: true }).waitFor();
  await page.keyboard.press("Escape");
}

async function templates(page: Page): Promise<number> {
  await page.getByRole("button", { name: "Templates" }).click();
  const dialog = page.getByRole("dialog", { name: "Templates" });
  await dialog.waitFor();
  const count = await dialog.getByText(TEMPLATE, { exact: true }).count();
  await page.keyboard.press("Escape");
  return count;
}

async function openViews(page: Page) {
  await page.getByRole("button", { name: "Views", exact: true }).click();
  return page.getByRole("dialog", { name: "Views" });
}

/** Ada, with a draft, a template and a saved view. */
async function openAsAda(page: Page): Promise<void> {
  await page.goto(FORM);
  await signIn(page, "Ada");
  const form = newTaskPage(page);
  await form.field("image").fill(ADDRESS);
  await form.draftSaved.waitFor();
  await saveTemplate(page);
}

/** What Ada typed is there again. */
async function expectAdasForm(page: Page): Promise<void> {
  await page.getByText(/^Draft of .* restored/).waitFor();
  expect(await newTaskPage(page).field("image").inputValue()).toBe(ADDRESS);
  expect(await templates(page)).toBe(1);
}

describe("what a device stores of a person who signs in", () => {
  it("cannot be read after signing out, nor by another person, and is there again for the first", async () => {
    const page = await desk.open();
    await openAsAda(page);
    await page.goto("/submissions?q=typed-by-ada");
    const views = await openViews(page);
    await views.getByRole("textbox").fill(VIEW);
    await page.keyboard.press("Enter");
    await views.getByRole("button", { name: VIEW, exact: true }).waitFor();
    await expectNothingOfAda(page);
    await page.keyboard.press("Escape");
    await signOut(page, "Ada");
    await page.waitForURL("**/sign-in");
    await expectNothingOfAda(page);

    // Not even with what the browser may have kept of the page.
    await page.goBack();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.goto(FORM);
    await signIn(page, "Vik");
    const form = newTaskPage(page);
    await form.task.waitFor();
    expect(await form.field("image").inputValue()).toBe("");
    expect(await templates(page)).toBe(0);
    await form.field("image").fill("https://example.com/of-vik.png");
    await form.draftSaved.waitFor();
    await page.goto("/submissions");
    await (await openViews(page)).getByText(/^No saved views yet/).waitFor();
    await page.keyboard.press("Escape");
    await signOut(page, "Vik");
    await page.waitForURL("**/sign-in");

    await page.goto(FORM);
    await signIn(page, "Ada");
    await expectAdasForm(page);
    await page.goto("/submissions");
    await (await openViews(page)).getByRole("button", { name: VIEW, exact: true }).waitFor();
  });

  it("nor after signing out everywhere, or an end of the session that the page did not ask for", async () => {
    const page = await desk.open();
    await openAsAda(page);
    const other = await page.context().newPage();
    await other.goto("/account");
    await other.getByRole("button", { name: "Sign out everywhere" }).click();
    // Typed last, and not settled when the session ends.
    await newTaskPage(page).field("image").fill(`${ADDRESS}?last`);
    await other.getByRole("region", { name: "Where you are signed in" }).getByLabel("Your password").fill(PASSWORD);
    await other.keyboard.press("Enter");
    for (const tab of [page, other]) await tab.waitForURL("**/sign-in**");
    await expectNothingOfAda(page);
    await other.close();
    await signIn(page, "Ada");
    await page.waitForURL(`**${FORM}`);
    await page.getByText(/^Draft of .* restored/).waitFor();
    expect(await newTaskPage(page).field("image").inputValue()).toBe(`${ADDRESS}?last`);

    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 13 * 60 * 60 * 1000 });
    // The page asks for the stream of changes again, as after every gap.
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.waitForURL("**/sign-in**");
    await expectNothingOfAda(page);
    await page.goto(FORM);
    await signIn(page, "Vik");
    await newTaskPage(page).task.waitFor();
    expect(await newTaskPage(page).field("image").inputValue()).toBe("");
  });

  it("nor after signing out while the server cannot be reached: the session ends before anything is shown again", async () => {
    const page = await desk.open();
    await openAsAda(page);
    const other = await page.context().newPage();
    await other.goto(FORM);
    await other.getByText(/^Draft of .* restored/).waitFor();
    await page.context().setOffline(true);
    await signOut(page, "Ada");
    // Both tabs show the browser's own page.
    for (const tab of [page, other]) await expect.poll(() => tab.url()).toMatch(/^chrome-error:/);
    await other.close();

    await page.context().setOffline(false);
    let reachable = false;
    await page.route("**/api/sign-out", (route) => (reachable ? route.continue() : route.abort()));
    await page.goto(FORM);
    await page.getByText("Signing out. Task Desk can't be reached.").waitFor();
    expect(await page.locator("#root").textContent()).toBe("Signing out. Task Desk can't be reached. Trying again…");
    await expectNothingOfAda(page);
    reachable = true;
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await signIn(page, "Ada");
    await expectAdasForm(page);
  });

  it("is stored with the last key before the page goes, also over plain http, where WebCrypto is missing", async () => {
    const page = await desk.open();
    await page.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { value: undefined }));
    await openAsAda(page);
    await newTaskPage(page).field("image").fill(`${ADDRESS}?at-once`);
    await page.reload();
    await page.getByText(/^Draft of .* restored/).waitFor();
    expect(await newTaskPage(page).field("image").inputValue()).toBe(`${ADDRESS}?at-once`);
    await expectNothingOfAda(page);
  });

  it("of another person who signed in meanwhile, in another tab, is not mixed with it", async () => {
    const page = await desk.open();
    await openAsAda(page);
    const other = await page.context().newPage();
    // As a page that has missed it: its stream of changes stays open.
    await page.route("**/api/session", (route) => route.abort());
    await other.goto("/sign-in?next=/account");
    await signIn(other, "Vik");
    await page.unroute("**/api/session");
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.getByRole("button", { name: "Signed in as Vik" }).waitFor();
    await newTaskPage(page).task.waitFor();
    expect(await newTaskPage(page).field("image").inputValue()).toBe("");
    await other.close();
    await signOut(page, "Vik");
    await page.waitForURL("**/sign-in");
    await page.goto(FORM);
    await signIn(page, "Ada");
    await expectAdasForm(page);
  });
});
