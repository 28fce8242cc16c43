import { mapValues } from "es-toolkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTolokaClient } from "../../server/toloka/client.ts";
import { deskOnFaultyToloka } from "../support/desk/desk-on-faulty-toloka.ts";
import { finished, importIn, LINES } from "../support/desk/import-call.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { readExactly } from "./exact-json.ts";
import { generatedParameters, generatedTask } from "./generated-tasks.ts";

type Members = Record<string, unknown>;
const withoutNulls = (object: Members): Members =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));

/** The body that toloka-kit 1.2.2 sends for a task, written from its rules: without nulls, and with both overlap keys or none. */
function expectedBody(task: Members, asynchronous: boolean): Members {
  const body = withoutNulls(task);
  for (const list of ["known_solutions", "baseline_solutions"])
    if (Array.isArray(body[list])) body[list] = body[list].map(withoutNulls);
  const { overlap = null, infinite_overlap = null } = body;
  delete body.overlap;
  delete body.infinite_overlap;
  if (infinite_overlap === true) Object.assign(body, { overlap: null, infinite_overlap: true });
  else if (overlap !== null) Object.assign(body, { overlap, infinite_overlap: false });
  if (asynchronous) body.__item_idx = "0";
  return body;
}

const server = deskOnFaultyToloka("all", { operationMs: 0, env: { TOLOKA_RATE_PER_SECOND: "0" } });

