import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { problemCodes } from "../../shared/api/problem.ts";
import { isJsonObject, type JsonObject } from "../../shared/values/json.ts";
import { type Desk, startDesk } from "../../test/support/desk/desk-in-process.ts";
import type { Answered } from "../../test/support/desk/http-call.ts";
import { type FaultyToloka, startFaultyToloka } from "../../test/support/toloka/faulty-toloka.ts";
import { SMALL_POOL } from "../../test/support/toloka/small-toloka.ts";

const TOKEN = "another-secret-token";
const ID = "2ed92b7f-75c0-4771-ae2f-3911232d6d4e";
const HELD_ID = "3fe03c80-86d1-4882-bf30-4a22343e7e5f";

let toloka: FaultyToloka;
let desk: Desk;
let answered = "";

beforeAll(async () => {
  toloka = await startFaultyToloka({ token: TOKEN });
  desk = await startDesk({ toloka, env: { MEDIA_PROBE: "off" } });
});
afterEach(() => {
  toloka.intercept(null);
  toloka.acceptToken(true);
});
afterAll(async () => {
  await desk.remove();
  await toloka.close();
});

async function call(method: string, path: string, body?: unknown): Promise<Answered & { object: JsonObject }> {
  const answer = await desk.call(method, path, body);
  answered += JSON.stringify([...answer.headers]) + answer.text;
  return { ...answer, object: isJsonObject(answer.body) ? answer.body : {} };
}

const taskWith = (values: object) => ({
  pool_id: SMALL_POOL,
  input_values: { image: "https://example.org/dog.jpg", ...values },
});

describe("creating", () => {
  it("answers 201 with the submission and where it stands", async () => {
    const task = taskWith({ note: "first" });
    const answer = await call("POST", "/api/submissions?wait=20", { task, parameters: { operation_id: ID } });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe(`/api/submissions/${ID}`);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none';/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.object).toMatchObject({
      operation_id: ID,
      status: "created",
      environment: "custom",
      task,
      parameters: { operation_id: ID, async_mode: true, allow_defaults: false, open_pool: false },
      created_task: { id: expect.any(String), ...task },
      error: null,
      attempts: 1,
      created_by: "operator",
    });
  });

  it("answers 200 to the same id and content, in capitals too, and 409 to other content", async () => {
    const before = toloka.store.tasks.length;
    const same = { task: taskWith({ note: "first" }), parameters: { operation_id: ID.toUpperCase() } };
    expect((await call("POST", "/api/submissions?wait=20", same)).status).toBe(200);
    const other = await call("POST", "/api/submissions", { ...same, task: taskWith({ note: "other" }) });
    expect([other.status, other.object.code]).toEqual([409, "OPERATION_ID_REUSED"]);
    expect(toloka.store.tasks).toHaveLength(before);
  });

  it("answers 202 without a wait, and the outcome can be asked for", async () => {
    toloka.intercept((method, path) =>
      method === "GET" && path.startsWith("/operations/") ? { kind: "not-found" } : null,
    );
    const accepted = await call("POST", "/api/submissions", { task: taskWith({ note: "later" }) });
    expect(accepted.status).toBe(202);
    expect(accepted.object.status).toMatch(/^(queued|sending|waiting)$/);
    const seen = await call("GET", `/api/submissions/${accepted.object.operation_id}`);
    expect([seen.status, seen.object.operation_id]).toEqual([200, accepted.object.operation_id]);
  });

  it("keeps every digit of a number, there and back", async () => {
    const text = `{"task": {"pool_id": "${SMALL_POOL}", "input_values": {"image": "https://e.org/a.jpg", "count": 0.710, "anything": {"a": [9007199254740993, 1e400, -0.0]}}}}`;
    const answer = await call("POST", "/api/submissions?wait=20", text);
    expect(answer.text).toContain('"status":"created"');
    for (const digits of ["0.710", "9007199254740993", "1e400", "-0.0"]) expect(answer.text).toContain(digits);
    const sent = toloka.requests.findLast(({ method, path }) => method === "POST" && path === "/tasks");
    expect(sent?.text).toContain('"count":0.710,"anything":{"a":[9007199254740993,1e400,-0.0]}');
  });

  it("answers 422 with Toloka's verdict on its field, and the submission", async () => {
    const answer = await call("POST", "/api/submissions?wait=20", { task: taskWith({ note: "poison" }) });
    expect(answer.status).toBe(422);
    expect(answer.object).toMatchObject({
      code: "VALIDATION_ERROR",
      fields: { "input_values.note": { code: "VALUE_NOT_ALLOWED" } },
      submission: { status: "rejected" },
    });
  });
});

