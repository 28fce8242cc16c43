import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { type BuiltIn, CATS, cat, itemsIn, objectIn, startBuiltIn, verdictOf } from "./built-in.ts";

let toloka: BuiltIn;
beforeAll(async () => {
  toloka = await startBuiltIn();
});
afterAll(() => toloka.stop());

async function created(more: JsonObject = {}): Promise<string> {
  return String(objectIn(await toloka.ask("POST", "/tasks", cat(more))).id);
}
const get = (query: string) => toloka.ask("GET", `/tasks?${query}`);
const patch = (id: string, body: JsonObject, more = "") => toloka.ask("PATCH", `/tasks/${id}${more}`, body);

describe("the list of a pool's tasks", () => {
  const ids: string[] = [];
  beforeAll(async () => {
    await created({ pool_id: "1080029" });
    for (let overlap = 1; overlap <= 6; overlap++) ids.push(await created({ pool_id: "1080021", overlap }));
    await created({ pool_id: "1080032" });
  });
  const idsOf = async (query: string) => itemsIn(await get(`pool_id=1080021${query}`)).map(({ id }) => id);

  it("has only this pool's tasks, the oldest first", async () => {
    expect(await idsOf("")).toEqual(ids);
  });

  it("continues after the last id of a page, and says whether there are more", async () => {
    const first = await get("pool_id=1080021&sort=id&limit=4");
    expect(first.body).toMatchObject({ has_more: true });
    expect(itemsIn(first).map(({ id }) => id)).toEqual(ids.slice(0, 4));
    const second = await get(`pool_id=1080021&sort=id&limit=4&id_gt=${ids[3]}`);
    expect(second.body).toMatchObject({ has_more: false });
    expect(itemsIn(second).map(({ id }) => id)).toEqual(ids.slice(4));
  });

  it("is filtered by id, overlap and creation time", async () => {
    expect(await idsOf(`&id_gte=${ids[1]}&id_lte=${ids[3]}`)).toEqual(ids.slice(1, 4));
    expect(await idsOf(`&id_lt=${ids[2]}`)).toEqual(ids.slice(0, 2));
    expect(await idsOf("&overlap=3")).toEqual([ids[2]]);
    expect(await idsOf("&overlap_gte=5")).toEqual(ids.slice(4));
    expect(await idsOf("&overlap_gt=1&overlap_lt=4")).toEqual(ids.slice(1, 3));
    const { created: time } = objectIn(await toloka.ask("GET", `/tasks/${ids[3]}`));
    expect(await idsOf(`&created_gte=${time}`)).toContain(ids[3]);
    expect(await idsOf(`&created_lte=${time}`)).toContain(ids[3]);
    expect(await idsOf(`&created_gt=${time}`)).not.toContain(ids[3]);
    expect(await idsOf(`&created_lt=${time}`)).not.toContain(ids[3]);
    expect(await idsOf("&created_gte=2001-01-01")).toEqual(ids);
    expect(await idsOf("&created_lt=2001-01-01")).toEqual([]);
  });

  it("is sorted by id or time, either way", async () => {
    for (const key of ["id", "created", "created,id"]) expect(await idsOf(`&sort=${key}`)).toEqual(ids);
    for (const key of ["-id", "-created", "-created,-id"])
      expect(await idsOf(`&sort=${key}`)).toEqual([...ids].reverse());
  });

  it("has 50 tasks by default", async () => {
    await toloka.ask(
      "POST",
      "/tasks",
      Array.from({ length: 51 }, () => cat()),
    );
    const page = await get(`pool_id=${CATS}`);
    expect(itemsIn(page)).toHaveLength(50);
    expect(page.body).toMatchObject({ has_more: true });
    expect(itemsIn(await get(`pool_id=${CATS}&limit=100000`)).length).toBeGreaterThan(50);
  });

  it.each([
    ["without a pool", "limit=3", { pool_id: "VALUE_REQUIRED" }],
    ["with a limit over 100,000", "pool_id=1080021&limit=100001", { limit: "VALUE_GREATER_THAN_MAX" }],
    ["with a limit of none", "pool_id=1080021&limit=0", { limit: "VALUE_LESS_THAN_MIN" }],
    ["with a limit that is no number", "pool_id=1080021&limit=ten", { limit: "INTEGER_EXPECTED" }],
    ["sorted by an unknown key", "pool_id=1080021&sort=colour", { sort: "VALUE_NOT_ALLOWED" }],
    ["from a time that is none", "pool_id=1080021&created_gt=soon", { created_gt: "INVALID_DATE_TIME_SYNTAX" }],
  ])("is refused %s", async (_what, query, expected) => {
    expect(verdictOf(await get(query))).toEqual(expected);
  });
});

