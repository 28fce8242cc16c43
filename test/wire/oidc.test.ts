import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AuditEntry } from "../../shared/api/audit/audit-routes.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { freePort } from "../support/ports.ts";
import {
  browse,
  type OpenIdProvider,
  type ProviderPerson,
  SECRET,
  startOpenIdProvider,
} from "../support/sign-in/openid-provider.ts";
import { addPeople } from "../support/sign-in/signed-in.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";

/** The provider's people: their groups and names. */
const PEOPLE: Record<string, ProviderPerson> = {
  olga: { name: "Olga", groups: ["toloka", "staff"] },
  ada: { name: "Ada", groups: ["toloka", "toloka-admins"] },
  guest: { name: "Guest", groups: ["staff"] },
  root: { name: "Root", groups: ["toloka-admins"] },
  double: { name: "Vik", groups: ["toloka"] },
};

let toloka: FaultyToloka;
let env: Record<string, string>;
let desk: Desk;
let provider: OpenIdProvider;
/** The port of another desk that the provider knows. */
let otherPort: number;
/** The provider's keys as they are published; null: as they are. */
let published: object | null = null;

beforeAll(async () => {
  toloka = await startFaultyToloka();
  const deskPort = await freePort();
  otherPort = await freePort();
  provider = await startOpenIdProvider({
    port: await freePort(),
    homes: [deskPort, otherPort].map((number) => `http://127.0.0.1:${number}`),
    people: PEOPLE,
    intercept(request, response) {
      if (published === null || request.url !== "/jwks") return false;
      response.setHeader("Content-Type", "application/jwk-set+json").end(JSON.stringify(published));
      return true;
    },
  });
  const dataDir = await temporaryFolder();
  await addPeople(`file:${join(dataDir, "journal.sqlite")}`, { Vik: "administrator" });
  env = {
    SIGN_IN: "oidc",
    OIDC_ISSUER: provider.url,
    OIDC_CLIENT_ID: "task-desk",
    OIDC_CLIENT_SECRET: SECRET,
    OIDC_ROLES: "toloka=operator, toloka-admins=administrator",
  };
  desk = await startDesk({ toloka, env: { ...env, PORT: String(deskPort) }, dataDir });
});
afterAll(async () => {
  await desk?.remove();
  await provider?.close();
  await toloka?.close();
});

