import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { describe, expect, it, vi } from "vitest";
import { codesFor } from "../support/sign-in/authenticator-app.ts";
import { nextStep } from "../support/sign-in/next-step.ts";
import { PASSWORD, visitor } from "../support/sign-in/signed-in.ts";
import { violations } from "./axe.ts";
import { startDeskWithPeople } from "./desk-with-people.ts";
import { createdTaskId, newTaskPage } from "./new-task.ts";
import { fillSignIn } from "./sign-in-form.ts";

declare function attack(url: string): Promise<string[]>;
declare function submitForm(url: string): void;

/** A page that tries to read, to invite and to listen with the visitor's cookie. */
const ATTACK = `<!doctype html><form method="post" enctype="text/plain"><input name='{"name":"Eve","role":"administrator","x":"' value='"}'></form>
<script>
const options = { credentials: "include", method: "POST", body: '{"name":"Eve","role":"administrator"}' };
const tried = (request) => request.then(({ type }) => type, () => "fetch failed");
async function attack(url) {
  return [
    await tried(fetch(url + "/api/people", { credentials: "include" })),
    await tried(fetch(url + "/api/people", { ...options, headers: { "Content-Type": "application/json" } })),
    await tried(fetch(url + "/api/people", { ...options, mode: "no-cors" })),
    await new Promise((done) => { const stream = new EventSource(url + "/api/events", { withCredentials: true }); stream.onopen = () => done("open"); stream.onerror = () => done("stream failed"); }),
  ];
}
function submitForm(url) { document.forms[0].action = url + "/api/people"; document.forms[0].submit(); }
</script>`;

const desk = startDeskWithPeople(
  { Ada: "administrator", Vik: "viewer", Nora: "viewer" },
  { MAX_TASKS_PER_PERSON_DAY: "1" },
);

/** Everybody, asked for by the page itself. */
const people = (page: Page): Promise<object[]> =>
  page.evaluate(async () => ((await (await fetch("/api/people")).json()) as { items: object[] }).items);

