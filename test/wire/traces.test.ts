import { rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { type CollectedSpan, type Collector, startCollector } from "../support/collector.ts";
import { type SpawnedDesk, spawnDesk, temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople, PASSWORD, type Visitor, visitor } from "../support/sign-in/signed-in.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { SMALL_POOL } from "../support/toloka/small-toloka.ts";
import { until } from "../support/until.ts";

const NODE_OPTIONS = `--import=${join(import.meta.dirname, "../support/desk/loaded-modules.ts")}`;
/** Packages that only the sending of traces needs. The metrics load `@opentelemetry/api` in any case. */
const LOADED = /loaded @opentelemetry\/(?!api\n)/;
const TOKEN = "token-of-the-requester";
const COLLECTOR_KEY = "key-of-the-collector";
const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";
const traceparent = `00-${TRACE}-${SPAN}-01`;
const IMAGE = "https://example.com/a-value-of-a-task.jpg";
const NAMES = new Set([
  ...["http.request.method", "http.route", "http.response.status_code", "server.address", "db.system.name"],
  ...["desk.problem", "desk.operation_id", "toloka.caller", "toloka.outcome", "toloka.request_id"],
]);

let toloka: FaultyToloka;
beforeAll(async () => {
  toloka = await startFaultyToloka({ token: TOKEN });
});
afterAll(() => toloka?.close());

async function startTraced(collector: Collector, env: Record<string, string>): Promise<SpawnedDesk> {
  const dataDir = await temporaryFolder();
  await addPeople(`file:${join(dataDir, "journal.sqlite")}`, { Ada: "administrator" });
  return spawnDesk({
    toloka,
    dataDir,
    env: { NODE_OPTIONS, SIGN_IN: "password", OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...env },
  });
}
const newTask = () => ({ task: { pool_id: SMALL_POOL, input_values: { image: IMAGE } } });

describe("traces, with a trusted proxy in front", () => {
  let collector: Collector;
  let desk: SpawnedDesk;
  let ada: Visitor;
  let operationId: string;
  let keyFile: string;
  const found = (what: string, matches: (span: CollectedSpan) => boolean): Promise<CollectedSpan> =>
    until(what, () => collector.spans().find(matches));

  beforeAll(async () => {
    collector = await startCollector();
    keyFile = join(await temporaryFolder(), "headers");
    await writeFile(keyFile, `x-key=${COLLECTOR_KEY}\n`);
    desk = await startTraced(collector, {
      TRUST_PROXY: "1",
      OTEL_SERVICE_NAME: "desk-of-this-test",
      OTEL_EXPORTER_OTLP_HEADERS_FILE: keyFile,
      OTEL_BSP_SCHEDULE_DELAY: "50",
    });
    ada = visitor(desk.url);
    await ada.signIn("Ada");
    const created = await ada.call("POST", "/api/submissions?wait=20", newTask(), { traceparent });
    expect(created).toMatchObject({ status: 201, body: { created_by: "Ada" } });
    operationId = String((created.body as JsonObject).operation_id);
  });
  afterAll(async () => {
    await desk?.remove();
    await collector?.close();
    await rm(dirname(keyFile), { recursive: true });
  });

  it("a request is a part of the proxy's trace, with its route, and what it wrote a part of it", async () => {
    const request = await found(
      "the request's span",
      ({ traceId, name }) => traceId === TRACE && name.startsWith("POST"),
    );
    expect(request).toMatchObject({
      service: "desk-of-this-test",
      name: "POST /api/submissions",
      parentSpanId: SPAN,
      failed: false,
      attributes: {
        "http.request.method": "POST",
        "http.route": "/api/submissions",
        "http.response.status_code": 201,
        "desk.operation_id": operationId,
      },
    });
    const write = await found("its write's", (span) => span.traceId === TRACE && span.name === "journal write");
    expect([write.parentSpanId, write.attributes]).toEqual([request.spanId, { "db.system.name": "sqlite" }]);
  });

  it("the sending of a submission is linked to the request that created it, and has its requests to Toloka", async () => {
    const request = await found("the request's span", (span) => span.name === "POST /api/submissions");
    const sending = await found(
      "the sending's",
      (span) => span.attributes["desk.operation_id"] === operationId && span.name === "send submission",
    );
    expect(sending.traceId).not.toBe(TRACE);
    expect(sending.links).toEqual([expect.objectContaining({ traceId: TRACE, spanId: request.spanId })]);
    const within = collector.spans().filter(({ parentSpanId }) => parentSpanId === sending.spanId);
    expect(within.map(({ name }) => name)).toEqual(expect.arrayContaining(["POST Toloka", "journal write"]));
    const [asked] = within.filter(({ name }) => name === "POST Toloka");
    expect(asked!.attributes).toEqual({
      "http.request.method": "POST",
      "server.address": "127.0.0.1",
      "toloka.caller": "create_task",
      "toloka.outcome": "answered",
      "http.response.status_code": expect.any(Number),
    });
  });

  it("a refused request has the code of its problem, and Toloka's refusal the id that Toloka gave it", async () => {
    await ada.call("GET", "/api/submissions/00000000-0000-4000-8000-000000000000");
    const refused = await found("the span", ({ attributes }) => attributes["desk.problem"] === "NO_SUCH_SUBMISSION");
    expect(refused.attributes).toMatchObject({
      "http.route": "/api/submissions/:operation_id",
      "http.response.status_code": 404,
    });
    toloka.intercept((_method, path) => (path === "/requester" ? { kind: "not-found" } : null));
    const { status } = await ada.call("GET", "/api/requester");
    toloka.intercept(null);
    const asked = await found("the span", ({ attributes }) => attributes["toloka.outcome"] === "refused");
    expect(asked).toMatchObject({
      name: "GET Toloka",
      failed: true,
      attributes: { "toloka.request_id": "faulty-1", "http.response.status_code": 404 },
    });
    const request = await found("the request's span", ({ name }) => name === "GET /api/requester");
    expect([request.spanId, request.attributes["http.response.status_code"]]).toEqual([asked.parentSpanId, status]);
  });

  it("the collector gets the headers of the file, and the new ones when it changes", async () => {
    await until("the first key", () => collector.received().includes(`"x-key":"${COLLECTOR_KEY}"`));
    await writeFile(keyFile, "x-key=another-key");
    await until("the new key", async () => {
      await ada.call("GET", "/api/session");
      return collector.received().includes('"x-key":"another-key"');
    });
  });

  it("nothing secret, no value of a task and no query is in them, and the loops are not", async () => {
    const made = await ada.call("POST", "/api/keys", { name: "A name of a key", role: "viewer", days: 1 });
    const { key } = made.body as { key: string };
    await desk.call("GET", "/api/submissions?q=a-searched-word", undefined, { authorization: `Bearer ${key}` });
    await desk.call("GET", "/api/submissions/a-pasted-secret", undefined, { authorization: `Bearer ${key}` });
    await desk.call("POST", "/api/sign-in", { name: "Ada", password: "a wrong password" });
    await ada.call("POST", "/api/submissions", { task: { pool_id: SMALL_POOL, input_values: { imagge: IMAGE } } });
    await desk.call("GET", "/no/such/page-of-ours?x=a-query");
    await found("the last request's span", ({ name }) => name === "GET page");
    expect(collector.received()).toContain(COLLECTOR_KEY);
    for (const secret of [
      TOKEN,
      PASSWORD,
      ada.cookie().split("=")[1]!,
      key,
      IMAGE,
      "a-value-of-a-task",
      "a wrong password",
    ])
      expect(collector.received()).not.toContain(secret);
    for (const text of ["a-searched-word", "a-pasted-secret", "a-query", "page-of-ours", "Ada", "A name of a key"])
      expect(collector.received()).not.toContain(text);
    const spans = collector.spans();
    expect(spans.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => !NAMES.has(name))).toEqual([]);
    expect(spans.filter((span) => span.name === "journal write" && !span.parentSpanId)).toEqual([]);
    expect(desk.logs()).not.toContain(COLLECTOR_KEY);
  });

  it("Toloka gets no id of a trace, and a collector that does not answer holds up no stop", async () => {
    expect(toloka.requests.filter(({ headers }) => headers.traceparent !== undefined)).toEqual([]);
    collector.hang();
    await ada.call("GET", "/api/session");
    expect(await desk.stop()).toBe(0);
    expect(desk.logs()).toContain('"msg":"Stopped"');
  });
});

