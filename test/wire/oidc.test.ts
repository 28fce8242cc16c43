import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import Provider from "oidc-provider";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { AuditEntry } from "../../shared/api/audit/audit-routes.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { freePort } from "../support/ports.ts";
import { addPeople } from "../support/sign-in/signed-in.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";

const SECRET = "the-secret-of-this-client";
/** The provider's people: their groups and names. */
const PEOPLE: Record<string, { name: string; groups: string[] }> = {
  olga: { name: "Olga", groups: ["toloka", "staff"] },
  ada: { name: "Ada", groups: ["toloka", "toloka-admins"] },
  guest: { name: "Guest", groups: ["staff"] },
  root: { name: "Root", groups: ["toloka-admins"] },
  double: { name: "Vik", groups: ["toloka"] },
};

let toloka: FaultyToloka;
let env: Record<string, string>;
let desk: Desk;
let server: Server;
let port: number;
/** The port of another desk that the provider knows. */
let otherPort: number;
/** The provider's keys as they are published; null: as they are. */
let published: object | null = null;

/** A real provider, which signs in whoever its form names. */
async function startProvider(callbacks: string[]) {
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: "task-desk", client_secret: SECRET, redirect_uris: callbacks }],
    claims: { openid: ["sub"], profile: ["name"], groups: ["groups"] },
    scopes: ["openid", "profile", "groups"],
    cookies: { keys: ["a key of this test"] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
    // Without them the provider prints a hint.
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  });
  return provider;
}

beforeAll(async () => {
  toloka = await startFaultyToloka();
  const deskPort = await freePort();
  [port, otherPort] = [await freePort(), await freePort()];
  const provider = await startProvider(
    [deskPort, otherPort].map((number) => `http://127.0.0.1:${number}/sign-in/callback`),
  );
  const answer = provider.callback();
  server = createServer((request, response) => {
    if (published === null || request.url !== "/jwks") return void answer(request, response);
    response.setHeader("Content-Type", "application/jwk-set+json").end(JSON.stringify(published));
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  const dataDir = await temporaryFolder();
  await addPeople(`file:${join(dataDir, "journal.sqlite")}`, { Vik: "administrator" });
  env = {
    SIGN_IN: "oidc",
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CLIENT_ID: "task-desk",
    OIDC_CLIENT_SECRET: SECRET,
    OIDC_ROLES: "toloka=operator, toloka-admins=administrator",
    // It is demanded of people with a password only.
    REQUIRE_SECOND_FACTOR: "everyone",
  };
  desk = await startDesk({ toloka, env: { ...env, PORT: String(deskPort) }, dataDir });
});
afterAll(async () => {
  await desk?.remove();
  server?.closeAllConnections();
  server?.close();
  await toloka?.close();
});

/** A browser without scripts: keeps the cookies of each origin with their paths, and follows no redirect by itself. */
function browse() {
  const jar = new Map<string, { value: string; path: string }>();
  const ask = async (address: string, form?: Record<string, string>, json?: object) => {
    const url = new URL(address);
    const sent = [...jar]
      .filter(([key, { path }]) => key.startsWith(`${url.origin} `) && url.pathname.startsWith(path))
      .map(([key, { value }]) => `${key.split(" ")[1]}=${value}`);
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie: sent.join("; "), ...(json && { "content-type": "application/json" }) },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
      ...(json && { method: "POST", body: JSON.stringify(json) }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      jar.set(`${url.origin} ${name}`, { value: value!, path: /path=([^;]+)/i.exec(cookie)?.[1] ?? "/" });
    }
    const location = answer.headers.get("location");
    return { status: answer.status, text: await answer.text(), to: location && new URL(location, url).href };
  };
  return {
    ask,
    post: (address: string, body: object) => ask(address, undefined, body),
    /** Signs in at the provider; the address of the callback. */
    async toCallback(who: string, next = "/submissions", home = desk.url): Promise<string> {
      let at = await ask(`${home}/sign-in/start?next=${encodeURIComponent(next)}`);
      for (;;) {
        if (at.to?.startsWith(home)) return at.to;
        if (at.to) {
          at = await ask(at.to);
          continue;
        }
        const [, action] = /action="([^"]+)"/.exec(at.text)!;
        const consent = at.text.includes('value="consent"');
        at = await ask(action!, consent ? { prompt: "consent" } : { prompt: "login", login: who, password: "any" });
      }
    },
  };
}