describe("sign-in through an OpenID provider", () => {
  it.each([
    ["olga", { operator: "Olga", role: "operator" }],
    ["ada", { operator: "Ada", role: "administrator" }],
    // The name is another person's, who signs in with a password.
    ["double", { operator: "Vik 2", role: "operator" }],
  ])("%s gets the highest role of the groups, and comes back to the page", async (who, session) => {
    const { ask, toCallback } = browse();
    const arrived = await ask(await toCallback(desk.url, who, "/pools/1/new?input.a=b"));
    expect(arrived.to).toBe(`${desk.url}/pools/1/new?input.a=b`);
    expect(JSON.parse((await ask(`${desk.url}/api/session`)).text)).toMatchObject(session);
  });

  it("a group that is taken away lowers the role at the next sign-in, also where the person is signed in already", async () => {
    const first = browse();
    await first.ask(await first.toCallback(desk.url, "ada"));
    PEOPLE.ada!.groups = ["toloka"];
    const second = browse();
    await second.ask(await second.toCallback(desk.url, "ada"));
    expect(JSON.parse((await first.ask(`${desk.url}/api/session`)).text)).toMatchObject({ role: "operator" });
  });

  it("nobody enters without a group, with another's answer, or with the same answer twice", async () => {
    const guest = browse();
    expect((await guest.ask(await guest.toCallback(desk.url, "guest"))).to).toBe(
      `${desk.url}/sign-in?problem=OIDC_NO_ROLE`,
    );
    const olga = browse();
    const callback = await olga.toCallback(desk.url, "olga");
    const thief = browse();
    expect((await thief.ask(callback)).to).toBe(`${desk.url}/sign-in?problem=OIDC_FAILED`);
    await thief.toCallback(desk.url, "guest");
    expect((await thief.ask(callback)).to).toBe(`${desk.url}/sign-in?problem=OIDC_FAILED`);
    expect((await olga.ask(callback)).to).toBe(`${desk.url}/submissions`);
    expect((await olga.ask(callback)).to).toBe(`${desk.url}/sign-in?problem=OIDC_FAILED`);
  });

  it("the audit log says who came, whose role changed by that, and that somebody was refused", async () => {
    const root = browse();
    await root.ask(await root.toCallback(desk.url, "root"));
    const { text } = await root.ask(`${desk.url}/api/audit?action=signInOidc&limit=200`);
    const { items } = JSON.parse(text) as { items: AuditEntry[] };
    expect(items[0]).toMatchObject({ name: "Root", role: "administrator", status: 302, before: '{"role":null}' });
    const lowered = items.find(({ before }) => before === '{"role":"administrator"}');
    expect(lowered).toMatchObject({ name: "Ada", after: '{"name":"Ada","role":"operator"}' });
    expect(items.map(({ code }) => code)).toEqual(expect.arrayContaining(["OIDC_NO_ROLE", "OIDC_FAILED"]));
  });

  it("ending sessions takes a sign-in of the last five minutes", async () => {
    const [here, there] = [browse(), browse()];
    await there.ask(await there.toCallback(desk.url, "olga"));
    await here.ask(await here.toCallback(desk.url, "olga"));
    const state = async (who: typeof here) => (await who.ask(`${desk.url}/api/session`)).status;
    const { text } = await here.ask(`${desk.url}/api/sessions`);
    const { items } = JSON.parse(text) as { items: { id: string; current: boolean; signed_in_at: string }[] };
    const ends = items.filter(({ current }) => !current).map(({ id }) => `/api/sessions/${id}/end`);
    const now = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => now() + 5 * 60_000);
    try {
      for (const [path, body] of [[ends[0]!, {}] as const, ["/api/sign-out", { everywhere: true }] as const]) {
        const late = await here.call("POST", `${desk.url}${path}`, body);
        expect([late.status, late.body]).toEqual([403, expect.objectContaining({ code: "SIGN_IN_AGAIN" })]);
      }
      expect([await state(here), await state(there)]).toEqual([200, 200]);
      await here.ask(await here.toCallback(desk.url, "olga", "/account"));
      for (const path of ends) expect((await here.call("POST", `${desk.url}${path}`, {})).status).toBe(200);
      expect([await state(here), await state(there)]).toEqual([200, 401]);
      expect((await here.call("POST", `${desk.url}/api/sign-out`, { everywhere: true })).status).toBe(200);
      expect(await state(here)).toBe(401);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it("the reset of a second factor gives no link, also for who had a password", async () => {
    const root = browse();
    await root.ask(await root.toCallback(desk.url, "root"));
    const { body } = await root.call("GET", `${desk.url}/api/people`);
    const { id } = (body.items as { id: string; name: string }[]).find(({ name }) => name === "Vik")!;
    const reset = await root.call("POST", `${desk.url}/api/people/${id}/factor/reset`);
    expect([reset.status, reset.body]).toEqual([200, { link: null }]);
  });

  it("passwords are off, other origins are no page to come back to, and no secret is logged", async () => {
    expect((await desk.call("GET", "/api/sign-in")).body).toEqual({ password: false, oidc: true });
    expect((await desk.call("POST", "/api/sign-in", { name: "Vik", password: "x" })).body).toMatchObject({
      code: "PASSWORDS_OFF",
    });
    const olga = browse();
    expect((await olga.ask(await olga.toCallback(desk.url, "olga", "//evil.example/"))).to).toBe(`${desk.url}/`);
    expect(JSON.stringify(desk.logged)).not.toContain(SECRET);
    expect(JSON.stringify(desk.logged)).not.toContain("code=");
  });

  it("nobody enters with an ID token that is not signed by a key of the provider", async () => {
    const { keys } = (await (await fetch(`${provider.url}/jwks`)).json()) as { keys: { kid: string }[] };
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    published = { keys: keys.map((key) => ({ ...key, ...publicKey.export({ format: "jwk" }) })) };
    const other = await startDesk({ toloka, env: { ...env, PORT: String(otherPort) } });
    try {
      const olga = browse();
      const arrived = await olga.ask(await olga.toCallback(other.url, "olga", "/"));
      expect(arrived.to).toBe(`${other.url}/sign-in?problem=OIDC_FAILED`);
      published = null;
    } finally {
      await other.remove();
    }
    const again = await startDesk({ toloka, env: { ...env, PORT: String(otherPort) } });
    try {
      const olga = browse();
      expect((await olga.ask(await olga.toCallback(again.url, "olga", "/"))).to).toBe(`${again.url}/`);
    } finally {
      await again.remove();
    }
  });

  it("a provider that is down is said to be, and found again later", async () => {
    const other = await startDesk({
      toloka,
      env: {
        SIGN_IN: "oidc",
        OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
        OIDC_CLIENT_ID: "x",
        OIDC_ROLES: "a=viewer",
      },
    });
    const answer = await fetch(`${other.url}/sign-in/start`, { redirect: "manual" });
    expect(answer.headers.get("location")).toBe("/sign-in?problem=OIDC_UNREACHABLE");
    await other.remove();
  });
});
