import { once } from "node:events";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringifyJson } from "../../shared/values/json.ts";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { call } from "../support/desk/http-call.ts";
import { type BuiltIn, cat, objectIn, startBuiltIn, verdictOf } from "./built-in.ts";

let toloka: BuiltIn;
beforeAll(async () => {
  toloka = await startBuiltIn();
});
afterAll(() => toloka.stop());

const asking = (headers: Record<string, string>) => call(toloka.url, "GET", "/api/v1/requester", undefined, headers);

describe("authentication", () => {
  it.each(["OAuth local", "ApiKey local"])("%s is accepted", async (authorization) => {
    expect((await asking({ authorization })).status).toBe(200);
  });

  it.each([{}, { authorization: "OAuth other" }, { authorization: "Bearer local" }, { authorization: "local" }])(
    "%o is answered 401 with Toloka's code",
    async (headers) => {
      const answer = await asking(headers as Record<string, string>);
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ code: "AUTHENTICATION_ERROR", payload: null });
    },
  );

  it("refuses a foreign Host before it checks the token", async () => {
    const status = await new Promise<number | undefined>((done, failed) => {
      const headers = { host: "toloka.example", authorization: "OAuth local" };
      request(`${toloka.url}/api/v1/requester`, { headers }, (response) => {
        response.resume();
        done(response.statusCode);
      })
        .on("error", failed)
        .end();
    });
    expect(status).toBe(403);
  });

  it("speaks HTTP/1.1, which toloka-kit needs", async () => {
    const version = await new Promise<string>((done, failed) => {
      request(`${toloka.url}/pictures/small.png`, (response) => {
        response.resume();
        done(response.httpVersion);
      })
        .on("error", failed)
        .end();
    });
    expect(version).toBe("1.1");
  });
});

describe("errors", () => {
  it("have an id, a code, a message and a payload", async () => {
    const body = objectIn(await toloka.ask("GET", "/tasks/none"));
    expect(Object.keys(body).sort()).toEqual(["code", "message", "payload", "request_id"]);
  });

  it.each([
    ["GET", "/nowhere", 404, "NOT_FOUND"],
    ["GET", "/pools/1080020/tasks", 404, "NOT_FOUND"],
    ["GET", "/%zz", 404, "NOT_FOUND"],
    ["GET", "/pools/1", 404, "DOES_NOT_EXIST"],
    ["GET", "/operations/none/log", 404, "DOES_NOT_EXIST"],
    ["DELETE", "/tasks/none", 405, "METHOD_NOT_ALLOWED"],
    ["POST", "/pools", 405, "METHOD_NOT_ALLOWED"],
    ["POST", "/pools/1080020/sell", 404, "NOT_FOUND"],
    ["PATCH", "/tasks", 405, "METHOD_NOT_ALLOWED"],
  ])("%s %s is %i %s", async (method, path, status, code) => {
    const answer = await call(toloka.url, method, `/api/v1${path}`, undefined, { authorization: "OAuth local" });
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
  });

  it.each(["{", '{"a": NaN}', '{"__proto__": 1}', '{"a": "\\ud800"}'])("%s is refused as no JSON", async (text) => {
    expect((await toloka.ask("POST", "/tasks", text)).body).toMatchObject({ code: "VALIDATION_ERROR" });
    expect((await toloka.ask("GET", "/requester")).status).toBe(200);
  });

  it("reads no more than 16 MiB", async () => {
    const answer = await toloka.ask("POST", "/tasks", `"${"x".repeat(17 * 1024 * 1024)}"`);
    expect([answer.status, verdictOf(answer)]).toEqual([413, "ENTITY_TOO_LARGE"]);
  });
});

describe("the limit of requests a second", () => {
  async function burst(rateLimit: { requestsPerSecond: number; interval?: "MIN"; retryAfterSeconds?: number }) {
    const limited = await startBuiltIn({ rateLimit });
    try {
      const answers = await Promise.all(Array.from({ length: 30 }, () => limited.ask("GET", "/requester")));
      return answers.filter(({ status }) => status === 429);
    } finally {
      await limited.stop();
    }
  }

  it("is off unless asked for", async () => {
    const answers = await Promise.all(Array.from({ length: 400 }, () => toloka.ask("GET", "/requester")));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });

  it("answers 429 without interval and Retry-After by default, since toloka-kit fails on them", async () => {
    const refused = await burst({ requestsPerSecond: 5 });
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]!.body).toMatchObject({ code: "TOO_MANY_REQUESTS", payload: null });
    expect(refused[0]!.headers.get("retry-after")).toBeNull();
  });

  it("answers 429 with interval and Retry-After when configured so", async () => {
    const [refused] = await burst({ requestsPerSecond: 5, interval: "MIN", retryAfterSeconds: 7 });
    expect(refused!.body).toMatchObject({ payload: { interval: "MIN" } });
    expect(refused!.headers.get("retry-after")).toBe("7");
  });
});

it("keeps every digit of a number in the answer and over a restart", async () => {
  const values = '"input_values":{"title":"digits","share":0.710,"details":{"id":9007199254740993,"none":null}}';
  const created = await toloka.ask("POST", "/tasks", `{"pool_id":"1080040","overlap":1,${values}}`);
  expect(stringifyJson(created.body)).toContain(values);
  await toloka.close();
  toloka = await startBuiltIn({ dataDir: toloka.dataDir });
  const read = await call(toloka.url, "GET", `/api/v1/tasks/${objectIn(created).id}`, undefined, {
    authorization: "ApiKey local",
  });
  expect(read.text).toContain(values);
});

it("does not confuse keys of a task with those of an error", async () => {
  const { id } = objectIn(await toloka.ask("POST", "/tasks", cat({ status: 5, code: "x", message: "y" })));
  expect((await toloka.ask("GET", `/tasks/${id}`)).status).toBe(200);
});

it("a bug is answered 500, and the desk's log has it under the same id, without the token", async () => {
  const broken = await startBuiltIn({}, [{ id: "900", input_spec: {}, pool: { project_id: "none" } }]);
  await broken.close();
  const desk = await startDesk({ dataDir: broken.dataDir });
  const authorization = "OAuth local";
  const path = "/api/v1/tasks";
  const answer = await call(desk.tolokaUrl, "POST", `${path}?async_mode=false`, cat({ pool_id: "900" }), {
    authorization,
  });
  await desk.remove();
  expect([answer.status, objectIn(answer).code]).toEqual([500, "INTERNAL_ERROR"]);
  const { request_id } = objectIn(answer);
  const entries = desk.logged.filter((entry) => JSON.stringify(entry).includes(String(request_id)));
  expect(entries).toEqual([
    expect.objectContaining({ level: "error", fields: expect.objectContaining({ method: "POST", path, request_id }) }),
  ]);
  expect(JSON.stringify(entries)).not.toContain(authorization);
});

it("an incomplete request is not reported as an error", async () => {
  const reported: unknown[] = [];
  const own = await startBuiltIn({ onError: (error) => void reported.push(error) });
  const headers = { "content-length": 100, expect: "100-continue" };
  const half = request(`${own.url}/api/v1/tasks`, { method: "POST", headers });
  half.on("error", () => {}).flushHeaders();
  await once(half, "continue");
  const closed = new Promise((resolve) => half.once("close", resolve));
  half.destroy();
  await closed;
  expect((await own.ask("GET", "/requester")).status).toBe(200);
  await own.stop();
  expect(reported).toEqual([]);
});