it("without a trusted proxy a trace begins here; Toloka gets its id if that is set; a stop sends what is left", async () => {
  const collector = await startCollector();
  const desk = await startTraced(collector, { TOLOKA_TRACEPARENT: "on", OTEL_BSP_SCHEDULE_DELAY: "600000" });
  try {
    const ada = visitor(desk.url);
    await ada.signIn("Ada");
    const before = toloka.requests.length;
    expect((await ada.call("POST", "/api/submissions?wait=20", newTask(), { traceparent })).status).toBe(201);
    const sent = toloka.requests.slice(before).find(({ method }) => method === "POST")!.headers.traceparent;
    expect(collector.spans()).toEqual([]);
    expect(await desk.stop()).toBe(0);
    const spans = collector.spans();
    expect(spans.map(({ name }) => name)).toContain("POST /api/submissions");
    expect(spans.filter(({ traceId }) => traceId === TRACE)).toEqual([]);
    const asked = spans.find(
      ({ name, attributes }) => name === "POST Toloka" && attributes["toloka.caller"] === "create_task",
    )!;
    expect(sent).toBe(`00-${asked.traceId}-${asked.spanId}-01`);
    expect(asked.service).toBe("task-desk");
    expect(desk.logs()).toMatch(LOADED);
  } finally {
    await desk.remove();
    await collector.close();
  }
});

it("nothing of OpenTelemetry is loaded without a collector", async () => {
  const desk = await spawnDesk({ toloka, env: { NODE_OPTIONS, OTEL_SERVICE_NAME: "desk" } });
  try {
    expect((await desk.call("POST", "/api/submissions?wait=20", newTask())).status).toBe(201);
    expect(desk.logs()).not.toMatch(LOADED);
  } finally {
    await desk.remove();
  }
});
