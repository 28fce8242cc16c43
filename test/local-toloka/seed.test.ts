import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { type BuiltIn, itemsIn, objectIn, startBuiltIn, verdictOf } from "./built-in.ts";

let toloka: BuiltIn;
beforeAll(async () => {
  toloka = await startBuiltIn();
});
afterAll(() => toloka.stop());

const specsOf = async (project: string) => {
  const { task_spec } = objectIn(await toloka.ask("GET", `/projects/${project}`));
  return task_spec as { input_spec: Record<string, JsonObject>; output_spec: Record<string, JsonObject> };
};

describe("the sample account", () => {
  it("accepts the example task", async () => {
    const image = "https://tlk.s3.yandex.net/dataset/cats_vs_dogs/dogs/048e5760fc5a46faa434922b2447a527.jpg";
    const answer = await toloka.ask("POST", "/tasks?allow_defaults=true", {
      pool_id: "1080020",
      input_values: { image },
    });
    expect(answer).toMatchObject({ status: 201, body: { overlap: 3, infinite_overlap: false } });
    const { input_spec, output_spec } = await specsOf("92694");
    expect(input_spec).toMatchObject({ image: { type: "url", required: true } });
    expect(output_spec).toMatchObject({ result: { type: "string", allowed_values: ["cat", "dog"] } });
  });

  it("has each of the sixteen types, and every constraint", async () => {
    const { input_spec } = await specsOf("92695");
    const elements = ["string", "url", "boolean", "integer", "float", "file", "coordinates", "json"];
    const types = new Set(Object.values(input_spec).map(({ type }) => type));
    expect([...types].sort()).toEqual([...elements, ...elements.map((type) => `array_${type}`)].sort());
    const constraints = new Set(Object.values(input_spec).flatMap((spec) => Object.keys(spec)));
    for (const name of [
      "min_length",
      "max_length",
      "pattern",
      "min_value",
      "max_value",
      "allowed_values",
      "min_size",
      "max_size",
    ])
      expect(constraints).toContain(name);
  });

  it("has a form of two hundred fields", async () => {
    expect(Object.keys((await specsOf("92697")).input_spec)).toHaveLength(200);
  });

  it("has one pool that expires tomorrow, and no other that expires within 180 days", async () => {
    const pools = itemsIn(await toloka.ask("GET", "/pools?limit=300"));
    const days = (pool: JsonObject) => (Date.parse(`${pool.will_expire}Z`) - Date.now()) / 86_400_000;
    const soon = pools.filter((pool) => days(pool) < 180);
    expect(soon.map(({ private_name }) => private_name)).toEqual(["Ends tomorrow"]);
    expect(days(soon[0]!)).toBeGreaterThan(0.9);
  });

  it("has a pool for every status and fault of a pool", async () => {
    const pools = itemsIn(await toloka.ask("GET", "/pools?limit=300"));
    const has = (more: JsonObject) => expect(pools).toContainEqual(expect.objectContaining(more));
    for (const status of ["ARCHIVED", "LOCKED", "OPEN", "CLOSED"]) has({ status });
    for (const last_close_reason of ["NOT_ENOUGH_BALANCE", "FOR_UPDATE", "ASSIGNMENTS_LIMIT_EXCEEDED"])
      has({ last_close_reason });
    has({ reward_per_assignment: 0 });
    has({ may_contain_adult_content: true });
    expect(pools.some((pool) => pool.mixer_config === undefined)).toBe(true);
    expect(pools.some((pool) => pool.defaults === undefined)).toBe(true);
  });
});

describe("the sample pictures", () => {
  const look = (name: string, init: RequestInit = {}) => fetch(`${toloka.url}/pictures/${name}`, init);

  it.each([
    ["cat.png", "image/png", "\x89PNG"],
    ["dog.png", "image/png", "\x89PNG"],
    ["meow.wav", "audio/wav", "RIFF"],
  ])("%s needs no token, may be read by any page, and can be cached", async (name, type, start) => {
    const answer = await look(name);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": type,
      "access-control-allow-origin": "*",
      "x-content-type-options": "nosniff",
      "cache-control": expect.stringContaining("max-age"),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([bytes.toString("latin1", 0, 4), String(bytes.length)]).toEqual([
      start,
      answer.headers.get("content-length"),
    ]);
    const etag = answer.headers.get("etag")!;
    expect((await look(name, { headers: { "if-none-match": etag } })).status).toBe(304);
    expect((await look(name, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  it("are answered without a body for HEAD", async () => {
    const answer = await look("dog.png", { method: "HEAD" });
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 0]);
    expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(1_000);
  });

  it("are 404 without caching if they do not exist, and cannot be changed", async () => {
    const missing = await look("no-such-picture.png");
    expect([missing.status, missing.headers.get("cache-control")]).toEqual([404, "no-store"]);
    expect(missing.headers.get("access-control-allow-origin")).toBe("*");
    expect((await look("dog.png", { method: "POST", body: "x" })).status).toBe(405);
  });

  it("give access to no other file", async () => {
    expect((await look("..%2f..%2fpackage.json")).status).toBe(404);
    expect(verdictOf(await toloka.ask("GET", "/pictures/dog.png"))).toBe("NOT_FOUND");
  });
});
