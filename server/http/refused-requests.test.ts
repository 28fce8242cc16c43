import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringifyJson } from "../../shared/values/json.ts";
import { type Desk, startDesk } from "../../test/support/desk/desk-in-process.ts";
import { type AskedRaw, askRaw, problemIn, type Raw } from "../../test/support/desk/raw-request.ts";
import { type FaultyToloka, startFaultyToloka } from "../../test/support/toloka/faulty-toloka.ts";
import { SMALL_POOL } from "../../test/support/toloka/small-toloka.ts";

const JSON_TYPE = { "content-type": "application/json" };
const good = { task: { pool_id: SMALL_POOL, input_values: { image: "https://example.org/dog.jpg" } } };
const TOKEN = "a-secret-token-of-this-test";

let toloka: FaultyToloka;
let desk: Desk;

beforeAll(async () => {
  toloka = await startFaultyToloka({ token: TOKEN });
  desk = await startDesk({ toloka });
});
afterAll(async () => {
  await desk.remove();
  await toloka.close();
});

/** Every byte that the desk answered in this file. */
let answered = "";
const raw = async (...[method, path, headers, body]: AskedRaw): Promise<Raw> => {
  const answer = await askRaw(desk.port, method, path, headers, body);
  answered += stringifyJson(answer.headers) + answer.text;
  return answer;
};

/** A clear problem, nothing created, and the server goes on. */
async function refused(answer: Raw, status: number, code: string) {
  const found = problemIn(answer);
  expect({ status: answer.status, said: found.status, code: found.code }).toEqual({ status, said: status, code });
  expect((await raw("GET", "/api/health")).status).toBe(200);
  expect(toloka.store.tasks).toHaveLength(0);
  return found;
}

describe("a path or query that violates its schema", () => {
  it.each([
    ["/api/submissions?limit=0", "limit"],
    ["/api/submissions?limit=201", "limit"],
    ["/api/submissions?limit=ten", "limit"],
    ["/api/submissions?status=done", "status"],
    ["/api/submissions?since=yesterday", "since"],
    ["/api/submissions?unknown=1", "unknown"],
    ["/api/submissions?limit=1&limit=2", "limit"],
    ["/api/submissions?q=%00", "q"],
    ["/api/submissions/count", "since"],
    ["/api/pools/%00", "id"],
  ])("GET %s is 400 at %s", async (path, field) => {
    const { fields } = await refused(await raw("GET", path), 400, "INVALID_REQUEST");
    expect(Object.keys(fields ?? {})).toEqual([field]);
  });

  it.each(["/api/submissions?__proto__=1", "/api/pools/1?__proto__=1"])("GET %s is 400, too", async (path) => {
    const { detail } = await refused(await raw("GET", path), 400, "INVALID_REQUEST");
    expect(detail).toContain('"__proto__"');
  });

  it.each(["61", "-1", "1.5", "x"])("wait=%s is 400", async (wait) => {
    const answer = await raw("POST", `/api/submissions?wait=${wait}`, JSON_TYPE, JSON.stringify(good));
    const { fields } = await refused(answer, 400, "INVALID_REQUEST");
    expect(Object.keys(fields ?? {})).toEqual(["wait"]);
  });

  it("a wait given twice is 400, never one of the two", async () => {
    await refused(
      await raw("POST", "/api/submissions?wait=1&wait=2", JSON_TYPE, JSON.stringify(good)),
      400,
      "INVALID_REQUEST",
    );
  });

  it.each(["/api/nothing", "/api/", "/api", "/api/submissions/a/b/c", "/api/submissions/x/unknown"])(
    "GET %s is 404",
    async (path) => {
      await refused(await raw("GET", path), 404, "NO_SUCH_ROUTE");
    },
  );

  it("a path that cannot be decoded is 400", async () => {
    await refused(await raw("GET", "/api/pools/%ff"), 400, "INVALID_REQUEST");
  });

  it.each([
    ["DELETE", "/api/submissions", "GET, HEAD, POST, OPTIONS"],
    ["PUT", "/api/submissions/x", "GET, HEAD, OPTIONS"],
    ["GET", "/api/probe", "POST, OPTIONS"],
    ["POST", "/api/events", "GET, HEAD, OPTIONS"],
    ["POST", "/api/openapi.json", "GET, HEAD, OPTIONS"],
    ["POST", "/", "GET, HEAD, OPTIONS"],
  ])("%s %s is 405 and says what it takes", async (method, path, allow) => {
    const answer = await raw(method, path);
    expect(answer.headers.allow).toBe(allow);
    await refused(answer, 405, "METHOD_NOT_ALLOWED");
    const options = await raw("OPTIONS", path);
    expect([options.status, options.headers.allow]).toEqual([204, allow]);
  });

  it("an unknown id is 404", async () => {
    await refused(await raw("GET", "/api/submissions/nobody"), 404, "NO_SUCH_SUBMISSION");
    await refused(await raw("GET", "/api/pools/999"), 404, "POOL_UNKNOWN");
    await refused(await raw("GET", "/api/tasks/999"), 404, "DOES_NOT_EXIST");
  });
});

describe("a page of another site", () => {
  it.each(["/api/health", "/api/submissions", "/", "/pools/1/new", "/api/events", "/assets/x.js"])(
    "gets nothing from %s under another name or from another origin",
    async (path) => {
      const host = await raw("GET", path, { host: `evil.example:${desk.port}` });
      expect([host.status, problemIn(host).code]).toEqual([403, "HOST_NOT_ALLOWED"]);
      const origin = await raw("GET", path, { origin: "https://evil.example" });
      expect([origin.status, problemIn(origin).code]).toEqual([403, "ORIGIN_NOT_ALLOWED"]);
    },
  );

  it("creates nothing", async () => {
    for (const headers of [{ origin: "null" }, { origin: "http://localhost:1" }, { "sec-fetch-site": "cross-site" }])
      await refused(
        await raw("POST", "/api/submissions", { ...JSON_TYPE, ...headers }, JSON.stringify(good)),
        403,
        "ORIGIN_NOT_ALLOWED",
      );
  });

  it("gets no permission by a preflight request", async () => {
    const answer = await raw("OPTIONS", "/api/submissions", {
      origin: "https://evil.example",
      "access-control-request-method": "POST",
    });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});

describe("a request that is not HTTP", () => {
  it.each([
    ["nonsense", "NONSENSE\r\n\r\n", 400],
    ["headers without end", `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${"x".repeat(100_000)}\r\n\r\n`, 431],
    ["two lengths", "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12", 400],
  ])("(%s) is answered as a problem too", async (_name, text, status) => {
    const socket = connect(desk.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(text);
    let answer = "";
    for await (const part of socket.setEncoding("utf8")) answer += part;
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} .*application/problem\\+json.*INVALID_REQUEST`, "s"));
    expect((await raw("GET", "/api/health")).status).toBe(200);
  });
});

describe("all of it", () => {
  it("showed the token nowhere, and found no bug", () => {
    expect(answered.length).toBeGreaterThan(10_000);
    expect(answered).not.toContain(TOKEN);
    expect(JSON.stringify(desk.logged)).not.toContain(TOKEN);
    expect(desk.logged.filter(({ level }) => level === "error")).toEqual([]);
  });
});
