import { once } from "node:events";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../shared/task.ts";
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

const send = (body: Buffer | string, headers: Record<string, string> = JSON_TYPE) =>
  raw("POST", "/api/submissions", headers, body);

describe("a body that is not JSON as it can be taken", () => {
  it.each([
    ["cut short", '{"task": {"pool_id"', "INVALID_JSON"],
    ["empty", "", "INVALID_JSON"],
    ["NaN", `{"task": {"pool_id": "${SMALL_POOL}", "overlap": NaN}}`, "INVALID_JSON"],
    ["Infinity", '{"task": {"overlap": Infinity}}', "INVALID_JSON"],
    ["a comma too many", '{"task": {},}', "INVALID_JSON"],
    ["a byte order mark alone", "\ufeff", "INVALID_JSON"],
    ["the key __proto__", '{"task": {"pool_id": "1", "input_values": {"__proto__": {"a": 1}}}}', "KEY_NOT_ALLOWED"],
    ["the key __proto__ before all others", '{"__proto__": {"task": 1}}', "KEY_NOT_ALLOWED"],
    ["a lone surrogate", '{"task": {"pool_id": "1", "input_values": {"note": "\\ud83d"}}}', "LONE_SURROGATE"],
    ["nesting without end", "[".repeat(200_000), "NESTED_TOO_DEEP"],
    ["a key twice", `{"task": {"pool_id": "1", "pool_id": "${SMALL_POOL}"}}`, "REPEATED_KEY"],
    ["deep nesting", `{"task": ${'{"a":'.repeat(100)}1${"}".repeat(100)}}`, "NESTED_TOO_DEEP"],
  ])("%s is 400", async (_name, body, code) => {
    await refused(await send(body), 400, code);
  });

  it("says where the key or the surrogate stands", async () => {
    const { fields } = await refused(
      await send('{"task": {"input_values": {"note": "\\ud83d"}}}'),
      400,
      "LONE_SURROGATE",
    );
    expect(Object.keys(fields ?? {})).toEqual(["task.input_values.note"]);
  });

  it("bytes that are not UTF-8 are 400", async () => {
    await refused(await send(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])), 400, "INVALID_JSON");
    await refused(await send(Buffer.from(JSON.stringify(good), "utf16le")), 400, "INVALID_JSON");
  });
});

describe("a body of another kind", () => {
  it.each([
    [{}],
    [{ "content-type": "text/plain" }],
    [{ "content-type": "application/x-www-form-urlencoded" }],
    [{ "content-type": "multipart/form-data; boundary=x" }],
    [{ "content-type": "application/json; charset=iso-8859-1" }],
    [{ "content-type": "application/jsonp" }],
    [{ ...JSON_TYPE, "content-encoding": "gzip" }],
    [{ ...JSON_TYPE, "content-encoding": "br" }],
  ])("%o is 415", async (headers: Record<string, string>) => {
    const body = headers["content-encoding"] === "gzip" ? gzipSync(JSON.stringify(good)) : JSON.stringify(good);
    await refused(await send(body, headers), 415, "UNSUPPORTED_MEDIA_TYPE");
  });

  it("is refused where no body is needed either, so that a form cannot press a button", async () => {
    const headers = { "content-type": "text/plain" };
    await refused(await raw("POST", "/api/submissions/x/cancel", headers, "a=b"), 415, "UNSUPPORTED_MEDIA_TYPE");
  });
});

