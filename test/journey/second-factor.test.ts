import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { codesFor } from "../support/sign-in/authenticator-app.ts";
import { nextStep } from "../support/sign-in/next-step.ts";
import { addPeople, PASSWORD, visitor } from "../support/sign-in/signed-in.ts";
import { violations } from "./axe.ts";
import { sharedBrowser, type Visit, visit } from "./browser.ts";
import { fillSignIn } from "./sign-in-form.ts";

let desk: Desk;
let open: Visit;
beforeAll(async () => {
  const dataDir = await temporaryFolder();
  await addPeople(`file:${join(dataDir, "journal.sqlite")}`, { Ada: "administrator", Vik: "viewer" });
  desk = await startDesk({ env: { SIGN_IN: "password", REQUIRE_SECOND_FACTOR: "administrators" }, dataDir });
  // Passkeys belong to a name, not to an address.
  open = await visit(await sharedBrowser(), `http://localhost:${desk.port}`);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await open?.context.close();
  await desk?.remove();
});

/** A device that makes passkeys, and whose person is always found to be the right one. */
async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

const EXPIRED = "This code has just expired. Type the one shown now.";

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Signed in as Ada/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
}

it("an administrator who needs a second factor sets up an app, then a passkey, and signs in with either", async () => {
  const { page, complaints } = open;
  await addAuthenticator(page);
  await page.goto("/sign-in?next=/account");
  await fillSignIn(page, "Ada");

  // Nothing else is shown until there is one.
  await page.getByRole("heading", { name: "Set up a second factor" }).waitFor();
  expect(await page.getByRole("navigation").count()).toBe(0);
  const factor = page.getByRole("region", { name: "Second factor" });
  await factor.getByRole("button", { name: "Set up" }).click();
  await factor.getByLabel("Your password").fill("not her password");
  await factor.getByRole("button", { name: "Continue" }).click();
  await factor.getByRole("alert").getByText("The current password is wrong.", { exact: true }).waitFor();
  await factor.getByLabel("Your password").fill(PASSWORD);
  await factor.getByRole("button", { name: "Continue" }).click();
  await factor.getByRole("img", { name: "QR code for the authenticator app" }).waitFor();
  expect(await violations(page)).toEqual([]);
  const secret = (await factor.getByTitle("Key for the app").textContent())!.replaceAll(" ", "");
  const code = codesFor(secret);
  await factor.getByLabel("Code from the app").fill("000000");
  await factor.getByRole("button", { name: "Turn on" }).click();
  await factor
    .getByRole("alert")
    .getByText(/^The code is wrong, or was used already\. Enter the newest one\. /)
    .waitFor();
  nextStep();
  await factor.getByLabel("Code from the app").fill(code(-1));
  await factor.getByRole("button", { name: "Turn on" }).click();
  await factor.getByRole("alert").getByText(EXPIRED, { exact: true }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("first-code");
  const used = code(0);
  await page.keyboard.type(used);
  await factor.getByRole("button", { name: "Turn on" }).click();
  const codes = factor.getByRole("group", { name: "Recovery codes" });
  await codes.waitFor();
  const recovery = await codes.getByRole("listitem").allTextContents();
  expect(recovery).toHaveLength(8);
  expect(await violations(page)).toEqual([]);
  await codes.getByRole("button", { name: "I have stored them" }).click();

  // The page that was asked for.
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  const passkeys = page.getByRole("region", { name: "Passkeys" });
  await passkeys.getByLabel("Name of the passkey").fill("Laptop");
  await passkeys.getByRole("button", { name: "Add passkey" }).click();
  await passkeys.getByLabel("Your password").fill(PASSWORD);
  await passkeys.getByRole("button", { name: "Add passkey" }).click();
  await passkeys.getByRole("listitem").getByText("Last used Never").waitFor();
  expect(await violations(page)).toEqual([]);

  // Another session of hers is ended by the passkey.
  const elsewhere = visitor(desk.url);
  await elsewhere.signIn("Ada");
  await elsewhere.call("POST", "/api/sign-in/code", { code: recovery[1] });
  expect((await elsewhere.call("GET", "/api/session")).status).toBe(200);
  await page.reload();
  const sessions = page.getByRole("region", { name: "Where you are signed in" });
  await sessions.getByRole("button", { name: /^End the session on / }).click();
  expect(await violations(page)).toEqual([]);
  await sessions.getByRole("button", { name: "Use a passkey" }).click();
  await sessions.getByRole("button", { name: "End session", exact: true }).waitFor({ state: "detached" });
  expect((await elsewhere.call("GET", "/api/session")).status).toBe(401);
  await signOut(page);

  await button(page, "Sign in with a passkey").click();
  await page.waitForURL("**/");
  await signOut(page);

  // The password is not enough by itself.
  await page.goto("/sign-in?next=/people");
  await fillSignIn(page, "Ada");
  await page.getByText("Enter the code that your authenticator app shows now.").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Code", { exact: true }).fill(used);
  await button(page, "Sign in").click();
  await page
    .getByRole("alert")
    .getByText(/^The code is wrong, or was used already\. Enter the newest one\. /)
    .waitFor();
  nextStep();
  nextStep();
  await page.getByLabel("Code", { exact: true }).fill(code(-1));
  await button(page, "Sign in").click();
  await page.getByRole("alert").getByText(EXPIRED, { exact: true }).waitFor();
  // The next one can be typed at once.
  expect(await page.getByLabel("Code", { exact: true }).inputValue()).toBe("");
  await page.keyboard.type(code(0));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/people");
  await page.getByRole("listitem").getByText("Authenticator app, Passkey").waitFor();
  await signOut(page);

  await fillSignIn(page, "Ada");
  await button(page, "Use a recovery code").click();
  await page.getByLabel("Recovery code", { exact: true }).fill(recovery[0]!.toLowerCase());
  await button(page, "Sign in").click();
  await page.getByRole("button", { name: /^Signed in as Ada/ }).waitFor();
  expect(complaints).toEqual([]);
});
