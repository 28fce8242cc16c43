import { join } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { addPeople, PASSWORD } from "../support/desk/signed-in.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { violations } from "./axe.ts";
import { launchBrowser, type Visit, visit } from "./browser.ts";
import { newTaskPage } from "./new-task.ts";

let browser: Browser;
let desk: Desk;
const visits: Visit[] = [];

beforeAll(async () => {
  const dataDir = await temporaryFolder();
  await addPeople(`file:${join(dataDir, "journal.sqlite")}`, { Ada: "administrator", Vik: "viewer" });
  desk = await startDesk({ env: { SIGN_IN: "password" }, dataDir });
  browser = await launchBrowser();
});
afterEach(async () => {
  const complaints = visits.flatMap((made) => made.complaints);
  await Promise.all(visits.splice(0).map(({ context }) => context.close()));
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await desk?.remove();
});

async function open(options: BrowserContextOptions = {}) {
  const made = await visit(browser, desk.url, options);
  visits.push(made);
  return made.page;
}
type Page = Awaited<ReturnType<typeof open>>;

async function fill(page: Page, name: string, password: string): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

describe("signing in", () => {
  it("asks first, says that a password is wrong, comes back to the page, and signs out", async () => {
    const page = await open();
    await page.goto("/submissions?status=created");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await fill(page, "Ada", "not her password");
    await page.getByRole("alert").getByText("The name or the password is wrong.").waitFor();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Ada");
    expect(await violations(page)).toEqual([]);
    await fill(page, "ada", PASSWORD);
    await page.waitForURL("**/submissions?status=created");
    await page.getByRole("button", { name: "Signed in as Ada · Administrator" }).click();
    await page.getByRole("menuitem", { name: "Your account" }).click();
    await page.getByText("This session").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Signed in as Ada" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    await page.goto("/");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  it("an administrator invites; the invited person chooses a password and creates a task under their name", async () => {
    const admin = await open();
    await admin.goto("/people");
    await fill(admin, "Ada", PASSWORD);
    await admin.getByRole("button", { name: "Invite" }).click();
    await admin.getByLabel("Name", { exact: true }).fill("Ivan Petrov");
    await admin.getByRole("button", { name: "Invite", exact: true }).click();
    const link = await admin.getByRole("group", { name: "Link for Ivan Petrov" }).getByRole("code").textContent();
    expect(await violations(admin)).toEqual([]);

    const page = await open();
    await page.goto(link!);
    await page.getByText("Your name here is Ivan Petrov.").waitFor();
    await page.getByLabel("New password", { exact: true }).fill("a password of Ivan's");
    await page.getByLabel("New password again").fill("another one entirely");
    await page.getByRole("button", { name: "Save and sign in" }).click();
    await page.getByText("The two passwords differ").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("New password", { exact: true }).fill("twelve and more signs");
    await page.getByLabel("New password again").fill("twelve and more signs");
    await page.getByRole("button", { name: "Save and sign in" }).click();
    await page.getByRole("button", { name: "Signed in as Ivan Petrov · Operator" }).waitFor();
    const form = newTaskPage(page);
    await page.goto(`/pools/1080020/new?input.image=${encodeURIComponent(`${desk.tolokaUrl}/pictures/cat.png`)}`);
    await form.create.click();
    await page
      .getByText(/^Created/)
      .first()
      .waitFor();
    await page.goto("/submissions");
    await page.getByRole("row").getByText("Ivan Petrov").waitFor();

    // Disabled, the page that is open asks to sign in by itself.
    await admin
      .getByRole("group", { name: "Actions for Ivan Petrov" })
      .getByRole("button", { name: "Disable" })
      .click();
    await admin
      .getByRole("group", { name: /^Disable Ivan Petrov\?/ })
      .getByRole("button", { name: "Disable" })
      .click();
    await page.waitForURL("**/sign-in?next=%2Fsubmissions");
  });

  it("a viewer sees why there is nothing to press, also on a phone and in Russian", async () => {
    const page = await open({ viewport: { width: 390, height: 844 }, locale: "ru-RU" });
    await page.goto("/sign-in?next=/pools/1080020/new");
    await page.getByLabel("Имя").fill("Vik");
    await page.getByLabel("Пароль").fill(PASSWORD);
    await page.getByRole("button", { name: "Войти" }).click();
    await page.getByText("ваша роль не позволяет менять").waitFor();
    expect(await page.getByRole("button", { name: /^Создать/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Меню" }).click();
    await page.getByRole("menuitem", { name: "Ваш аккаунт" }).click();
    await page.getByRole("heading", { name: "Ключи API" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
  });
});
