import { describe, expect, it } from "vitest";
import { codesOf, expectProblem, fieldsOf, POOL, task } from "../support/desk/contract-requests.ts";
import { deskOnBuiltInToloka } from "../support/desk/desk-on-built-in-toloka.ts";
import { uuidFrom } from "../support/seeded-random.ts";

/** The requests that the API refuses, each with its code, over HTTP on the built-in Toloka. */
const server = deskOnBuiltInToloka();
const { create } = server;

describe("an invalid request", () => {
  const json = { "content-type": "application/json" };
  it.each([
    ["not JSON", "{", 400, "INVALID_JSON"],
    ["NaN", '{"task":{"pool_id":"1","overlap":NaN}}', 400, "INVALID_JSON"],
    ["a key __proto__", '{"task":{"pool_id":"1080020","input_values":{"__proto__":1}}}', 400, "KEY_NOT_ALLOWED"],
    ["a lone surrogate", '{"task":{"pool_id":"1080020","input_values":{"image":"\\ud800"}}}', 400, "LONE_SURROGATE"],
  ])("%s: a problem with status and code", async (_what, text, status, code) => {
    expectProblem(await create(text, 20, json), status, code);
  });

  it("input values of 2 MB: 422 with Toloka's code; a body over the size limit: 413", async () => {
    const answer = await create({
      task: task({ input_values: { image: `https://example.com/${"x".repeat(2_000_000)}` } }),
    });
    expectProblem(answer, 422, "VALIDATION_ERROR");
    expect(codesOf(answer)).toEqual({ input_values: "OBJECT_SIZE_BYTES_GREATER_THAN_MAX" });
    expectProblem(await create({ task: task({ note: "x".repeat(7_000_000) }) }), 413, "BODY_TOO_LARGE");
  });

  it("an unknown key of the task with 2 MB: 422 that names the key, and nothing is stored", async () => {
    const operation_id = uuidFrom("contract, large unknown key");
    const answer = await create({ task: task({ note: "x".repeat(2_000_000) }), parameters: { operation_id } });
    expectProblem(answer, 422, "VALIDATION_ERROR");
    expect(fieldsOf(answer)).toEqual({
      note: expect.objectContaining({
        code: "OBJECT_SIZE_BYTES_GREATER_THAN_MAX",
        message: expect.stringMatching(/2,000,\d{3} bytes, the limit is 262,144/),
      }),
    });
    expectProblem(await server.desk.call("GET", `/api/submissions/${operation_id}`), 404, "NO_SUCH_SUBMISSION");
  });

  it("another media type: 415", async () => {
    expectProblem(await create("{}", 20, { "content-type": "text/plain" }), 415, "UNSUPPORTED_MEDIA_TYPE");
  });

  it.each([
    ["unknown parameters", { task: {}, parameters: { skip: true } }],
    ["no task", {}],
    ["an operation id that is no UUID", { task: { pool_id: POOL }, parameters: { operation_id: "1" } }],
    ["a list", []],
  ])("%s: 422 or 400 with fields", async (_what, body) => {
    const answer = await create(body);
    expect([400, 422]).toContain(answer.status);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(Object.keys(fieldsOf(answer)).length).toBeGreaterThan(0);
  });

  it.each([
    ["an infinite number", `{"pool_id":"${POOL}","overlap":1e999}`, { overlap: "VALUE_GREATER_THAN_MAX" }],
    [
      "a number of 400 digits",
      `{"pool_id":"${POOL}","overlap":${"9".repeat(400)}}`,
      { overlap: "VALUE_GREATER_THAN_MAX" },
    ],
    ["parameters that are a list", `{"pool_id":"${POOL}"},"parameters":[]`, { parameters: "OBJECT_EXPECTED" }],
  ])("%s: 422 with the code at the field", async (_what, task, codes) => {
    const answer = await create(`{"task":${task}}`, 20, json);
    expectProblem(answer, 422, "VALIDATION_ERROR");
    expect(codesOf(answer)).toEqual(codes);
  });

  it.each(["-1", "61", "1.5", "soon"])("wait=%s: refused", async (wait) => {
    const answer = await server.desk.call("POST", `/api/submissions?wait=${wait}`, { task: task() });
    expect([400, 422]).toContain(answer.status);
    expect(Object.keys(fieldsOf(answer)).join()).toContain("wait");
  });

  it("an unknown path: 404; another method: 405 with the allowed methods", async () => {
    expectProblem(await server.desk.call("GET", "/api/nothing"), 404, "NO_SUCH_ROUTE");
    expectProblem(await server.desk.call("GET", `/api/submissions/${uuidFrom("nobody")}`), 404, "NO_SUCH_SUBMISSION");
    const wrong = await server.desk.call("DELETE", "/api/submissions");
    expectProblem(wrong, 405, "METHOD_NOT_ALLOWED");
    expect(wrong.headers.get("allow")).toContain("POST");
  });

  it("a request from a page of another site: 403", async () => {
    const answer = await create({ task: task() }, 0, { origin: "https://evil.example" });
    expectProblem(answer, 403, "ORIGIN_NOT_ALLOWED");
  });

  it("does not stop the server", async () => {
    expect((await create({ task: task() })).status).toBe(201);
  });
});
