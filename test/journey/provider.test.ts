import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { freePort } from "../support/ports.ts";
import { CLIENT_ID, type OpenIdProvider, SECRET, startOpenIdProvider } from "../support/sign-in/openid-provider.ts";
import { sharedBrowser, type Visit, visit } from "./browser.ts";

let provider: OpenIdProvider;
let desk: Desk;
let open: Visit;
beforeAll(async () => {
  const port = await freePort();
  const home = `http://127.0.0.1:${port}`;
  provider = await startOpenIdProvider({
    port: await freePort(),
    homes: [home],
    people: { olga: { name: "Olga", groups: ["desk"] } },
  });
  const env = {
    ...{ PORT: String(port), SIGN_IN: "oidc", OIDC_ISSUER: provider.url },
    ...{ OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: SECRET, OIDC_ROLES: "desk=operator" },
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

/** Answers what the provider asks, until it sends the browser back. */
async function throughProvider(page: Page): Promise<void> {
  const heading = page.getByRole("heading", { name: "Your account" });
  const login = page.locator("input[name=login]");
  const consent = page.locator("form:has(input[value=consent]) button");
  for (;;) {
    await heading.or(login).or(consent).first().waitFor();
    if (await heading.isVisible()) return;
    if (await login.isVisible()) {
      await login.fill("olga");
      await page.locator("input[name=password]").fill("any");
      await page.locator("button[type=submit]").click();
      await login.waitFor({ state: "detached" });
    } else {
      await consent.click();
      await consent.waitFor({ state: "detached" });
    }
  }
}

it("who signs in through a provider is asked to do so again before sessions end, and comes back", async () => {
  const { page } = open;
  await page.goto("/sign-in?next=/account");
  await page.getByRole("link", { name: "Sign in with single sign-on" }).click();
  await throughProvider(page);
  const sessions = page.getByRole("region", { name: "Where you are signed in" });
  const question = sessions.getByRole("group", { name: "Sign out on all devices, this one too?" });
  const now = Date.now;
  vi.spyOn(Date, "now").mockImplementation(() => now() + 6 * 60_000);
  await sessions.getByRole("button", { name: "Sign out everywhere" }).click();
  await question.getByRole("button", { name: "Sign out everywhere" }).click();
  await sessions.getByRole("alert").getByText("Your sign-in is too old for this.", { exact: false }).first().waitFor();
  await sessions.getByRole("link", { name: "Sign in again" }).click();
  await throughProvider(page);
  expect(page.url()).toBe(`${desk.url}/account`);
  await page.getByText("This session").waitFor();
  await sessions.getByRole("button", { name: "Sign out everywhere" }).click();
  await question.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.waitForURL("**/sign-in?*");
  await page.goto("/account");
  await page.getByRole("link", { name: "Sign in with single sign-on" }).waitFor();
});