describe("signing in", () => {
  it("asks first, says that a password is wrong, comes back to the page, and signs out", async () => {
    const page = await desk.open();
    await page.goto("/submissions?status=created");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await fillSignIn(page, "Ada", "not her password");
    await page.getByRole("alert").getByText("The name or the password is wrong.").waitFor();
    expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Ada");
    expect(await violations(page)).toEqual([]);
    await fillSignIn(page, "ada");
    await page.waitForURL("**/submissions?status=created");
    const person = page.getByRole("button", { name: "Signed in as Ada · Administrator" });
    await person.waitFor();
    for (const width of [320, 840, 1130]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await person.click();
    await page.getByRole("menuitem", { name: "Your account" }).click();
    await page.getByText("This session").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("Name of the key").fill("Nightly export");
    expect(await page.getByRole("radio", { name: "Viewer" }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Create key" }).click();
    const key = await page.getByRole("status").getByRole("code").textContent();
    const authorization = `Bearer ${key}`;
    expect((await desk.call("GET", "/api/session", undefined, { authorization })).body).toMatchObject({
      operator: "Ada",
    });
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Revoke the key Nightly export" }).click();
    expect(await violations(page)).toEqual([]);
    await page
      .getByRole("group", { name: /^Revoke the key/ })
      .getByRole("button", { name: "Revoke" })
      .click();
    await page.getByText("No API keys").waitFor();
    expect((await desk.call("GET", "/api/session", undefined, { authorization })).status).toBe(401);
    await page.getByRole("button", { name: "Signed in as Ada" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL("**/sign-in");
    await page.goto("/");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  it("an administrator invites; the invited person chooses a password and creates a task under their name", async () => {
    const admin = await desk.open();
    await admin.goto("/people");
    await fillSignIn(admin, "Ada");
    await admin.getByRole("button", { name: "Invite" }).click();
    await admin.getByLabel("Name", { exact: true }).fill("Ivan Petrov");
    await admin.getByRole("button", { name: "Invite", exact: true }).click();
    const link = await admin.getByRole("group", { name: "Link for Ivan Petrov" }).getByRole("code").textContent();
    expect(await violations(admin)).toEqual([]);

    const page = await desk.open();
    await page.goto(link!);
    await page.getByText("Your name here is Ivan Petrov.").waitFor();
    await page.getByLabel("New password", { exact: true }).fill("a password of Ivan's");
    await page.getByLabel("New password again").fill("another one entirely");
    await page.getByRole("button", { name: "Save and sign in" }).click();
    await page.getByText("The two passwords differ").waitFor();
    expect(await violations(page)).toEqual([]);
    // The same characters as two keyboards may type them.
    await page.getByLabel("New password", { exact: true }).fill("Zo\u00e9 and more signs");
    await page.getByLabel("New password again").fill("Zoe\u0301 and more signs");
    await page.getByRole("button", { name: "Save and sign in" }).click();
    await page.getByRole("button", { name: "Signed in as Ivan Petrov · Operator" }).waitFor();
    const second = await desk.open();
    await second.goto("/sign-in?next=/account");
    await fillSignIn(second, "Ivan Petrov", "Zoe\u0301 and more signs");
    await second.getByLabel("Current password").fill("Zoe\u0301 and more signs");
    await second.getByLabel("New password").fill("Zoe\u0301 and other signs");
    await second.getByRole("button", { name: "Change password" }).click();
    await second.getByText("Password changed.").waitFor();
    await second.close();
    const api = await desk.call("POST", "/api/sign-in", { name: "Ivan Petrov", password: "Zo\u00e9 and other signs" });
    expect(api.status).toBe(200);
    await page.goto("/sign-in");
    await fillSignIn(page, "Ivan Petrov", "Zoe\u0301 and other signs");
    await page.getByRole("button", { name: "Signed in as Ivan Petrov · Operator" }).waitFor();
    const form = newTaskPage(page);
    await page.goto(`/pools/1080020/new?input.image=${encodeURIComponent(`${desk.tolokaUrl}/pictures/cat.png`)}`);
    await form.create.click();
    await createdTaskId(form);
    await form.createAnother.click();
    await form.field("image").fill(`${desk.tolokaUrl}/pictures/dog.png`);
    await form.create.click();
    await form.result.getByText("This would exceed your daily limit of tasks. Left today: 0.").waitFor();
    await page.goto("/account");
    await page.getByRole("region", { name: "Your limits today" }).getByText("1 of 1").waitFor();
    await page.goto("/submissions");
    await page.getByRole("row").getByText("Ivan Petrov").waitFor();

    // Keys move through the roles; nothing changes before the question is answered.
    await admin
      .getByRole("radiogroup", { name: "Role of Ivan Petrov" })
      .getByRole("radio", { name: "Operator" })
      .focus();
    await admin.keyboard.press("ArrowLeft");
    const question = admin.getByRole("group", { name: "Change the role of Ivan Petrov to Viewer?" });
    await question.getByRole("button", { name: "Change role" }).click();
    await question.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Signed in as Ivan Petrov · Viewer" }).waitFor();

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

    // All of that is in the audit log.
    await admin.getByRole("button", { name: "Signed in as Ada" }).click();
    await admin.getByRole("menuitem", { name: "Audit log" }).click();
    await admin
      .getByRole("group", { name: "Completeness" })
      .getByText(/^Complete up to entry \d+$/)
      .waitFor();
    const entries = admin.getByRole("list", { name: "Entries" }).getByRole("listitem", { name: /^Entry / });
    const newest = entries.first();
    await newest.getByText("Disable person").waitFor();
    await newest.getByText("state: active → disabled").waitFor();
    expect(await violations(admin)).toEqual([]);
    await admin.getByLabel("Result").selectOption("Refused or failed");
    await admin.getByRole("button", { name: "Filter", exact: true }).click();
    await admin.waitForURL("**/audit?outcome=refused");
    // Not the first of them, if requests of the page that was signed out are counted meanwhile.
    await entries.getByText("Refused: TASKS_PER_DAY").first().waitFor();
    await admin.getByRole("button", { name: "Clear filters" }).click();
    await newest.getByRole("link", { name: "Show only entries about Ivan Petrov" }).click();
    await admin.waitForURL(/audit\?subject=/);
    await entries.filter({ hasText: "role: operator → viewer" }).waitFor();
    const [file] = await Promise.all([
      admin.waitForEvent("download"),
      admin.getByRole("link", { name: "Export CSV" }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^audit-.*\.csv$/);
  });

  it("ending a session, and signing out everywhere, takes the password again", async () => {
    const [page, other] = [await desk.open(), await desk.open()];
    for (const one of [page, other]) {
      await one.goto("/sign-in?next=/account");
      await fillSignIn(one, "Vik");
      await one.getByText("This session").waitFor();
    }
    await page.reload();
    const sessions = page.getByRole("region", { name: "Where you are signed in" });
    await sessions.getByRole("button", { name: /^End the session on / }).click();
    await sessions.getByText(/^End the session on .*\?$/).waitFor();
    const password = sessions.getByLabel("Your password");
    await password.fill("not his password");
    await sessions.getByRole("button", { name: "End session", exact: true }).click();
    await sessions.getByRole("alert").getByText("The current password is wrong.", { exact: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await sessions.getByRole("listitem").count()).toBe(2);
    await password.fill(PASSWORD);
    await sessions.getByRole("button", { name: "End session", exact: true }).click();
    await other.waitForURL("**/sign-in?next=%2Faccount");
    expect(await sessions.getByRole("listitem").count()).toBe(1);
    await sessions.getByRole("button", { name: "Sign out everywhere" }).click();
    await sessions.getByText("Sign out on all devices, this one too?").waitFor();
    await password.fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/sign-in");
    await page.goto("/account");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  it("an administrator resets a lost second factor: only who gets the new link comes in again", async () => {
    const nora = visitor(desk.url);
    await nora.signIn("Nora");
    const begun = await nora.call("POST", "/api/factor/totp", { password: PASSWORD });
    nextStep();
    const code = codesFor((begun.body as { secret: string }).secret)(0);
    expect((await nora.call("POST", "/api/factor/totp/confirm", { code })).status).toBe(200);
    vi.restoreAllMocks();

    const admin = await desk.open();
    await admin.goto("/sign-in?next=/people");
    await fillSignIn(admin, "Ada");
    await admin
      .getByRole("group", { name: "Actions for Nora" })
      .getByRole("button", { name: "Reset second factor" })
      .click();
    const question = admin.getByRole("group", { name: /^Make sure that it is Nora who asks, in person or on a call/ });
    await question.getByRole("button", { name: "Reset second factor" }).click();
    const link = await admin.getByRole("group", { name: "Link for Nora" }).getByRole("code").textContent();
    expect(await violations(admin)).toEqual([]);
    expect((await nora.call("GET", "/api/session")).status).toBe(401);
    expect((await nora.signIn("Nora")).status).toBe(401);

    const page = await desk.open();
    await page.goto(link!);
    await page.getByLabel("New password", { exact: true }).fill("chosen by the new link");
    await page.getByLabel("New password again").fill("chosen by the new link");
    await page.getByRole("button", { name: "Save and sign in" }).click();
    await page.getByRole("button", { name: "Signed in as Nora · Viewer" }).waitFor();
  });

  it("another site's page does nothing in the name of who is signed in", async () => {
    const page = await desk.open();
    await page.goto("/sign-in");
    await fillSignIn(page, "Ada");
    await page.getByRole("button", { name: "Signed in as Ada · Administrator" }).waitFor();
    // Another port is another origin, but the same site: the cookie comes along. From "localhost" it does not.
    const other = createServer(
      (_request, response) => void response.setHeader("Content-Type", "text/html").end(ATTACK),
    );
    await once(other.listen(0, "127.0.0.1"), "listening");
    const { port } = other.address() as AddressInfo;
    const before = (await people(page)).length;
    for (const host of ["127.0.0.1", "localhost"]) {
      await page.goto(`http://${host}:${port}/`);
      const read = await page.evaluate((url) => attack(url), desk.url);
      expect(read).toEqual(["fetch failed", "fetch failed", "fetch failed", "stream failed"]);
      const [answer] = await Promise.all([
        page.waitForResponse((response) => response.url().endsWith("/api/people")),
        page.evaluate((url) => submitForm(url), desk.url),
      ]);
      expect(answer.status()).toBe(403);
      await page.waitForURL(`${desk.url}/api/people`);
    }
    other.close();
    other.closeAllConnections();
    await page.goto(`${desk.url}/`);
    await page.getByRole("button", { name: "Signed in as Ada · Administrator" }).waitFor();
    expect(await people(page)).toHaveLength(before);
    // The browser reports what it has blocked.
    expect(desk.takeComplaints().join()).toContain("blocked by CORS policy");
  });

  it("a viewer sees why there is nothing to press, also on a phone and in Russian", async () => {
    const page = await desk.open({ viewport: { width: 390, height: 844 }, locale: "ru-RU" });
    await page.goto("/sign-in?next=/pools/1080020/new");
    await page.getByLabel("Имя").fill("Vik");
    await page.getByLabel("Пароль").fill(PASSWORD);
    await page.getByRole("button", { name: "Войти" }).click();
    await page.getByText("Ваша роль не позволяет создавать задания.").waitFor();
    expect(await page.getByRole("button", { name: /^Создать/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Меню" }).click();
    await page.getByRole("menuitem", { name: "Ваш аккаунт" }).click();
    await page.getByRole("heading", { name: "Ключи API" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
    await page.goto("/audit");
    await page.getByText("Эта страница доступна только администраторам.").waitFor();
    await page.getByRole("button", { name: "Меню" }).click();
    await page.getByRole("menuitem", { name: "Выйти" }).click();
    await page.waitForURL("**/sign-in");
    await page.goto("/sign-in?next=/audit");
    await page.getByLabel("Имя").fill("Ada");
    await page.getByLabel("Пароль").fill(PASSWORD);
    await page.getByRole("button", { name: "Войти" }).click();
    await page.getByText("Вход", { exact: true }).first().waitFor();
    await page.getByText(/^Записи полны до № /).waitFor();
    const broken = { intact: false, broken_at: 3, entries: 2, last_hash: null };
    await page.route("**/api/audit/verify", (route) => route.fulfill({ json: broken }));
    await page.getByRole("button", { name: "Проверить снова" }).click();
    await page.getByRole("alert").getByText("Нарушено на записи № 3").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
  });
});
