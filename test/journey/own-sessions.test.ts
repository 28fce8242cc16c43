import { expect, it } from "vitest";
import { PASSWORD, visitor } from "../support/sign-in/signed-in.ts";
import { violations } from "./axe.ts";
import { startDeskWithPeople } from "./desk-with-people.ts";
import { fillSignIn } from "./sign-in-form.ts";

const desk = startDeskWithPeople({ Vik: "viewer" });

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

it("a program with a long name is shown and asked about within a phone's width", async () => {
  const device = "x".repeat(60);
  expect((await visitor(desk.url, { "user-agent": device }).signIn("Vik")).status).toBe(200);
  const page = await desk.open({ viewport: { width: 390, height: 844 } });
  await page.goto("/sign-in?next=/account");
  await fillSignIn(page, "Vik");
  const sessions = page.getByRole("region", { name: "Where you are signed in" });
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  await sessions.getByText(device, { exact: true }).waitFor();
  expect(await width()).toBe(390);
  await sessions.getByRole("button", { name: `End the session on ${device}` }).click();
  await sessions.getByText(`End the session on ${device}?`).waitFor();
  expect(await width()).toBe(390);
});
