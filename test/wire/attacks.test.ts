import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople, PASSWORD, type Visitor, visitor } from "../support/sign-in/signed-in.ts";
import { until } from "../support/until.ts";

/** What a person who is signed in could try beyond their rights. */
let desk: Desk;
let ada: Visitor;
let olga: Visitor;
beforeAll(async () => {
  const dataDir = await temporaryFolder();
  const url = `file:${join(dataDir, "journal.sqlite")}`;
  await addPeople(url, { Ada: "administrator", Olga: "operator" });
  desk = await startDesk({ env: { SIGN_IN: "password", DATABASE_URL: url }, dataDir });
  [ada, olga] = [visitor(desk.url), visitor(desk.url, { "user-agent": "curl\u00e9 <b>\tx" })];
  await ada.signIn("Ada");
  await olga.signIn("Olga");
});
afterAll(() => desk?.remove());

const task = { pool_id: "1080020", input_values: { image: "https://example.com/attack.jpg" }, overlap: 1 };
const codeIn = ({ body }: { body: unknown }) => (body as { code?: string } | null)?.code;
const itemsOf = async (who: Visitor, path: string) =>
  ((await who.call("GET", path)).body as { items: { id: string; name: string; device: string }[] }).items;

describe("members that a request may not have", () => {
  it.each([
    ["/api/submissions", { task, created_by: "Ada" }],
    ["/api/submissions", { task, status: "created" }],
    ["/api/submissions", { task, parameters: { operation_id: null, environment: "production" } }],
    ["/api/keys", { name: "k", role: "viewer", days: 1, person_id: "1" }],
    ["/api/sign-out", { everywhere: false, person_id: "1" }],
    ["/api/password", { current: "x", password: "a whole new password", id: "1" }],
  ])("are refused by POST %s: %j", async (path, body) => {
    expect([(await olga.call("POST", path, body)).status, (await olga.call("GET", "/api/session")).status]).toEqual([
      422, 200,
    ]);
  });

  it("are refused where a person is invited", async () => {
    const body = { name: "Eve", role: "viewer", state: "active", password: "a whole new password" };
    expect((await ada.call("POST", "/api/people", body)).status).toBe(422);
    expect((await itemsOf(ada, "/api/people")).map(({ name }) => name)).not.toContain("Eve");
  });

  it.each([
    '{"__proto__":{"role":"administrator"},"name":"k","role":"viewer","days":1}',
    '{"constructor":{"prototype":{"role":"administrator"}},"name":"k","role":"viewer","days":1}',
  ])("cannot reach the prototype of objects: %s", async (body) => {
    expect([400, 422]).toContain((await olga.call("POST", "/api/keys", body)).status);
    expect(({} as { role?: string }).role).toBeUndefined();
    expect((await olga.call("GET", "/api/people")).status).toBe(403);
  });
});

describe("a role", () => {
  it("of a key is never more than its person's", async () => {
    const made = await olga.call("POST", "/api/keys", { name: "up", role: "administrator", days: 1 });
    const { key } = made.body as { key: string };
    const authorization = `Bearer ${key}`;
    expect(codeIn(await desk.call("POST", "/api/journal/release", undefined, { authorization }))).toBe("ROLE_TOO_LOW");
  });
});

describe("ids of others", () => {
  it("end no session and no key, and are answered as unknown ones", async () => {
    const { id: key } = (await ada.call("POST", "/api/keys", { name: "Ada's", role: "viewer", days: 1 })).body as {
      id: string;
    };
    const [session] = await itemsOf(ada, "/api/sessions");
    for (const [path, body, code] of [
      [`/api/sessions/${session!.id}/end`, { password: PASSWORD }, "NO_SUCH_SESSION"],
      [`/api/keys/${key}/end`, undefined, "NO_SUCH_KEY"],
    ] as const)
      expect(codeIn(await olga.call("POST", path, body))).toBe(code);
    expect((await itemsOf(ada, "/api/keys")).map(({ id }) => id)).toContain(key);
    expect((await ada.call("GET", "/api/session")).status).toBe(200);
    expect((await itemsOf(olga, "/api/sessions")).map(({ id }) => id)).not.toContain(session!.id);
  });
});

describe("injected lines", () => {
  it("are not stored: of the device only printable characters, in a name none that control", async () => {
    const [own] = await itemsOf(olga, "/api/sessions");
    expect(own!.device).toMatch(/^curl[\x20-\x7e]*$/);
    for (const name of ["Eve\r\nSet-Cookie: a=b", "Eve\u0000", "Eve\u202e", "Eve\u001b[31m"])
      expect((await ada.call("POST", "/api/people", { name, role: "viewer" })).status).toBe(422);
  });

  it("in an address neither split a header nor the log", async () => {
    const answered = await olga.call("GET", "/api/submissions/x%0d%0aSet-Cookie:%20a=b");
    expect([answered.status, answered.headers.get("set-cookie")]).toEqual([404, null]);
    for (const { fields } of desk.logged) expect(JSON.stringify(fields)).not.toMatch(/[\r\n]/);
  });
});

describe("many streams", () => {
  it("of one person are refused after fifty, and others get theirs", async () => {
    const open = async (who: Visitor) => {
      const asked = get(`${desk.url}/api/events`, { headers: { cookie: who.cookie() }, agent: false });
      asked.on("error", () => {});
      const [answer] = (await once(asked, "response")) as [IncomingMessage];
      answer.resume().on("error", () => {});
      return { status: answer.statusCode, close: () => asked.destroy() };
    };
    const streams: Awaited<ReturnType<typeof open>>[] = [];
    for (let count = 0; count < 51; count++) streams.push(await open(olga));
    expect(streams.map(({ status }) => status)).toEqual([...Array(50).fill(200), 429]);
    streams.push(await open(ada));
    expect(streams.at(-1)!.status).toBe(200);
    streams[0]!.close();
    await until("the place to be free again", async () => {
      const one = await open(olga);
      one.close();
      return one.status === 200;
    });
    for (const { close } of streams) close();
  });
});

describe("raw requests", () => {
  const raw = async (text: string): Promise<string> => {
    const socket = connect(desk.port, "127.0.0.1");
    let answer = "";
    socket.setEncoding("utf8").on("data", (part: string) => {
      answer += part;
    });
    // Not ended: the server would close before an answer that takes a look into the database.
    socket.write(text);
    await once(socket, "close");
    return answer;
  };
  it.each([
    [
      "two hosts",
      "GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
      /^HTTP\/1\.1 40[03] /,
    ],
    [
      "a name like an address",
      "GET /api/health HTTP/1.1\r\nHost: 127.999.999.999\r\nConnection: close\r\n\r\n",
      /^HTTP\/1\.1 403 /,
    ],
    [
      "two lengths",
      "POST /api/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "a length and chunks",
      "POST /api/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "a header over two lines",
      "GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\r\n b\r\n\r\n",
      /^HTTP\/1\.1 400 /,
    ],
    [
      "too long headers",
      `GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${"a".repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1\.1 431 /,
    ],
  ])("with %s are refused, with headers that keep a browser from showing the answer", async (_what, text, status) => {
    const answer = await raw(text);
    expect(answer).toMatch(status);
    expect(answer).toMatch(/\r\nX-Content-Type-Options: nosniff\r\n/i);
  });

  it("HEAD of the stream has no body and no end to wait for", async () => {
    const answer = await raw(
      `HEAD /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${olga.cookie()}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\n$/);
  });
});
