import { afterEach, describe, expect, it, vi } from "vitest";
import { problem } from "../shared/api/problem.ts";
import { routes } from "../shared/api/routes.ts";
import { ExactNumber } from "../shared/values/json.ts";
import { addressOf, call, ProblemError } from "./api.ts";

const answers = (status: number, text: string) => {
  const fetch = vi.fn(async (_address: string, _init: RequestInit) => new Response(text, { status }));
  vi.stubGlobal("fetch", fetch);
  return fetch;
};
const problemOf = async (asked: Promise<unknown>) => {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof ProblemError ? error.problem : null;
};

afterEach(() => vi.unstubAllGlobals());

describe("addresses", () => {
  it("puts params and query where the route has them", () => {
    expect(addressOf(routes.getPool, { id: "a/b?c" }, { fresh: "true" })).toBe("/api/pools/a%2Fb%3Fc?fresh=true");
    expect(addressOf(routes.listPools, {}, { q: "", status: undefined, limit: "5" })).toBe("/api/pools?limit=5");
  });

  it.each(["", ".", ".."])("takes %j for no id, since a browser would ask elsewhere", (id) => {
    expect(() => addressOf(routes.getPool, { id }, {})).toThrow(ProblemError);
  });
});

describe("calls", () => {
  it("sends every digit, and reads every digit", async () => {
    const fetch = answers(200, '{"items":[]}');
    const task = { pool_id: "1", input_values: { n: new ExactNumber("9007199254740993") } };
    expect(await call("findDuplicates", { body: { task } })).toEqual({ items: [] });
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: "POST",
      body: '{"task":{"pool_id":"1","input_values":{"n":9007199254740993}}}',
    });
    answers(200, '{"id":"r1","balance":12.340}');
    expect(String((await call("getRequester", {})).balance)).toBe("12.340");
  });

  it("rejects with the server's problem", async () => {
    answers(404, JSON.stringify(problem(404, "POOL_UNKNOWN")));
    expect(await problemOf(call("getPool", { params: { id: "9" }, query: {} }))).toMatchObject({
      code: "POOL_UNKNOWN",
      status: 404,
    });
  });

  it("says that nothing came back, also when a gateway says so in its own words", async () => {
    vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await problemOf(call("session", {}))).toMatchObject({ code: "OFFLINE", status: 0 });
    answers(502, "<h1>Bad gateway</h1>");
    expect(await problemOf(call("session", {}))).toMatchObject({ code: "OFFLINE" });
  });

  it("does not trust an answer it does not know", async () => {
    answers(200, '{"operator":7}');
    expect(await problemOf(call("session", {}))).toMatchObject({ code: "UNEXPECTED_ANSWER" });
    answers(200, "not JSON");
    expect(await problemOf(call("session", {}))).toMatchObject({ code: "UNEXPECTED_ANSWER" });
  });

  it("hands on that the asker has given up", async () => {
    vi.stubGlobal("fetch", async (_address: string, init: RequestInit) => {
      init.signal?.throwIfAborted();
      return new Response("{}");
    });
    const asked = call("session", {}, { signal: AbortSignal.abort() });
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
  });
});
