import { expect, it, vi } from "vitest";
import { codesFor } from "../support/sign-in/authenticator-app.ts";
import { nextStep } from "../support/sign-in/next-step.ts";
import { PASSWORD, visitor } from "../support/sign-in/signed-in.ts";
import { violations } from "./axe.ts";
import { startDeskWithPeople } from "./desk-with-people.ts";
import { createdTaskId, newTaskPage } from "./new-task.ts";
import { fillSignIn } from "./sign-in-form.ts";

const desk = startDeskWithPeople({ Ada: "administrator", Nora: "viewer" }, { MAX_TASKS_PER_PERSON_DAY: "1" });

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
  await admin.getByRole("radiogroup", { name: "Role of Ivan Petrov" }).getByRole("radio", { name: "Operator" }).focus();
  await admin.keyboard.press("ArrowLeft");
  const question = admin.getByRole("group", { name: "Change the role of Ivan Petrov to Viewer?" });
  await question.getByRole("button", { name: "Change role" }).click();
  await question.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Signed in as Ivan Petrov · Viewer" }).waitFor();

  // Disabled, the page that is open asks to sign in by itself.
  await admin.getByRole("group", { name: "Actions for Ivan Petrov" }).getByRole("button", { name: "Disable" }).click();
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