describe("a request to Toloka (§2.2, §2.5, §9; toloka-kit 1.2.2)", () => {
  it("has toloka-kit's body and query for any task and parameters, with every digit", async () => {
    const property = fc.asyncProperty(generatedTask, generatedParameters, async (task, parameters) => {
      server.toloka.requests.length = 0;
      const answer = await server.desk.call("POST", "/api/submissions?wait=20", JSON.stringify({ task, parameters }));
      expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
      const sent = server.toloka.requests.filter(({ method }) => method === "POST");
      expect(sent).toHaveLength(1);
      const [creation] = sent;
      expect(creation!.path).toBe("/tasks");
      expect(readExactly(creation!.text)).toEqual(
        readExactly(JSON.stringify(expectedBody(task, parameters.async_mode))),
      );
      const { async_mode, operation_id, allow_defaults, open_pool } = parameters;
      const query = Object.fromEntries(creation!.query);
      expect(query).toMatchObject({ operation_id, async_mode: String(async_mode) });
      expect([query.allow_defaults ?? "false", query.open_pool ?? "false"]).toEqual([
        `${allow_defaults}`,
        `${open_pool}`,
      ]);
      expect(creation!.headers["content-type"]).toBe("application/json");
    });
    await fc.assert(property, {
      numRuns: 300,
      seed: 20261123,
      interruptAfterTimeLimit: 160_000,
      markInterruptAsFailure: true,
    });
  });

  it("of an import has the body and query of create_tasks: a list, numbered, and skip_invalid_items if it was chosen", async () => {
    const lists = fc.array(generatedTask, { minLength: 2, maxLength: 6 });
    const choices = fc.record({ allow_defaults: fc.boolean(), open_pool: fc.boolean(), skip: fc.boolean() });
    const property = fc.asyncProperty(lists, choices, async (tasks, { skip, ...flags }) => {
      server.toloka.requests.length = 0;
      const asked = { pool_id: SMALL_POOL, mode: skip ? "skip" : "all", again: "true" };
      const query = new URLSearchParams({ ...asked, ...mapValues(flags, String) });
      const body = tasks.map((task) => `${JSON.stringify(task)}\n`).join("");
      const answer = await server.desk.call("POST", `/api/imports?${query}`, body, LINES);
      expect([answer.status, answer.text]).toEqual([202, expect.anything()]);
      await finished(server.desk.call, importIn(answer).import_id);
      const [creation, ...more] = server.toloka.requests.filter(({ method }) => method === "POST");
      expect(more).toEqual([]);
      const expected = tasks.map((task, index) => ({ ...expectedBody(task, false), __item_idx: String(index) }));
      expect(readExactly(creation!.text)).toEqual(readExactly(JSON.stringify(expected)));
      const sent = Object.fromEntries(creation!.query);
      expect(sent).toMatchObject({ async_mode: "true", operation_id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      const said = mapValues({ ...flags, skip_invalid_items: skip }, String);
      expect({ ...mapValues(said, () => "false"), ...sent }).toMatchObject(said);
      // The server asks for its account by itself, three seconds after its start.
      const paths = server.toloka.requests
        .map(({ method, path }) => `${method} ${path}`)
        .filter((path) => path !== "GET /requester");
      const log = paths.findIndex((path) => path.endsWith("/log"));
      expect(paths.slice(log)).toEqual([`GET /operations/${sent.operation_id}/log`, "GET /tasks"]);
    });
    await fc.assert(property, {
      numRuns: 40,
      seed: 20261128,
      interruptAfterTimeLimit: 160_000,
      markInterruptAsFailure: true,
    });
  });

  it("keeps the order of input fields, by which Toloka merges equal tasks (§9, 49)", async () => {
    server.toloka.requests.length = 0;
    const input_values = { note: "b", count: 1, image: "https://example.com/order.jpg" };
    await server.desk.call("POST", "/api/submissions?wait=20", {
      task: { pool_id: "1080020", input_values, overlap: 1 },
    });
    const [creation] = server.toloka.requests.filter(({ method }) => method === "POST");
    expect(creation!.text).toContain('"input_values":{"note":"b","count":1,"image":"https://example.com/order.jpg"}');
  });

  it("has a new UUID and asynchronous mode by default, and no other parameter (§2.2)", async () => {
    server.toloka.requests.length = 0;
    await server.desk.call("POST", "/api/submissions?wait=20", {
      task: { pool_id: "1080020", input_values: { image: "https://example.com/defaults.jpg" }, overlap: 1 },
    });
    const [creation] = server.toloka.requests.filter(({ method }) => method === "POST");
    const { operation_id, ...flags } = Object.fromEntries(creation!.query);
    expect(operation_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(flags).toEqual({ async_mode: "true" });
  });

  it("names Task Desk in the headers in which toloka-kit names itself (§1.3)", () => {
    for (const { headers } of server.toloka.requests) {
      expect(headers["user-agent"]).toContain("task-desk");
      expect(headers["x-caller-context"]).toBe("task-desk");
      expect(headers["x-top-level-method"]).toMatch(/^\w+$/);
    }
  });
});

describe("the Authorization header (§1.2)", () => {
  /** An API key has two dots, the first at index 22, 23 or 24. */
  const expectedScheme = (token: string): string => {
    const dots = [...token].flatMap((letter, index) => (letter === "." ? [index] : []));
    return dots.length === 2 && [22, 23, 24].includes(dots[0]!) ? "ApiKey" : "OAuth";
  };
  const part = (min: number, max: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9_-]{${min},${max}}$`));
  const token = fc.oneof(
    fc.tuple(part(20, 27), part(1, 24), part(1, 43)).map((parts) => parts.join(".")),
    fc.tuple(part(22, 24), part(1, 60)).map((parts) => parts.join(".")),
    fc.tuple(part(22, 24), part(1, 5), part(1, 5), part(1, 5)).map((parts) => parts.join(".")),
    part(10, 60),
  );

  it("has the scheme ApiKey or OAuth by toloka-kit's rule", async () => {
    const kinds = new Set<string>();
    const property = fc.asyncProperty(token, async (secret) => {
      server.toloka.requests.length = 0;
      const client = createTolokaClient({ url: server.toloka.url, token: () => secret, timeoutMs: 5_000 });
      await client.getRequester();
      await client.close();
      kinds.add(expectedScheme(secret));
      expect(server.toloka.requests[0]!.headers.authorization).toBe(`${expectedScheme(secret)} ${secret}`);
    });
    await fc.assert(property, { numRuns: 100, seed: 7 });
    expect([...kinds].sort()).toEqual(["ApiKey", "OAuth"]);
  });
});
