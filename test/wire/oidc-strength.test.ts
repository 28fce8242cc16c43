import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { AuditEntry } from "../../shared/api/audit/audit-routes.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { withProvider } from "../support/sign-in/desk-with-provider.ts";
import { type Browser, browse, CLIENT_ID, type ProviderPerson, SECRET } from "../support/sign-in/openid-provider.ts";
import { until } from "../support/until.ts";

const admins = { groups: ["admins"] };
const PEOPLE: Record<string, ProviderPerson> = {
  quiet: { name: "Quiet", ...admins },
  weak: { name: "Weak", ...admins, login: { acr: "one", amr: ["pwd"] } },
  strong: { name: "Strong", ...admins, login: { acr: "two", amr: ["pwd", "mfa"] } },
  late: { name: "Late", ...admins, login: { ts: Math.floor(Date.now() / 1000) - 3600 } },
  ada: { name: "Ada", ...admins },
  olga: { name: "Olga", groups: ["desk"] },
};

/** Whether the provider is one that knows nothing of `max_age`. */
let ignoresAge = false;
const at = withProvider(PEOPLE, (request) => {
  if (ignoresAge) request.url = request.url?.replace(/&max_age=\d+/, "");
  return false;
});
afterEach(() => {
  ignoresAge = false;
});

const session = async (browser: Browser) => (await browser.call("GET", `${at.home}/api/session`)).body;
const codesIn = async (browser: Browser): Promise<(string | null)[]> => {
  const { body } = await browser.call("GET", `${at.home}/api/audit?action=signInOidc&limit=200`);
  return (body.items as AuditEntry[]).map(({ code }) => code);
};
/** What the desk asked of the provider last. */
const askedLast = () => new URL(at.provider.asked.findLast((path) => path.startsWith("/auth?"))!, at.home).searchParams;

describe("the client's secret", () => {
  it("is read again from its file when it has changed", async () => {
    const path = join(await temporaryFolder(), "secret");
    await writeFile(path, "a secret that the provider does not know");
    await at.start({ OIDC_CLIENT_SECRET: "", OIDC_CLIENT_SECRET_FILE: path });
    expect(await at.arrive(browse(), "olga")).toBe("/sign-in?problem=OIDC_FAILED");
    await writeFile(path, `${SECRET}\n`);
    await until("the new secret to be used", async () => (await at.arrive(browse(), "olga")) === "/submissions");
    await rm(dirname(path), { recursive: true });
  });
});

describe("how the provider checked the person", () => {
  it.each([
    ["level", { OIDC_ACR_VALUES: "two, three" }],
    ["method", { OIDC_AMR: "mfa,hwk" }],
    ["level and method", { OIDC_ACR_VALUES: "two", OIDC_AMR: "mfa" }],
  ])("is demanded by %s: who is not checked so, or of whom nothing is said, does not enter", async (_what, env) => {
    await at.start({ ...env, REQUIRE_SECOND_FACTOR: "everyone" });
    for (const who of ["weak", "quiet"]) {
      const browser = browse();
      expect(await at.arrive(browser, who)).toBe("/sign-in?problem=OIDC_TOO_WEAK");
      expect((await browser.call("GET", `${at.home}/api/session`)).status).toBe(401);
    }
    expect(askedLast().get("acr_values")).toBe("OIDC_ACR_VALUES" in env ? env.OIDC_ACR_VALUES.replace(",", "") : null);
    // Who is needs no second factor of the desk.
    const browser = browse();
    expect(await at.arrive(browser, "strong")).toBe("/submissions");
    expect(await session(browser)).toMatchObject({ operator: "Strong", second_factor_required: false });
    expect((await browser.call("GET", `${at.home}/api/factor`)).body).toMatchObject({ by_provider: true });
    expect((await codesIn(browser)).filter((code) => code === "OIDC_TOO_WEAK")).toHaveLength(2);
  });

  it("is demanded by age: nobody enters whose sign-in there is too old, or of no known age", async () => {
    await at.start({ OIDC_MAX_AGE: "600" });
    expect(await at.arrive(browse(), "late")).toBe("/sign-in?problem=OIDC_TOO_OLD");
    expect(askedLast().get("max_age")).toBe("600");
    const browser = browse();
    expect(await at.arrive(browser, "quiet")).toBe("/submissions");
    ignoresAge = true;
    expect(await at.arrive(browse(), "quiet")).toBe("/sign-in?problem=OIDC_TOO_OLD");
    expect((await codesIn(browser)).filter((code) => code === "OIDC_TOO_OLD")).toHaveLength(2);
  });
});

describe("the end of a session", () => {
  it("comes with OIDC_MAX_AGE at the latest", async () => {
    await at.start({ OIDC_MAX_AGE: "600" });
    const ada = browse();
    await at.arrive(ada, "ada");
    expect((await ada.call("GET", `${at.home}/api/sessions`)).body.items).toHaveLength(1);
    const real = Date.now;
    Date.now = () => real() + 599 * 1000;
    try {
      expect((await ada.call("GET", `${at.home}/api/session`)).status).toBe(200);
      Date.now = () => real() + 601 * 1000;
      expect((await ada.call("GET", `${at.home}/api/session`)).status).toBe(401);
    } finally {
      Date.now = real;
    }
  });

  it("leads to the end of the one at the provider, if the person wants that", async () => {
    await at.start();
    const ada = browse();
    await at.arrive(ada, "ada");
    const out = await ada.call("POST", `${at.home}/api/sign-out`, { everywhere: false });
    expect(out.body).toEqual({ done: true, provider: "/sign-in/leave" });
    const { to } = await ada.ask(`${at.home}/sign-in/leave`);
    const { origin, pathname, searchParams } = new URL(to!);
    expect([origin, pathname, Object.fromEntries(searchParams)]).toEqual([
      at.provider.url,
      "/session/end",
      { client_id: CLIENT_ID, post_logout_redirect_uri: `${at.home}/sign-in` },
    ]);
    const page = await ada.ask(to!);
    const [, action] = /action="([^"]+)"/.exec(page.text)!;
    const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(page.text)!;
    expect((await ada.ask(action!, { xsrf: xsrf!, logout: "yes" })).to).toBe(`${at.home}/sign-in`);
    // The provider asks again who it is.
    const asked = await ada.ask((await ada.ask(`${at.home}/sign-in/start`)).to!);
    expect((await ada.ask(asked.to!)).text).toContain('name="login"');
  });

  it("does not wait for a provider that does not answer", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const first = await at.start();
    const ada = browse();
    await at.arrive(ada, "ada");
    // As after a restart: what the provider says of itself is not known yet.
    await first.stop();
    const { logged } = await at.start({ OIDC_ISSUER: `http://127.0.0.1:${port}` }, first.dataDir);
    const out = await ada.call("POST", `${at.home}/api/sign-out`, { everywhere: false });
    expect(out.body).toEqual({ done: true, provider: null });
    silent.closeAllConnections();
    silent.close();
    await until("the log to say so", () => logged.some(({ message }) => message.includes("provider")));
  });
});