describe("a body that is too large", () => {
  it("of 2 MB names the field and the limit", async () => {
    const body = JSON.stringify({ task: { pool_id: SMALL_POOL, input_values: { note: "x".repeat(2_000_000) } } });
    const { fields } = await refused(await send(body), 422, "VALIDATION_ERROR");
    expect(fields).toMatchObject({ input_values: { code: "OBJECT_SIZE_BYTES_GREATER_THAN_MAX" } });
    expect(fields?.input_values?.message).toContain("1,048,576");
  });

  it("as one input value at the limit is not refused for its size", async () => {
    const note = "x".repeat(LIMITS.inputValuesBytes - '{"note":""}'.length);
    const { fields } = await refused(
      await send(JSON.stringify({ task: { pool_id: SMALL_POOL, input_values: { note } } })),
      422,
      "VALIDATION_ERROR",
    );
    expect(fields).toEqual({ "input_values.image": expect.objectContaining({ code: "VALUE_REQUIRED" }) });
  });

  it("of 7 MB is 413, and the sender sees that", async () => {
    await refused(await send("x".repeat(7_000_000)), 413, "BODY_TOO_LARGE");
  });

  it("without a length beforehand is 413 too", async () => {
    await refused(
      await send("x".repeat(7_000_000), { ...JSON_TYPE, "transfer-encoding": "chunked" }),
      413,
      "BODY_TOO_LARGE",
    );
  });

  it("of a promised gigabyte is 413 at once", async () => {
    const socket = connect(desk.port, "127.0.0.1");
    const head = `POST /api/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n{`;
    socket.write(head);
    const [first] = (await once(socket.setEncoding("utf8"), "data")) as [string];
    expect(first).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });
});

describe("a body that breaks off", () => {
  it("does not affect the next request", async () => {
    const socket = connect(desk.port, "127.0.0.1");
    const head =
      "POST /api/submissions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    await new Promise<void>((resolve) => socket.write(head, () => resolve()));
    socket.destroy();
    expect((await raw("GET", "/api/health")).status).toBe(200);
  });
});

describe("a task that cannot be valid", () => {
  it.each([
    ["no task", {}, "task", "VALUE_REQUIRED"],
    ["an array", [], "body", "OBJECT_EXPECTED"],
    ["no pool", { task: { input_values: {} } }, "pool_id", "VALUE_REQUIRED"],
    ["a number as the pool", { task: { pool_id: 1080020 } }, "pool_id", "STRING_EXPECTED"],
    ["a list as values", { task: { pool_id: SMALL_POOL, input_values: [] } }, "input_values", "OBJECT_EXPECTED"],
    ["too much overlap", { task: { ...good.task, overlap: 30_001 } }, "overlap", "VALUE_GREATER_THAN_MAX"],
    ["half an overlap", { task: { ...good.task, overlap: 1.5 } }, "overlap", "INTEGER_EXPECTED"],
    ["both overlaps", { task: { ...good.task, overlap: 2, infinite_overlap: true } }, "overlap", "VALUE_NOT_ALLOWED"],
    ["a bad id", { ...good, parameters: { operation_id: "7" } }, "parameters.operation_id", "UUID_EXPECTED"],
    ["an unknown option", { ...good, parameters: { async: true } }, "parameters.async", "VALUE_NOT_ALLOWED"],
    ["an unknown member", { ...good, extra: 1 }, "extra", "VALUE_NOT_ALLOWED"],
    ["an unknown pool", { task: { ...good.task, pool_id: "999" } }, "pool_id", "ENTITY_DOES_NOT_EXIST"],
    ["a field missing", { task: { pool_id: SMALL_POOL, input_values: {} } }, "input_values.image", "VALUE_REQUIRED"],
    [
      "no URL",
      { task: { pool_id: SMALL_POOL, input_values: { image: "dog" } } },
      "input_values.image",
      "INVALID_URL_SYNTAX",
    ],
  ])("%s is 422 at the field", async (_name, body, field, code) => {
    const answer = await send(JSON.stringify(body));
    expect(answer.status).toBe(422);
    const { fields } = problemIn(answer);
    expect(Object.keys(fields!)).toEqual([field]);
    const { message, ...fault } = fields![field]!;
    expect(fault).toMatchObject({ code });
    expect(message).toMatch(/^[A-Z]\w+/);
    expect(toloka.store.tasks).toHaveLength(0);
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