describe("reading", () => {
  it("lists what was created, newest first, page by page", async () => {
    const first = await call("GET", "/api/submissions?limit=1&status=created");
    expect(first.object.items).toHaveLength(1);
    expect(first.object.next_cursor).toEqual(expect.any(String));
    const cursor = encodeURIComponent(String(first.object.next_cursor));
    const second = await call("GET", `/api/submissions?limit=1&status=created&cursor=${cursor}`);
    expect(second.object.items).toHaveLength(1);
    expect(second.text).not.toBe(first.text);
    const count = await call("GET", "/api/submissions/count?since=2026-01-01T00:00:00Z");
    expect(count.object.created).toBeGreaterThanOrEqual(2);
    expect((await call("GET", "/api/submissions/count?since=2126-01-01T00:00:00Z")).object.created).toBe(0);
  });

  it("shows the attempts of one, without a header of theirs", async () => {
    const { object } = await call("GET", `/api/submissions/${ID}/attempts`);
    expect(object.items).toEqual(expect.arrayContaining([expect.objectContaining({ action: "send" })]));
  });

  it("hands pools, projects, tasks and the account on from Toloka", async () => {
    const pool = await call("GET", `/api/pools/${SMALL_POOL}`);
    expect(pool.object).toMatchObject({
      pool: { id: SMALL_POOL },
      project: { task_spec: { input_spec: { image: {} } } },
    });
    expect((await call("GET", "/api/pools?q=cats")).object.items).toHaveLength(1);
    expect((await call("GET", "/api/pools?q=elephants")).object.items).toEqual([]);
    expect((await call("GET", "/api/projects")).object.items).toHaveLength(1);
    expect((await call("GET", "/api/requester")).object).toHaveProperty("balance");
    const { object } = await call("GET", `/api/submissions/${ID}`);
    const { id } = object.created_task as JsonObject;
    expect((await call("GET", `/api/tasks/${id}`)).object).toMatchObject({ task: { id }, taken: 0 });
  });

  it("returns the session", async () => {
    const { object } = await call("GET", "/api/session");
    expect(object).toEqual({
      operator: "operator",
      role: "administrator",
      sign_in: false,
      second_factor_required: false,
      device_key: null,
      second_person: { imports_from: null, send_again: false },
      version: expect.any(String),
      toloka: { environment: "custom", url: toloka.url },
      connection: "custom",
      create_role: "operator",
      connections: [{ name: "custom", environment: "custom", url: toloka.url }],
      probe: false,
    });
  });

  it("answers HEAD as GET without a body", async () => {
    const answer = await fetch(`${desk.url}/api/health`, { method: "HEAD" });
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(50);
  });

  it("has the API described, for programs and for people", async () => {
    expect((await call("GET", "/api/openapi.json")).object).toMatchObject({ openapi: "3.1.0" });
    const page = await call("GET", "/api/docs");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
    // The policy refuses both.
    expect(page.text).not.toMatch(/<script(?![^>]*\ssrc="\/api\/docs\/)|<style|\son\w+=|\sstyle=/);
    for (const code of problemCodes) expect(page.text).toContain(`<code>${code}</code>`);
    const files = [...page.text.matchAll(/(?:src|href)="(\/api\/docs\/[^"]+)"/g)].map(([, path]) => path!);
    expect(files).toHaveLength(4);
    for (const path of files) {
      const { status, headers } = await call("GET", path);
      expect([status, headers.get("cache-control")]).toEqual([200, "no-cache"]);
      expect(headers.get("content-type")).toMatch(path.endsWith(".css") ? /^text\/css/ : /^text\/javascript/);
    }
    expect((await call("GET", "/api/docs/package.json")).status).toBe(404);
  });

  it("refuses to look at media where that is switched off", async () => {
    const answer = await call("POST", "/api/probe", { url: "https://example.org/a.jpg" });
    expect([answer.status, answer.object.code]).toEqual([403, "PROBE_OFF"]);
  });
});

describe("while Toloka fails", () => {
  it("a refused token is an error for reads, and submissions are accepted", async () => {
    toloka.acceptToken(false);
    const read = await call("GET", "/api/requester");
    expect([read.status, read.object.code]).toEqual([502, "TOLOKA_TOKEN_REFUSED"]);
    const kept = await call("POST", "/api/submissions", { task: taskWith({ note: "kept" }) });
    expect(kept.status).toBe(202);
    toloka.acceptToken(true);
    // Sending has been paused; the pause ends by itself, or by an operator who knows better.
    await call("POST", `/api/submissions/${kept.object.operation_id}/retry`);
  });

  it("an unreachable Toloka is 503 for reads and 202 for submissions", async () => {
    await toloka.refuse();
    const read = await call("GET", "/api/requester");
    expect([read.status, read.object.code]).toEqual([503, "TOLOKA_UNREACHABLE"]);
    const list = await call("GET", "/api/projects?status=ARCHIVED");
    expect([list.status, list.object.code]).toEqual([503, "TOLOKA_UNREACHABLE"]);
    expect((await call("POST", "/api/submissions", { task: taskWith({ note: "offline" }) })).status).toBe(202);
    expect((await call("GET", "/api/health")).status).toBe(200);
    await toloka.listen();
  });
});

describe("the stop", () => {
  it("ends held answers with what is known, then refuses connections", async () => {
    toloka.intercept((method, path) => (method === "POST" && path === "/tasks" ? { kind: "hangs" } : null));
    const stream = await fetch(`${desk.url}/api/events`);
    const held = call("POST", "/api/submissions?wait=60", {
      task: taskWith({ note: "held" }),
      parameters: { operation_id: HELD_ID },
    });
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
    let received = "";
    while (!received.includes(`"${HELD_ID}","status":"waiting"`)) received += (await reader.read()).value ?? "";
    const stopped = desk.stop();
    const answer = await held;
    expect([answer.status, answer.object.status]).toEqual([202, "waiting"]);
    while (!(await reader.read()).done);
    await stopped;
    await expect(fetch(`${desk.url}/api/health`)).rejects.toThrow();
  });

  it("has left the token in no answer and no line of the log, and found no bug", () => {
    expect(answered).not.toContain(TOKEN);
    expect(JSON.stringify(desk.logged)).not.toContain(TOKEN);
    expect(desk.logged.filter(({ level }) => level === "error")).toEqual([]);
  });
});
