import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "../../shared/api/audit/audit-routes.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { askRaw, problemIn } from "../support/desk/raw-request.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople, PASSWORD, visitor } from "../support/sign-in/signed-in.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";

const ELSEWHERE = "192.0.2.7";
const HERE = "192.0.2.1";
const KEY = "a-key-for-metrics-only";

/** The ends of each new connection as the server sees them; null: as they are, both on loopback. */
let ends: { remote: string; local: string } | null = null;
function asSeen(message: unknown): void {
  if (ends === null) return;
  const { socket } = message as { socket: Socket };
  Object.defineProperty(socket, "remoteAddress", { value: ends.remote });
  Object.defineProperty(socket, "localAddress", { value: ends.local });
}
function from(remote: string): void {
  ends = { remote, local: HERE };
}

let toloka: FaultyToloka;
const desks: Desk[] = [];
async function open(env: Record<string, string>): Promise<Desk> {
  const dataDir = await temporaryFolder();
  await addPeople(`file:${join(dataDir, "journal.sqlite")}`, { Ada: "administrator" });
  const settings = {
    SIGN_IN: "password",
    HOST: "0.0.0.0",
    ALLOWED_HOSTS: "desk.example.org",
    METRICS_KEY: KEY,
    ...env,
  };
  const desk = await startDesk({ toloka, dataDir, env: settings });
  desks.push(desk);
  return desk;
}

beforeAll(async () => {
  toloka = await startFaultyToloka();
  subscribe("net.server.socket", asSeen);
});
afterEach(() => {
  ends = null;
});
afterAll(async () => {
  unsubscribe("net.server.socket", asSeen);
  for (const desk of desks) await desk.remove();
  await toloka?.close();
});

const ask = (desk: Desk, path: string, headers: Record<string, string> = {}) =>
  askRaw(desk.port, "GET", path, { host: "desk.example.org", ...headers });
const signIn = (desk: Desk, headers: Record<string, string> = {}) =>
  askRaw(
    desk.port,
    "POST",
    "/api/sign-in",
    { host: "desk.example.org", "content-type": "application/json", ...headers },
    JSON.stringify({ name: "Ada", password: PASSWORD }),
  );

describe("plain http from another machine", () => {
  it("is refused with what to do, also a page, and gets no cookie; only health is answered", async () => {
    const desk = await open({});
    from(ELSEWHERE);
    const refused = await signIn(desk);
    expect(problemIn(refused)).toMatchObject({ status: 403, code: "HTTPS_REQUIRED" });
    expect(refused.headers).not.toHaveProperty("set-cookie");
    const page = await ask(desk, "/submissions", { accept: "text/html,application/xhtml+xml,*/*;q=0.8" });
    expect([page.status, page.headers["content-type"], page.headers["cache-control"]]).toEqual([
      403,
      "text/plain; charset=utf-8",
      "no-store",
    ]);
    expect(page.text).toMatch(/^Open Task Desk over https\..*TLS_CERT_FILE.*TRUST_PROXY/);
    expect((await ask(desk, "/assets/index.js")).status).toBe(403);
    expect((await ask(desk, "/api/docs")).status).toBe(403);
    // What only says that it was https is no proxy of TRUST_PROXY.
    expect((await ask(desk, "/", { "x-forwarded-proto": "https" })).status).toBe(403);
    for (const path of ["/api/health", "/api/health/live", "/api/health/ready"])
      expect((await ask(desk, path)).status).toBe(200);
    expect((await ask(desk, "/api/healthy")).status).toBe(403);
    ends = null;
    const ada = visitor(desk.url.replace("0.0.0.0", "127.0.0.1"));
    expect((await ada.signIn("Ada")).status).toBe(200);
    const { items } = (await ada.call("GET", "/api/audit?action=requestFromElsewhere")).body as unknown as {
      items: AuditEntry[];
    };
    expect(items).toContainEqual(expect.objectContaining({ code: "HTTPS_REQUIRED", address: ELSEWHERE }));
  });

  it("is answered from this machine: on loopback, and by another of its own addresses", async () => {
    const desk = await open({});
    expect((await signIn(desk)).status).toBe(200);
    from("::ffff:127.0.0.1");
    expect((await signIn(desk)).status).toBe(200);
    from(HERE);
    expect((await signIn(desk)).status).toBe(200);
  });

  it("is not asked for metrics either, whatever the key", async () => {
    const shown = { authorization: `Bearer ${KEY}` };
    const [closed, open_] = [await open({}), await open({ ALLOW_UNENCRYPTED: "metrics" })];
    from(ELSEWHERE);
    expect(problemIn(await ask(closed, "/metrics", shown)).code).toBe("HTTPS_REQUIRED");
    expect((await ask(open_, "/metrics", shown)).status).toBe(200);
    expect((await ask(open_, "/metrics")).status).toBe(401);
    expect((await signIn(open_)).status).toBe(403);
  });

  it("is answered if an administrator allows it, which the log says", async () => {
    const desk = await open({ ALLOW_UNENCRYPTED: "browsers" });
    from(ELSEWHERE);
    expect((await signIn(desk)).status).toBe(200);
    expect(desk.logged).toContainEqual(
      expect.objectContaining({ level: "warn", message: expect.stringContaining("unencrypted") }),
    );
  });
});