describe("sign-in through an OpenID provider", () => {
  it.each([
    ["olga", { operator: "Olga", role: "operator" }],
    ["ada", { operator: "Ada", role: "administrator" }],
    // The name is another person's, who signs in with a password.
    ["double", { operator: "Vik 2", role: "operator" }],
  ])("%s gets the highest role of the groups, and comes back to the page", async (who, session) => {
    const { ask, toCallback } = browse();
    const arrived = await ask(await toCallback(who, "/pools/1/new?input.a=b"));
    expect(arrived.to).toBe(`${desk.url}/pools/1/new?input.a=b`);
    expect(JSON.parse((await ask(`${desk.url}/api/session`)).text)).toMatchObject(session);
  });

  it("a group that is taken away lowers the role at the next sign-in, also where the person is signed in already", async () => {
    const first = browse();
    await first.ask(await first.toCallback("ada"));
    PEOPLE.ada!.groups = ["toloka"];
    const second = browse();
    await second.ask(await second.toCallback("ada"));
    expect(JSON.parse((await first.ask(`${desk.url}/api/session`)).text)).toMatchObject({ role: "operator" });
  });

  it("nobody enters without a group, with another's answer, or with the same answer twice", async () => {
    const guest = browse();
    expect((await guest.ask(await guest.toCallback("guest"))).to).toBe(`${desk.url}/sign-in?problem=OIDC_NO_ROLE`);
    const olga = browse();
    const callback = await olga.toCallback("olga");
    const thief = browse();
    expect((await thief.ask(callback)).to).toBe(`${desk.url}/sign-in?problem=OIDC_FAILED`);
    await thief.toCallback("guest");
    expect((await thief.ask(callback)).to).toBe(`${desk.url}/sign-in?problem=OIDC_FAILED`);
    expect((await olga.ask(callback)).to).toBe(`${desk.url}/submissions`);
    expect((await olga.ask(callback)).to).toBe(`${desk.url}/sign-in?problem=OIDC_FAILED`);
  });

  it("the audit log says who came, whose role changed by that, and that somebody was refused", async () => {
    const root = browse();
    await root.ask(await root.toCallback("root"));
    const { text } = await root.ask(`${desk.url}/api/audit?action=signInOidc&limit=200`);
    const { items } = JSON.parse(text) as { items: AuditEntry[] };
    expect(items[0]).toMatchObject({ name: "Root", role: "administrator", status: 302, before: '{"role":null}' });
    const lowered = items.find(({ before }) => before === '{"role":"administrator"}');
    expect(lowered).toMatchObject({ name: "Ada", after: '{"name":"Ada","role":"operator"}' });
    expect(items.map(({ code }) => code)).toEqual(expect.arrayContaining(["OIDC_NO_ROLE", "OIDC_FAILED"]));
  });

  it("ending sessions takes a sign-in of the last five minutes", async () => {
    const [here, there] = [browse(), browse()];
    await there.ask(await there.toCallback("olga"));
    await here.ask(await here.toCallback("olga"));
    const state = async (who: typeof here) => (await who.ask(`${desk.url}/api/session`)).status;
    const { text } = await here.ask(`${desk.url}/api/sessions`);
    const { items } = JSON.parse(text) as { items: { id: string; current: boolean; signed_in_at: string }[] };
    const ends = items.filter(({ current }) => !current).map(({ id }) => `/api/sessions/${id}/end`);
    const now = Date.now;
    vi.spyOn(Date, "now").mockImplementation(() => now() + 5 * 60_000);
    try {
      for (const [path, body] of [[ends[0]!, {}] as const, ["/api/sign-out", { everywhere: true }] as const]) {
        const late = await here.post(`${desk.url}${path}`, body);
        expect([late.status, JSON.parse(late.text)]).toEqual([403, expect.objectContaining({ code: "SIGN_IN_AGAIN" })]);
      }
      expect([await state(here), await state(there)]).toEqual([200, 200]);
      await here.ask(await here.toCallback("olga", "/account"));
      for (const path of ends) expect((await here.post(`${desk.url}${path}`, {})).status).toBe(200);
      expect([await state(here), await state(there)]).toEqual([200, 401]);
      expect((await here.post(`${desk.url}/api/sign-out`, { everywhere: true })).status).toBe(200);
      expect(await state(here)).toBe(401);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it("passwords are off, other origins are no page to come back to, and no secret is logged", async () => {
    expect((await desk.call("GET", "/api/sign-in")).body).toEqual({ password: false, oidc: true });
    expect((await desk.call("POST", "/api/sign-in", { name: "Vik", password: "x" })).body).toMatchObject({
      code: "PASSWORDS_OFF",
    });
    const olga = browse();
    expect((await olga.ask(await olga.toCallback("olga", "//evil.example/"))).to).toBe(`${desk.url}/`);
    expect(JSON.stringify(desk.logged)).not.toContain(SECRET);
    expect(JSON.stringify(desk.logged)).not.toContain("code=");
  });

  it("nobody enters with an ID token that is not signed by a key of the provider", async () => {
    const { keys } = (await (await fetch(`http://127.0.0.1:${port}/jwks`)).json()) as { keys: { kid: string }[] };
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    published = { keys: keys.map((key) => ({ ...key, ...publicKey.export({ format: "jwk" }) })) };
    const other = await startDesk({ toloka, env: { ...env, PORT: String(otherPort) } });
    try {
      const olga = browse();
      const arrived = await olga.ask(await olga.toCallback("olga", "/", other.url));
      expect(arrived.to).toBe(`${other.url}/sign-in?problem=OIDC_FAILED`);
      published = null;
    } finally {
      await other.remove();
    }
    const again = await startDesk({ toloka, env: { ...env, PORT: String(otherPort) } });
    try {
      const olga = browse();
      expect((await olga.ask(await olga.toCallback("olga", "/", again.url))).to).toBe(`${again.url}/`);
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
