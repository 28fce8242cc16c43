import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PoolContents } from "../../shared/api/routes.ts";
import type { Submission } from "../../shared/submission.ts";
import { contentKey } from "../../shared/task-content.ts";
import type { JsonObject } from "../../shared/values/json.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { finished, importIn, LINES, linesOf, resultsOf } from "../support/desk/import-call.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { uuidFrom } from "../support/seeded-random.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=off"]);
});
afterAll(() => postgres?.stop());

const taskOf = (name: string | number, more: JsonObject = {}): JsonObject => ({
  input_values: { image: `https://example.com/${name}.jpg`, ...more },
  overlap: 1,
});
const many = (count: number): JsonObject[] => Array.from({ length: count }, (_task, index) => taskOf(index));

describe.each(["sqlite", "postgres"])("imports on %s", (engine) => {
  let toloka: FaultyToloka;
  let desk: Desk;
  let env: Record<string, string>;
  beforeEach(async () => {
    env = {
      TOLOKA_RATE_PER_SECOND: "0",
      ...(engine === "postgres" ? { DATABASE_URL: await postgres.url("imports") } : {}),
    };
    toloka = await startFaultyToloka();
    desk = await startDesk({ toloka, env });
  });
  afterEach(async () => {
    await desk?.remove();
    await toloka?.close();
  });

  const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    desk.call(method, path, body, headers);
  const upload = (body: string, query = "", headers: Record<string, string> = {}) =>
    call("POST", `/api/imports?pool_id=1080020${query}`, body, { ...LINES, ...headers });
  const step = (id: string, action: string) => call("POST", `/api/imports/${id}/${action}`);
  const parts = async (id: string, cursor = "") => {
    const { body } = await call("GET", `/api/submissions?import_id=${id}&limit=200&cursor=${cursor}`);
    return body as unknown as { items: Submission[]; next_cursor: string | null };
  };
  const imagesInToloka = () =>
    toloka.store.tasks.map(({ input_values }) => String((input_values as JsonObject).image)).sort();
  const creations = () => toloka.requests.filter(({ method, path }) => method === "POST" && path === "/tasks");

  it("creates every row once, in requests of at most 5,000 tasks and 1 MiB, and says what became of each row", async () => {
    const tasks = many(11_000);
    const answer = await upload(linesOf(tasks));
    expect(answer.status).toBe(202);
    const { import_id } = importIn(answer);
    expect(importIn(answer)).toMatchObject({ status: "running", rows: 11_000, pending: 11_000, rejected: 0 });
    expect(answer.headers.get("location")).toBe(`/api/imports/${import_id}`);
    const done = await finished(call, import_id);
    expect(done).toMatchObject({ status: "done", pending: 0, created: 11_000, rejected: 0, uncertain: 0 });
    expect(imagesInToloka()).toEqual(tasks.map(({ input_values }) => (input_values as JsonObject).image).sort());
    expect(creations().length).toBeGreaterThan(1);
    for (const { text } of creations()) {
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_048_576);
      expect((JSON.parse(text) as unknown[]).length).toBeLessThanOrEqual(5_000);
    }
    const page = await parts(import_id);
    const rest = await parts(import_id, page.next_cursor ?? "");
    // A page holds 10,000 tasks at most.
    expect([page.items.length, rest.items.length, rest.next_cursor]).toEqual([2, 1, null]);
    const results = await resultsOf(call, import_id);
    const byId = new Map(toloka.store.tasks.map((task) => [task.id, task.input_values]));
    expect(results.map(({ row }) => row)).toEqual(tasks.map((_task, index) => index + 1));
    expect(results.map(({ task_id }) => byId.get(task_id!))).toEqual(tasks.map(({ input_values }) => input_values));
  });

  it("answers with the same import for the same content, unless asked to create it again, and binds a key to its content", async () => {
    const first = await upload(linesOf(many(3)));
    const { import_id } = importIn(first);
    await finished(call, import_id);
    const same = await upload(linesOf(many(3)));
    expect([same.status, importIn(same).import_id, importIn(same).created]).toEqual([200, import_id, 3]);
    const again = await upload(linesOf(many(3)), "&again=true");
    expect([again.status, importIn(again).import_id === import_id]).toEqual([202, false]);
    await finished(call, importIn(again).import_id);
    const key = { "Idempotency-Key": uuidFrom("key") };
    const keyed = await upload(linesOf(many(3)), "", key);
    expect(keyed.status).toBe(202);
    await finished(call, importIn(keyed).import_id);
    const repeated = await upload(linesOf(many(3)), "", key);
    expect([repeated.status, importIn(repeated).import_id]).toEqual([200, importIn(keyed).import_id]);
    const other = await upload(linesOf(many(4)), "", key);
    expect([other.status, importIn(other).code]).toEqual([409, "IDEMPOTENCY_KEY_REUSED"]);
    expect(toloka.store.tasks).toHaveLength(9);
    const list = (await call("GET", "/api/imports?limit=2")).body as unknown as {
      items: unknown[];
      next_cursor: string;
    };
    const rest = (await call("GET", `/api/imports?limit=2&cursor=${list.next_cursor}`)).body;
    expect([list.items.length, rest]).toMatchObject([2, { items: [{ import_id }], next_cursor: null }]);
  });

  it("the contents of the pool's tasks are listed in pages, and those of open submissions with the first", async () => {
    const keysOf = (tasks: JsonObject[]) => tasks.map((task) => contentKey(task)).sort();
    const tasks = many(1_003);
    await finished(call, importIn(await upload(linesOf(tasks))).import_id);
    const open = { ...taskOf("open"), pool_id: "1080020" };
    expect((await call("POST", "/api/submissions?delay=10", { task: open })).status).toBe(202);
    const list = async (cursor: string) =>
      (await call("GET", `/api/pools/1080020/contents${cursor}`)).body as unknown as PoolContents;
    const first = await list("");
    const rest = await list(`?cursor=${first.next_cursor}`);
    expect([first.tasks, first.keys.length, rest.tasks, rest.next_cursor]).toEqual([1_000, 1_001, 3, null]);
    expect([...first.keys, ...rest.keys].sort()).toEqual(keysOf([...tasks, open]));
    const other = await call("GET", "/api/pools/1080020/contents?cursor=../x");
    expect([other.status, importIn(other).code]).toEqual([400, "INVALID_REQUEST"]);
  });

  it("the same upload twice at the same time is one import", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => upload(linesOf(many(50)))));
    expect(new Set(answers.map((answer) => importIn(answer).import_id)).size).toBe(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
    await finished(call, importIn(answers[0]!).import_id);
    expect(toloka.store.tasks).toHaveLength(50);
  });

  it("mode=all: one invalid row refuses everything, with the rows named, and nothing stays", async () => {
    const tasks = [taskOf("good"), { input_values: {} }, taskOf("x", { unknown: 1 }), { ...taskOf(1), pool_id: "7" }];
    const answer = await upload(`${linesOf(tasks)}no json\n`, "&mode=all");
    expect([answer.status, importIn(answer).code]).toEqual([422, "ROWS_REFUSED"]);
    expect(answer.body).toMatchObject({
      refused_rows: 4,
      rows: [
        { row: 2, error: { fields: { "input_values.image": { code: "VALUE_REQUIRED" } } } },
        { row: 3, error: { fields: { "input_values.unknown": { code: "VALUE_NOT_ALLOWED" } } } },
        { row: 4, error: { fields: { pool_id: { code: "VALUE_NOT_ALLOWED" } } } },
        { row: 5, error: { code: "INVALID_JSON" } },
      ],
      fields: { "2.input_values.image": { code: "VALUE_REQUIRED" } },
    });
    const all = await upload(linesOf(Array.from({ length: 250 }, () => ({}))));
    expect((all.body as { rows: unknown[] }).rows).toHaveLength(100);
    expect(all.body).toMatchObject({ refused_rows: 250 });
    expect((await call("GET", "/api/imports")).body).toEqual({ items: [], next_cursor: null });
    expect(creations()).toEqual([]);
  });

  it("mode=skip: invalid rows are left out, and those that Toloka refuses are named by row", async () => {
    const tasks = [taskOf(1), {}, taskOf(2, { note: "poison" }), taskOf(3)];
    const { import_id } = importIn(await upload(linesOf(tasks), "&mode=skip"));
    expect(await finished(call, import_id)).toMatchObject({ rows: 4, created: 2, rejected: 2, status: "done" });
    expect(creations()[0]!.query.get("skip_invalid_items")).toBe("true");
    const results = await resultsOf(call, import_id);
    expect(results.map(({ status }) => status)).toEqual(["created", "rejected", "rejected", "created"]);
    expect(results[1]).toMatchObject({ operation_id: null, error: { fields: { "input_values.image": {} } } });
    expect(results[2]).toMatchObject({ task_id: null, error: { fields: { "input_values.note": {} } } });
    expect(results[3]!.task_id).toBe(toloka.store.tasks[1]!.id);
    const { text, headers } = await call("GET", `/api/imports/${import_id}/results?format=tsv`);
    expect(headers.get("content-type")).toContain("text/tab-separated-values");
    expect(text.split("\n")[1]).toBe(`1\tcreated\t${results[0]!.task_id}\t${results[0]!.operation_id}\t`);
  });

  it("mode=all: rows that Toloka refuses together can be sent again, once, under another operation id", async () => {
    const tasks = [taskOf(1), taskOf(2, { note: "poison" }), taskOf(3)];
    const { import_id } = importIn(await upload(linesOf(tasks)));
    expect(await finished(call, import_id)).toMatchObject({ created: 0, rejected: 3 });
    const refused = await resultsOf(call, import_id);
    expect(refused.map(({ error }) => error?.code)).toEqual([
      "OTHER_ROWS_REFUSED",
      "VALIDATION_ERROR",
      "OTHER_ROWS_REFUSED",
    ]);
    const answers = await Promise.all([step(import_id, "retry"), step(import_id, "retry")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await finished(call, import_id)).toMatchObject({ created: 2, rejected: 1 });
    const results = await resultsOf(call, import_id);
    expect(results.map(({ status }) => status)).toEqual(["created", "rejected", "created"]);
    expect(results[0]!.operation_id).not.toBe(refused[0]!.operation_id);
    expect(imagesInToloka()).toEqual(["https://example.com/1.jpg", "https://example.com/3.jpg"]);
    await step(import_id, "retry");
    expect(await finished(call, import_id)).toMatchObject({ created: 2, rejected: 1 });
    expect((await resultsOf(call, import_id)).map(({ status }) => status)).toEqual(["created", "rejected", "created"]);
  });

  it("a paused import sends nothing more, a resumed one the rest, a cancelled one nothing", async () => {
    await call("GET", "/api/pools/1080020");
    await toloka.refuse();
    const { import_id } = importIn(await upload(linesOf(many(6_000))));
    await until("a try", async () =>
      (await call("GET", `/api/submissions?import_id=${import_id}`)).text.includes("UNREACHABLE"),
    );
    expect(importIn(await step(import_id, "pause"))).toMatchObject({ status: "paused", pending: 6_000 });
    // A try may have been under way while it was paused.
    await until("the last try to be held", async () => {
      await step(import_id, "pause");
      const { items } = (await call("GET", `/api/submissions?import_id=${import_id}`)).body as unknown as {
        items: Submission[];
      };
      return items.every(({ status, next_at }) => status === "queued" && next_at === null);
    });
    await toloka.listen();
    expect((await step(import_id, "resume")).status).toBe(200);
    expect(await finished(call, import_id)).toMatchObject({ status: "done", created: 6_000 });
    expect(toloka.store.tasks).toHaveLength(6_000);
    await toloka.refuse();
    const second = importIn(await upload(linesOf(many(6_001)))).import_id;
    await until("a part", async () =>
      (await call("GET", `/api/submissions?import_id=${second}`)).text.includes("task"),
    );
    const cancelled = await until("everything to be cancelled", async () => {
      const found = importIn(await step(second, "cancel"));
      return found.pending === 0 ? found : null;
    });
    expect(cancelled).toMatchObject({ status: "cancelled", cancelled: 6_001, created: 0 });
    expect((await step(second, "resume")).status).toBe(409);
    expect(new Set((await resultsOf(call, second)).map(({ status }) => status))).toEqual(new Set(["cancelled"]));
    await toloka.listen();
    expect(toloka.store.tasks).toHaveLength(6_000);
  });

  it("parts are left out of the list of submissions, and found by their import, their id and their words", async () => {
    const { import_id } = importIn(await upload(linesOf([taskOf("zebra"), taskOf("yak")])));
    await finished(call, import_id);
    const single = { task: { ...taskOf("single"), pool_id: "1080020" } };
    await call("POST", "/api/submissions?wait=20", single);
    const ids = async (query: string): Promise<string[]> => {
      const { body } = await call("GET", `/api/submissions?${query}`);
      return (body as unknown as { items: Submission[] }).items.map(({ operation_id }) => operation_id);
    };
    const [part] = await ids(`import_id=${import_id}`);
    expect(await ids("")).toHaveLength(1);
    expect(await ids("")).not.toContain(part);
    expect(await ids("status=created&pool_id=1080020")).not.toContain(part);
    const counts = (await call("GET", "/api/submissions/counts")).body;
    expect(counts).toMatchObject({ statuses: { created: { count: 1 } } });
    await until("the text index", async () => (await ids("q=zebra")).includes(part!));
    expect(await ids(`q=${part}`)).toEqual([part]);
    const { body } = await call("GET", `/api/submissions/${part}`);
    expect(body).toMatchObject({ import_id, tasks: [{}, {}], created_tasks: [{}, {}], status: "created" });
  });

  it.each([
    ["application/json", `[ ${JSON.stringify(taskOf("a,]b"))} ,\n${JSON.stringify(taskOf('c"'))}]\n`, ["a,]b", 'c"']],
    ["text/tab-separated-values", "INPUT:image\tTASK:overlap\nhttps://example.com/a.jpg\t2\n\n", ["a"]],
    ["text/csv; charset=utf-8", '\ufeffINPUT:image;INPUT:note\r\nhttps://example.com/a.jpg;"x;\ny"\r\n', ["a"]],
  ])("takes %s", async (type, body, names) => {
    const answer = await upload(body, "&allow_defaults=true", { "content-type": type });
    expect([answer.status, importIn(answer).rows]).toEqual([202, names.length]);
    await finished(call, importIn(answer).import_id);
    expect(imagesInToloka()).toEqual(names.map((name) => `https://example.com/${name}.jpg`));
  });

  it.each([
    ["an unknown type", "text/plain", "x", 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["no rows", "application/x-ndjson", "\n \n", 422, "NO_ROWS"],
    ["an empty list", "application/json", " [ ] ", 422, "NO_ROWS"],
    ["a list that is not complete", "application/json", '[{"a":1},', 400, "INVALID_JSON"],
    ["an object", "application/json", '{"a":1}', 400, "INVALID_JSON"],
    ["text after the list", "application/json", "[1] 2", 400, "INVALID_JSON"],
    ["an unknown column", "text/csv", "INPUT:image,INPUT:imago\n1,2\n", 422, "COLUMNS_REFUSED"],
    ["a quote that is not closed", "text/csv", 'INPUT:image\n"abc\n', 400, "INVALID_TABLE"],
    ["bytes that are not text", "text/csv", "INPUT:image\n\0", 400, "INVALID_TABLE"],
    ["a row over the limit", "application/x-ndjson", `"${"x".repeat(6_300_000)}"`, 413, "ROW_TOO_LARGE"],
  ])("refuses %s, and keeps nothing", async (_what, type, body, status, code) => {
    const answer = await upload(body, "", { "content-type": type });
    expect([answer.status, importIn(answer).code]).toEqual([status, code]);
    expect((await call("GET", "/api/imports")).body).toEqual({ items: [], next_cursor: null });
  });

  it("refuses an unknown pool, a key that is no UUID and an unknown import", async () => {
    const unknown = await call("POST", "/api/imports?pool_id=404", linesOf(many(1)), LINES);
    expect([unknown.status, importIn(unknown).code]).toEqual([422, "POOL_UNKNOWN"]);
    expect((await upload(linesOf(many(1)), "", { "Idempotency-Key": "k" })).status).toBe(400);
    expect((await upload(linesOf(many(1)), "&mode=some")).status).toBe(400);
    for (const action of ["pause", "resume", "cancel", "retry"])
      expect((await step(uuidFrom("unknown"), action)).status).toBe(404);
    expect((await call("GET", `/api/imports/${uuidFrom("unknown")}/results`)).status).toBe(404);
  });
});