describe("a changed task", () => {
  it("can have another overlap, infinite or finite", async () => {
    const id = await created();
    expect((await patch(id, { overlap: 10 })).body).toMatchObject({
      overlap: 10,
      remaining_overlap: 10,
      infinite_overlap: false,
    });
    const infinite = await patch(id, { infinite_overlap: true });
    expect(infinite.body).toMatchObject({ infinite_overlap: true });
    expect(objectIn(infinite).overlap ?? null).toBeNull();
    expect((await patch(id, { overlap: 5 })).body).toMatchObject({ overlap: 5, infinite_overlap: false });
    expect((await patch(id, { overlap: null, infinite_overlap: true })).body).toMatchObject({ infinite_overlap: true });
    expect((await patch(id, { overlap: 4, infinite_overlap: false })).body).toMatchObject({ overlap: 4 });
    expect((await toloka.ask("GET", `/tasks/${id}`)).body).toMatchObject({ overlap: 4, infinite_overlap: false });
  });

  it("becomes a control task and a training task, and a general one again", async () => {
    const id = await created();
    const known_solutions = [{ output_values: { result: "dog" }, correctness_weight: 0.5 }];
    expect((await patch(id, { known_solutions })).body).toMatchObject({ known_solutions, overlap: 2 });
    const hint = { message_on_unknown_solution: "Look" };
    expect((await patch(id, hint)).body).toMatchObject({ known_solutions, ...hint });
    const again = objectIn(await patch(id, { known_solutions: null, message_on_unknown_solution: null }));
    expect(again).not.toHaveProperty("known_solutions");
    expect(again).not.toHaveProperty("message_on_unknown_solution");
  });

  it("keeps its values and pool in any patch, and everything in an empty one; a patch needs a body", async () => {
    const id = await created();
    const before = objectIn(await toloka.ask("GET", `/tasks/${id}`));
    expect(
      await patch(id, { input_values: { image: "https://example.com/other.jpg" }, pool_id: "1080021" }),
    ).toMatchObject({
      status: 200,
      body: before,
    });
    expect(await patch(id, {})).toMatchObject({ status: 200, body: before });
    expect(verdictOf(await toloka.ask("PATCH", `/tasks/${id}`))).toEqual({ body: "NOT_NULL_BODY" });
  });

  it.each<[string, JsonObject, JsonObject]>([
    ["no overlap at all", { overlap: 0 }, { overlap: "VALUE_LESS_THAN_MIN" }],
    ["too much", { overlap: 30_001 }, { overlap: "VALUE_GREATER_THAN_MAX" }],
    ["a number and infinite", { overlap: 3, infinite_overlap: true }, { overlap: "VALUE_NOT_ALLOWED" }],
    [
      "a wrong answer",
      { known_solutions: [{ output_values: { result: "fox" } }] },
      { "known_solutions.0.output_values.result": "VALUE_NOT_ALLOWED" },
    ],
    ["no list of answers", { known_solutions: 3 }, { known_solutions: "ARRAY_EXPECTED" }],
  ])("cannot be given %s", async (_what, body, expected) => {
    const id = await created();
    const answer = await patch(id, body);
    expect([answer.status, verdictOf(answer)]).toEqual([400, expected]);
    expect((await toloka.ask("GET", `/tasks/${id}`)).body).toMatchObject({ overlap: 2 });
  });

  it("cannot have an overlap below the taken assignments; set-overlap-or-min sets it to their number", async () => {
    const id = await created({ overlap: 5 });
    const taken = await fetch(`${toloka.url}/_local/tasks/${id}/take?count=3`, {
      method: "POST",
      headers: { authorization: "OAuth local" },
    });
    expect(taken.status).toBe(200);
    const answer = await patch(id, { overlap: 2 });
    expect([answer.status, verdictOf(answer)]).toEqual([409, "ASSIGNMENTS_COUNT_CONFLICT"]);
    expect((await patch(id, { overlap: 0, infinite_overlap: false }, "/set-overlap-or-min")).body).toMatchObject({
      overlap: 3,
      remaining_overlap: 0,
    });
  });

  it("is no longer assigned after set-overlap-or-min with 0, also from an infinite overlap", async () => {
    const stop = { overlap: 0, infinite_overlap: false };
    for (const more of [{}, { overlap: null, infinite_overlap: true }])
      expect((await patch(await created(more), stop, "/set-overlap-or-min")).body).toMatchObject({
        overlap: 0,
        infinite_overlap: false,
        remaining_overlap: 0,
      });
    expect(verdictOf(await patch(await created(), { overlap: 30_001 }, "/set-overlap-or-min"))).toEqual({
      overlap: "VALUE_GREATER_THAN_MAX",
    });
  });

  it("opens its pool when asked to", async () => {
    const id = await created({ pool_id: "1080027" });
    expect((await patch(id, { overlap: 3 }, "?open_pool=true")).status).toBe(200);
    expect((await toloka.ask("GET", "/pools/1080027")).body).toMatchObject({ status: "OPEN" });
    expect(verdictOf(await patch(id, { overlap: 4 }, "?open_pool=yes"))).toEqual({ open_pool: "BOOLEAN_EXPECTED" });
  });

  it("is changed although its pool cannot be opened", async () => {
    const id = await created({ pool_id: "1080025" });
    const answer = await patch(id, { overlap: 3 }, "?open_pool=true");
    expect([answer.status, objectIn(answer).overlap]).toEqual([200, 3]);
    expect((await toloka.ask("GET", `/tasks/${id}`)).body).toMatchObject({ overlap: 3 });
    expect((await toloka.ask("GET", "/pools/1080025")).body).toMatchObject({ status: "CLOSED" });
  });
});

it("a task that does not exist is 404, read or changed", async () => {
  for (const answer of [
    await toloka.ask("GET", "/tasks/none"),
    await patch("none", { overlap: 3 }),
    await patch("none", { overlap: 0 }, "/set-overlap-or-min"),
  ])
    expect([answer.status, answer.body]).toEqual([
      404,
      expect.objectContaining({ code: "DOES_NOT_EXIST", message: "There are no results for such parameters" }),
    ]);
});
