import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { AuditEntry } from "../../shared/api/audit/audit-routes.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { freePort } from "../support/ports.ts";
import { codesFor } from "../support/sign-in/authenticator-app.ts";
import { nextStep } from "../support/sign-in/next-step.ts";
import {
  type Browser,
  browse,
  CLIENT_ID,
  type OpenIdProvider,
  type ProviderPerson,
  SECRET,
  startOpenIdProvider,
} from "../support/sign-in/openid-provider.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
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

let toloka: FaultyToloka;
let provider: OpenIdProvider;
let home: string;
let desk: Desk | undefined;
/** Whether the provider is one that knows nothing of `max_age`. */
let ignoresAge = false;
beforeAll(async () => {
  toloka = await startFaultyToloka();
  home = `http://127.0.0.1:${await freePort()}`;
  provider = await startOpenIdProvider({
    port: await freePort(),
    homes: [home],
    people: PEOPLE,
    intercept(request) {
      if (ignoresAge) request.url = request.url?.replace(/&max_age=\d+/, "");
      return false;
    },
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await desk?.remove();
  desk = undefined;
  ignoresAge = false;
});
afterAll(async () => {
  await provider?.close();
  await toloka?.close();
});

async function start(env: Record<string, string>): Promise<Desk> {
  desk = await startDesk({
    toloka,
    env: {
      PORT: new URL(home).port,
      SIGN_IN: "oidc",
      OIDC_ISSUER: provider.url,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: SECRET,
      OIDC_ROLES: "desk=operator,admins=administrator",
      ...env,
    },
  });
  return desk;
}

/** Signs in; where the desk sends the browser then. */
async function arrive(browser: Browser, who: string): Promise<string> {
  return (await browser.ask(await browser.toCallback(home, who))).to!.slice(home.length);
}
const session = async (browser: Browser) => (await browser.call("GET", `${home}/api/session`)).body;
const codesIn = async (browser: Browser): Promise<(string | null)[]> => {
  const { body } = await browser.call("GET", `${home}/api/audit?action=signInOidc&limit=200`);
  return (body.items as AuditEntry[]).map(({ code }) => code);
};
/** What the desk asked of the provider last. */
const askedLast = () => new URL(provider.asked.findLast((path) => path.startsWith("/auth?"))!, home).searchParams;

/** Sets an authenticator app up without a password. `next`: waits for its next code. */
async function setUp(browser: Browser) {
  const begun = await browser.call("POST", `${home}/api/factor/totp`, { password: "" });
  expect(begun.status).toBe(201);
  const code = codesFor(String(begun.body.secret));
  nextStep();
  const confirmed = await browser.call("POST", `${home}/api/factor/totp/confirm`, { code: code(0) });
  expect(confirmed.status).toBe(200);
  const next = (): string => {
    nextStep();
    return code(0);
  };
  return { next, recovery: confirmed.body.recovery_codes as string[] };
}

describe("the client's secret", () => {
  it("is read again from its file when it has changed", async () => {
    const path = join(await temporaryFolder(), "secret");
    await writeFile(path, "a secret that the provider does not know");
    await start({ OIDC_CLIENT_SECRET: "", OIDC_CLIENT_SECRET_FILE: path });
    expect(await arrive(browse(), "olga")).toBe("/sign-in?problem=OIDC_FAILED");
    await writeFile(path, `${SECRET}\n`);
    await until("the new secret to be used", async () => (await arrive(browse(), "olga")) === "/submissions");
    await rm(dirname(path), { recursive: true });
  });
});

describe("how the provider checked the person", () => {
  it.each([
    ["level", { OIDC_ACR_VALUES: "two, three" }],
    ["method", { OIDC_AMR: "mfa,hwk" }],
    ["level and method", { OIDC_ACR_VALUES: "two", OIDC_AMR: "mfa" }],
  ])("is demanded by %s: who is not checked so, or of whom nothing is said, does not enter", async (_what, env) => {
    await start({ ...env, REQUIRE_SECOND_FACTOR: "everyone" });
    for (const who of ["weak", "quiet"]) {
      const browser = browse();
      expect(await arrive(browser, who)).toBe("/sign-in?problem=OIDC_TOO_WEAK");
      expect((await browser.call("GET", `${home}/api/session`)).status).toBe(401);
    }
    expect(askedLast().get("acr_values")).toBe("OIDC_ACR_VALUES" in env ? env.OIDC_ACR_VALUES.replace(",", "") : null);
    // Who is needs no second factor of the desk.
    const browser = browse();
    expect(await arrive(browser, "strong")).toBe("/submissions");
    expect(await session(browser)).toMatchObject({ operator: "Strong", second_factor_required: false });
    expect((await browser.call("GET", `${home}/api/factor`)).body).toMatchObject({ by_provider: true });
    expect((await codesIn(browser)).filter((code) => code === "OIDC_TOO_WEAK")).toHaveLength(2);
  });

  it("is demanded by age: nobody enters whose sign-in there is too old, or of no known age", async () => {
    await start({ OIDC_MAX_AGE: "600" });
    expect(await arrive(browse(), "late")).toBe("/sign-in?problem=OIDC_TOO_OLD");
    expect(askedLast().get("max_age")).toBe("600");
    const browser = browse();
    expect(await arrive(browser, "quiet")).toBe("/submissions");
    ignoresAge = true;
    expect(await arrive(browse(), "quiet")).toBe("/sign-in?problem=OIDC_TOO_OLD");
    expect((await codesIn(browser)).filter((code) => code === "OIDC_TOO_OLD")).toHaveLength(2);
  });
});

describe("a second factor of the desk", () => {
  const api = (path: string) => `${home}/api/${path}`;
  it("is demanded of who comes from a provider that is not asked for one, set up there, and asked for then", async () => {
    await start({ REQUIRE_SECOND_FACTOR: "administrators" });
    const olga = browse();
    expect(await arrive(olga, "olga")).toBe("/submissions");
    expect(await session(olga)).toMatchObject({ second_factor_required: false });

    const ada = browse();
    expect(await arrive(ada, "ada")).toBe("/submissions");
    expect(await session(ada)).toMatchObject({ second_factor_required: true });
    expect((await ada.call("GET", api("submissions"))).body).toMatchObject({ code: "SECOND_FACTOR_REQUIRED" });
    const { next, recovery } = await setUp(ada);
    expect((await ada.call("GET", api("submissions"))).status).toBe(200);

    const again = browse();
    expect(await arrive(again, "ada")).toBe("/sign-in?next=%2Fsubmissions&factor=code");
    expect((await again.call("GET", api("session"))).status).toBe(401);
    expect((await again.call("POST", api("sign-in/code"), { code: "000000" })).body).toMatchObject({
      code: "CODE_WRONG",
    });
    expect((await again.call("POST", api("sign-in/code"), { code: next() })).body).toMatchObject({ name: "Ada" });
    expect((await again.call("GET", api("submissions"))).status).toBe(200);
    // Without the provider, neither a code nor a recovery code lets anybody in.
    expect((await browse().call("POST", api("sign-in/code"), { code: recovery[0]! })).body).toMatchObject({
      code: "SIGN_IN_EXPIRED",
    });
  });

  it("takes a sign-in through the provider a short time ago to be changed", async () => {
    const { logged } = await start({});
    const ada = browse();
    await arrive(ada, "ada");
    await setUp(ada);
    const { body } = await ada.call("POST", api("factor/recovery-codes"), { password: "" });
    expect(body.recovery_codes).toHaveLength(8);
    const real = Date.now;
    Date.now = () => real() + 6 * 60 * 1000;
    try {
      const late = await ada.call("POST", api("factor/totp/remove"), { password: "" });
      expect([late.status, late.body.code]).toEqual([403, "SIGN_IN_AGAIN"]);
    } finally {
      Date.now = real;
    }
    expect((await ada.call("POST", api("factor/totp/remove"), { password: "" })).status).toBe(200);
    expect(JSON.stringify(logged)).not.toContain(SECRET);
  });
});

it("an administrator resets the second factor of somebody who comes from a provider", async () => {
  await start({ REQUIRE_SECOND_FACTOR: "everyone", OIDC_MAX_AGE: "86400" });
  const [ada, olga] = [browse(), browse()];
  for (const [browser, who] of [
    [ada, "ada"],
    [olga, "olga"],
  ] as const) {
    await arrive(browser, who);
    await setUp(browser);
  }
  const { items } = (await ada.call("GET", `${home}/api/people`)).body as { items: { id: string; name: string }[] };
  const id = items.find(({ name }) => name === "Olga")!.id;
  expect((await ada.call("POST", `${home}/api/people/${id}/factor/reset`)).status).toBe(200);
  expect((await olga.call("GET", `${home}/api/session`)).status).toBe(401);
  const again = browse();
  expect(await arrive(again, "olga")).toBe("/submissions");
  expect(await session(again)).toMatchObject({ operator: "Olga", second_factor_required: true });
});

describe("the end of a session", () => {
  it("comes with OIDC_MAX_AGE at the latest", async () => {
    await start({ OIDC_MAX_AGE: "600" });
    const ada = browse();
    await arrive(ada, "ada");
    expect((await ada.call("GET", `${home}/api/sessions`)).body.items).toHaveLength(1);
    const real = Date.now;
    Date.now = () => real() + 599 * 1000;
    try {
      expect((await ada.call("GET", `${home}/api/session`)).status).toBe(200);
      Date.now = () => real() + 601 * 1000;
      expect((await ada.call("GET", `${home}/api/session`)).status).toBe(401);
    } finally {
      Date.now = real;
    }
  });

  it("leads to the end of the one at the provider, if the person wants that", async () => {
    await start({});
    const ada = browse();
    await arrive(ada, "ada");
    const out = await ada.call("POST", `${home}/api/sign-out`, { everywhere: false });
    expect(out.body).toEqual({ done: true, provider: "/sign-in/leave" });
    const { to } = await ada.ask(`${home}/sign-in/leave`);
    const { origin, pathname, searchParams } = new URL(to!);
    expect([origin, pathname, Object.fromEntries(searchParams)]).toEqual([
      provider.url,
      "/session/end",
      { client_id: CLIENT_ID, post_logout_redirect_uri: `${home}/sign-in` },
    ]);
    const page = await ada.ask(to!);
    const [, action] = /action="([^"]+)"/.exec(page.text)!;
    const [, xsrf] = /name="xsrf" value="([^"]+)"/.exec(page.text)!;
    expect((await ada.ask(action!, { xsrf: xsrf!, logout: "yes" })).to).toBe(`${home}/sign-in`);
    // The provider asks again who it is.
    const asked = await ada.ask((await ada.ask(`${home}/sign-in/start`)).to!);
    expect((await ada.ask(asked.to!)).text).toContain('name="login"');
  });

  it("does not wait for a provider that does not answer", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    await start({});
    const ada = browse();
    await arrive(ada, "ada");
    // As after a restart: what the provider says of itself is not known yet.
    await desk!.stop();
    const { dataDir } = desk!;
    desk = await startDesk({
      toloka,
      dataDir,
      env: {
        PORT: new URL(home).port,
        SIGN_IN: "oidc",
        OIDC_ISSUER: `http://127.0.0.1:${port}`,
        OIDC_CLIENT_ID: CLIENT_ID,
        OIDC_ROLES: "desk=operator",
      },
    });
    const out = await ada.call("POST", `${home}/api/sign-out`, { everywhere: false });
    expect(out.body).toEqual({ done: true, provider: null });
    silent.closeAllConnections();
    silent.close();
    await until("the log to say so", () => desk!.logged.some(({ message }) => message.includes("provider")));
  });
});
