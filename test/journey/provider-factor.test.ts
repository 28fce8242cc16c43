import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { freePort } from "../support/ports.ts";
import { codesFor } from "../support/sign-in/authenticator-app.ts";
import { nextStep } from "../support/sign-in/next-step.ts";
import { CLIENT_ID, type OpenIdProvider, SECRET, startOpenIdProvider } from "../support/sign-in/openid-provider.ts";
import { violations } from "./axe.ts";
import { sharedBrowser, type Visit, visit } from "./browser.ts";

let provider: OpenIdProvider;
let desk: Desk;
let open: Visit;
beforeAll(async () => {
  const port = await freePort();
  const home = `http://localhost:${port}`;
  provider = await startOpenIdProvider({
    port: await freePort(),
    homes: [home],
    people: { ada: { name: "Ada", groups: ["desk"] } },
  });
  const env = {
    ...{ PORT: String(port), SIGN_IN: "oidc", REQUIRE_SECOND_FACTOR: "everyone" },
    ...{ OIDC_ISSUER: provider.url, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: SECRET },
    OIDC_ROLES: "desk=operator",
  };
  desk = await startDesk({ env });
  open = await visit(await sharedBrowser(), home);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await open?.context.close();
  await desk?.remove();
  await provider?.close();
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** From the page for signing in, as whom the provider's form names. */
async function signInThere(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Sign in with single sign-on" }).click();
  await page.locator("input[name=login]").fill("ada");
  await page.locator("input[name=password]").fill("any");
  await page.locator("button[type=submit]").click();
  // The provider asks whether this may be passed on.
  await page.locator("input[value=consent]").waitFor({ state: "attached" });
  await page.locator("button[type=submit]").click();
}

it("who comes from a provider that shows no second factor sets one up, is asked for it, and signs out there too", async () => {
  const { page, complaints } = open;
  await page.goto("/sign-in?next=/account");
  await signInThere(page);
  await page.getByRole("heading", { name: "Set up a second factor" }).waitFor();
  const factor = page.getByRole("region", { name: "Second factor" });
  await factor.getByRole("button", { name: "Set up" }).click();
  await factor.getByText("Your sign-in with the provider stands for it").waitFor();
  expect(await factor.getByLabel("Your password").count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await button(page, "Continue").click();
  const secret = (await factor.getByTitle("Key for the app").textContent())!.replaceAll(" ", "");
  const code = codesFor(secret);
  nextStep();
  await factor.getByLabel("Code from the app").fill(code(0));
  await factor.getByRole("button", { name: "Turn on" }).click();
  await button(page, "I have stored them").click();
  await page.getByRole("heading", { name: "Your account" }).waitFor();

  await page.getByRole("button", { name: /^Signed in as Ada/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByText("you may still be signed in at the sign-in provider").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "Sign out there, too" }).click();
  await button(page, "Sign out here").click();
  await page.waitForURL("**/sign-in");

  await signInThere(page);
  await page.getByText("Enter the code that your authenticator app shows now.").waitFor();
  expect(await violations(page)).toEqual([]);
  nextStep();
  await page.getByLabel("Code", { exact: true }).fill(code(0));
  await button(page, "Sign in").click();
  await page.getByRole("button", { name: /^Signed in as Ada/ }).waitFor();
  expect(complaints).toEqual([]);
});

it("says in both languages that the provider has not checked the person as demanded", async () => {
  const { page } = open;
  await page.goto("/sign-in?problem=OIDC_TOO_WEAK");
  await page.getByRole("alert").getByText("didn't confirm a sign-in as strong as Task Desk requires").waitFor();
  await page.getByText("Русский").click();
  await page.getByRole("alert").getByText("Единый вход не подтвердил").waitFor();
});
