import { once } from "node:events";
import { createServer, type Server } from "node:http";
import Provider from "oidc-provider";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { freePort } from "../support/ports.ts";
import { sharedBrowser, type Visit, visit } from "./browser.ts";

let server: Server;
let desk: Desk;
let open: Visit;
let issuer: string;
beforeAll(async () => {
  const [port, deskPort] = [await freePort(), await freePort()];
  issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "task-desk",
        client_secret: "the-secret-of-this-client",
        redirect_uris: [`http://127.0.0.1:${deskPort}/sign-in/callback`],
      },
    ],
    claims: { openid: ["sub"], profile: ["name"], groups: ["groups"] },
    scopes: ["openid", "profile", "groups"],
    cookies: { keys: ["a key of this test"] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, name: "Olga", groups: ["toloka"] }) }),
    ttl: { AccessToken: 600, Grant: 3600, IdToken: 600, Interaction: 600, Session: 3600 },
  });
  server = createServer(provider.callback()).listen(port, "127.0.0.1");
  await once(server, "listening");
  desk = await startDesk({
    env: {
      PORT: String(deskPort),
      SIGN_IN: "oidc",
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: "task-desk",
      OIDC_CLIENT_SECRET: "the-secret-of-this-client",
      OIDC_ROLES: "toloka=operator",
    },
  });
  open = await visit(await sharedBrowser(), desk.url);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await open?.context.close();
  await desk?.remove();
  server?.closeAllConnections();
  server?.close();
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
