import { describe, expect, it } from "vitest";
import { FieldSpecs, listOf, Operation, Pool, Project, tolokaTime } from "./toloka.ts";
import { ExactNumber } from "./values/json.ts";
import { wholeNumber } from "./values/schemas.ts";

describe("Toloka's times", () => {
  it.each([
    ["2023-03-28T11:06:09.827", "2023-03-28T11:06:09.827Z"],
    ["2016-09-29T18:04:00", "2016-09-29T18:04:00.000Z"],
    ["2030-09-01T13:00", "2030-09-01T13:00:00.000Z"],
    ["2023-03-28T11:06:09.82712", "2023-03-28T11:06:09.827Z"],
    ["2023-03-28T11:06:09Z", "2023-03-28T11:06:09.000Z"],
    ["2023-03-28T14:06:09+03:00", "2023-03-28T11:06:09.000Z"],
    ["2023-03-28T14:06:09+0300", "2023-03-28T11:06:09.000Z"],
  ])("%s means UTC unless it says otherwise", (text, expected) =>
    expect(new Date(tolokaTime(text)).toISOString()).toBe(expected),
  );
  it("that are none are NaN", () => expect([tolokaTime(""), tolokaTime("soon")]).toEqual([Number.NaN, Number.NaN]));
});

describe("what is read from Toloka", () => {
  it("keeps what Toloka adds, and statuses nobody has heard of", () => {
    const pool = { id: "1", project_id: "2", private_name: "p", status: "FROZEN", filter: { and: [] } };
    expect(Pool.parse(pool)).toEqual(pool);
    const operation = { id: "1", type: "TASK.BATCH_CREATE", status: "PENDING", extra: null };
    expect(Operation.parse(operation)).toEqual(operation);
  });
  it("keeps the digits of money", () => {
    const price = new ExactNumber("0.10");
    const pool = { id: "1", project_id: "2", private_name: "p", status: "OPEN", reward_per_assignment: price };
    expect(Pool.parse(pool).reward_per_assignment).toBe(price);
  });
  it("hands specs on in the order the project gives", () => {
    const specs = { z: { type: "url" }, a: { type: "string", unheard_of: 1 } };
    expect(FieldSpecs.parse(specs)).toBe(specs);
    for (const wrong of [[], null, { a: null }, { a: { required: true } }, { a: { type: "x", min_size: "1" } }])
      expect(FieldSpecs.safeParse(wrong).success).toBe(false);
  });
  it("refuses answers that are not what they should be", () => {
    expect(Project.safeParse({ id: "1", public_name: "x", status: "ACTIVE" }).success).toBe(false);
    expect(listOf(Operation).safeParse({ items: [{}], has_more: false }).success).toBe(false);
    expect(listOf(Operation).parse({ items: [], has_more: false, more: 1 })).toEqual({
      items: [],
      has_more: false,
      more: 1,
    });
  });
});

describe("whole numbers within bounds", () => {
  const schema = wholeNumber(1, 10);
  it.each([[3], [new ExactNumber("3.0")], [new ExactNumber("3e0")]])("%s is 3", (value) =>
    expect(schema.parse(value)).toBe(3),
  );
  it.each([[0], [11], [1.5], ["3"], [null], [new ExactNumber("1e400")]])("%s is refused", (value) =>
    expect(schema.safeParse(value).success).toBe(false),
  );
});
