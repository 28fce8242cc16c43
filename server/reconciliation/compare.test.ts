import { describe, expect, it } from "vitest";
import type { Status } from "../../shared/submission.ts";
import type { CreatedTask } from "../../shared/task.ts";
import type { LikeRow, Owned } from "../submissions/comparable.ts";
import { compareRange, endOfRange, explainUnknown } from "./compare.ts";

const BEFORE = 1_000;
const MINUTE = 60_000;

/** Tasks by id, each with the time of its creation. */
const tasksOf = (times: Record<string, number>) =>
  Object.keys(times).map((id) => ({ id, pool_id: "7", input_values: {} }) as CreatedTask);
const owned = (task_id: string, more: Partial<Owned> = {}) =>
  ({ task_id, operation_id: `of ${task_id}`, pool_id: "7", status: "created", updated_at: 500, ...more }) as Owned;
const REMOVED = { pool_id: null, status: null, updated_at: null } as const;

const compared = (times: Record<string, number>, owners: Owned[]) => {
  const range = { pool_id: "7", tasks: tasksOf(times), owned: owners, before: BEFORE };
  const { unknown, missing, ...counts } = compareRange(range, ({ id }) => times[id]!);
  return { ...counts, unknown: unknown.map(({ id }) => id), missing: missing.map(({ task_id }) => task_id) };
};

describe("a range of tasks and owners", () => {
  const none = { known: 0, removed: 0, later: 0, unknown: [], missing: [] };
  it.each<[string, Record<string, number>, Owned[], object]>([
    ["nothing on either side", {}, [], {}],
    ["both have the task", { a: 1 }, [owned("a")], { known: 1 }],
    ["only the pool has it", { a: 1 }, [], { unknown: ["a"] }],
    ["only the journal has it", {}, [owned("a")], { missing: ["a"] }],
    ["each has another", { a: 1 }, [owned("b")], { unknown: ["a"], missing: ["b"] }],
    ["the submission was removed", { a: 1 }, [owned("a", REMOVED)], { removed: 1 }],
    ["the submission and the task were removed", {}, [owned("a", REMOVED)], {}],
    ["the task is too new", { a: BEFORE }, [], { later: 1 }],
    ["the task is just old enough", { a: BEFORE - 1 }, [], { unknown: ["a"] }],
    ["a new task is known", { a: BEFORE + 5 }, [owned("a", { updated_at: BEFORE + 9 })], { known: 1 }],
    ["the submission changed too lately", {}, [owned("a", { updated_at: BEFORE })], {}],
    ["the submission is of another pool", {}, [owned("a", { pool_id: "8" })], {}],
    ["the submission is not created", {}, [owned("a", { status: "uncertain" })], {}],
    [
      "several",
      { a: 1, b: 2, d: 3, e: BEFORE + 1 },
      [owned("a"), owned("c"), owned("d", REMOVED), owned("f")],
      { known: 1, removed: 1, later: 1, unknown: ["b"], missing: ["c", "f"] },
    ],
  ])("%s", (_case, times, owners, expected) => {
    expect(compared(times, owners)).toEqual({ ...none, ...expected });
  });
});

describe("the end of a range", () => {
  it.each([
    ["both lists are at their end", ["b", false], ["c", false], null],
    ["the pool has more", ["b", true], ["c", false], "b"],
    ["the journal has more", ["b", false], ["c", true], "c"],
    ["both have more: the first of the two", ["b", true], ["c", true], "b"],
    ["the journal's part ends first", ["d", true], ["c", true], "c"],
    ["nothing at all", [undefined, false], [undefined, false], null],
  ] as const)("%s", (_case, [tasksLast, tasksMore], [ownedLast, ownedMore], end) => {
    expect(endOfRange({ last: tasksLast, more: tasksMore }, { last: ownedLast, more: ownedMore })).toBe(end);
  });
});

describe("a task without an owner", () => {
  const AT = 100 * MINUTE;
  const row = (status: Status, created: number, updated: number): LikeRow => {
    return { operation_id: status, status, created_at: created * MINUTE, updated_at: updated * MINUTE };
  };
  it.each<[string, LikeRow[], object]>([
    ["no submission is like it", [], { kind: "created_elsewhere", operation_id: null }],
    ["one is uncertain, at any time since", [row("uncertain", 10, 20)], { kind: "possible_duplicate" }],
    ["one was rejected then", [row("rejected", 99, 101)], { kind: "possible_duplicate" }],
    ["one was cancelled then", [row("cancelled", 99, 95)], { kind: "possible_duplicate" }],
    ["one created another task then", [row("created", 99, 100)], { kind: "possible_duplicate" }],
    ["one was rejected long before", [row("rejected", 10, 80)], { kind: "created_elsewhere" }],
    ["one is younger than the task", [row("uncertain", 102, 103)], { kind: "created_elsewhere" }],
    ["one is hardly younger, by another clock", [row("uncertain", 101, 103)], { kind: "possible_duplicate" }],
    ["one is being sent", [row("sending", 99, 100)], { kind: "undecided" }],
    ["one waits for its operation", [row("waiting", 10, 20)], { kind: "undecided" }],
    ["one is queued, another was rejected", [row("rejected", 99, 101), row("queued", 50, 60)], { kind: "undecided" }],
  ])("%s", (_case, likes, expected) => {
    expect(explainUnknown(AT, likes)).toMatchObject(expected);
  });
});
