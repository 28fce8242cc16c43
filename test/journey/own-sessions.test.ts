import { expect, it } from "vitest";
import { PASSWORD } from "../support/sign-in/signed-in.ts";
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
