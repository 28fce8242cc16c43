import { describe, expect, it } from "vitest";
import type { Task } from "../../../shared/task.ts";
import type { Pool } from "../../../shared/toloka.ts";
import { addToGroups, microDollarsOf, type TaskGroups } from "./cost.ts";

const pool = (given: object) =>
  ({ id: "1", type: "REGULAR", reward_per_assignment: 0.02, ...given }) as unknown as Pool;
const mixer = { mixer_config: { real_tasks_count: 5, golden_tasks_count: 1, training_tasks_count: 1 } };
const task = (given: object = {}) => ({ pool_id: "1", input_values: {}, overlap: 3, ...given }) as Task;
const control = { known_solutions: [{ output_values: { result: "CAT" } }] };

function cost(found: Pool | null, tasks: Task[]): unknown {
  const groups: TaskGroups = new Map();
  for (const one of tasks) addToGroups(groups, one);
  const result = microDollarsOf(found, groups);
  return result.ok ? result.value : [result.problem.status, result.problem.code];
}

describe("what tasks take of a limit of money", () => {
  it.each([
    ["the price times the overlap", pool({}), [task()], 60_000],
    ["its share of a full suite", pool(mixer), [task()], 12_000],
    ["the sum of many", pool(mixer), [task(), task(), task({ overlap: 1 })], 28_000],
    [
      "the pool's overlap",
      pool({ defaults: { default_overlap_for_new_tasks: 2 } }),
      [task({ overlap: undefined })],
      40_000,
    ],
    [
      "rounded up",
      pool({ reward_per_assignment: 0.01, mixer_config: { real_tasks_count: 7 } }),
      [task({ overlap: 1 })],
      1_429,
    ],
    ["nothing in a training", pool({ type: "TRAINING" }), [task({ overlap: null, infinite_overlap: true })], 0],
    [
      "nothing without a price to pay",
      pool({ reward_per_assignment: 0 }),
      [task({ infinite_overlap: true, overlap: null })],
      0,
    ],
    [
      "nothing more for control tasks beside general ones",
      pool(mixer),
      [task(), task({ ...control, overlap: null, infinite_overlap: true })],
      12_000,
    ],
    [
      "no limit for control tasks alone",
      pool({ mixer_config: { real_tasks_count: 0, golden_tasks_count: 5 } }),
      [task({ ...control, overlap: null, infinite_overlap: true })],
      [422, "COST_UNLIMITED"],
    ],
    [
      "no limit for infinite overlap",
      pool(mixer),
      [task({ overlap: null, infinite_overlap: true })],
      [422, "COST_UNLIMITED"],
    ],
    ["unknown without a price", pool({ reward_per_assignment: null }), [task()], [422, "COST_UNKNOWN"]],
    ["unknown without an overlap", pool({}), [task({ overlap: undefined })], [422, "COST_UNKNOWN"]],
    ["unknown while Toloka can't be reached", null, [task()], [503, "COST_UNKNOWN"]],
  ])("is %s", (_what, found, tasks, expected) => {
    expect(cost(found, tasks)).toEqual(expected);
  });
});