describe("through a proxy of TRUST_PROXY", () => {
  const https = { "x-forwarded-proto": "https", "x-forwarded-for": ELSEWHERE };
  const http = { "x-forwarded-proto": "http", "x-forwarded-for": ELSEWHERE };

  it("on this machine, what came over https is answered, with a cookie for https only, and what came in plain http is not", async () => {
    const desk = await open({ TRUST_PROXY: "127.0.0.1" });
    const { status, headers } = await signIn(desk, https);
    expect([status, String(headers["set-cookie"])]).toEqual([200, expect.stringMatching(/^__Host-desk=.*; Secure/)]);
    expect(problemIn(await signIn(desk, http)).code).toBe("HTTPS_REQUIRED");
    expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
    // A proxy for programs of this machine.
    expect((await signIn(desk, { ...http, "x-forwarded-for": "127.0.0.1" })).status).toBe(200);
  });

  it("leaves the hosts below out if HSTS_SUBDOMAINS says so", async () => {
    const desk = await open({ TRUST_PROXY: "1", HSTS_SUBDOMAINS: "no" });
    expect((await ask(desk, "/api/health", https)).headers["strict-transport-security"]).toBe("max-age=31536000");
  });

  it("on another machine, the proxy itself has to use https, unless that is allowed", async () => {
    const [closed, allowed] = [
      await open({ TRUST_PROXY: "192.0.2.0/24" }),
      await open({ TRUST_PROXY: "192.0.2.0/24", ALLOW_UNENCRYPTED: "proxy" }),
    ];
    from("192.0.2.9");
    expect(problemIn(await signIn(closed, https)).code).toBe("PROXY_NOT_ENCRYPTED");
    expect((await signIn(allowed, https)).status).toBe(200);
    expect(problemIn(await signIn(allowed, http)).code).toBe("HTTPS_REQUIRED");
  });

  it.each([
    ["1", "__Host-desk", true, "203.0.113.7"],
    ["127.0.0.1", "__Host-desk", true, "203.0.113.7"],
    ["", "desk", false, "127.0.0.1"],
    ["10.9.8.7", "desk", false, "127.0.0.1"],
  ])("TRUST_PROXY=%s: the cookie %s, secure %s, and the address %s", async (TRUST_PROXY, name, secure, address) => {
    const desk = await open({ TRUST_PROXY });
    const visit = visitor(desk.url.replace("0.0.0.0", "127.0.0.1"), {
      "x-forwarded-proto": "https",
      "x-forwarded-for": "198.51.100.1, 203.0.113.7",
    });
    const [cookie] = (await visit.signIn("Ada")).headers.getSetCookie();
    expect([cookie?.split("=")[0], cookie?.includes("; Secure"), cookie?.includes("Domain")]).toEqual([
      name,
      secure,
      false,
    ]);
    expect((await visit.call("GET", "/api/sessions")).body).toMatchObject({ items: [{ address }] });
    const out = await visit.call("POST", "/api/sign-out", { everywhere: false });
    expect(out.headers.getSetCookie()).toEqual([expect.stringContaining(`${name}=;`)]);
    expect((await visit.call("GET", "/api/session")).status).toBe(401);
  });
});
