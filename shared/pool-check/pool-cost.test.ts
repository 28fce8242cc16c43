import { beforeAll, describe, expect, it } from "vitest";
import { loadLanguage } from "../language.ts";
import { Pool } from "../toloka.ts";
import { ExactNumber, parseJson } from "../values/json.ts";
import { costOf, costOfMany } from "./pool-cost.ts";

beforeAll(() => loadLanguage("ru"));

const pool = (more: object): Pool =>
  Pool.parse({ id: "1", project_id: "21", private_name: "Pool", status: "OPEN", ...more });

describe("cost before sending", () => {
  const cost = (price: unknown, overlap: number | "infinite" | null, real?: number) =>
    costOf(pool({ reward_per_assignment: price, mixer_config: real === undefined ? {} : { real_tasks_count: real } }), {
      overlap,
      kind: "general",
    });

  it.each([
    [0.02, 3, 5, "$0.02 × 3 ÷ 5 ≈ $0.012 + fee", "$0.06"],
    [0.1, 3, 1, "$0.10 × 3 = $0.30 + fee", "$0.30"],
    [0.1, 3, undefined, "$0.10 × 3 = $0.30 + fee", "$0.30"],
    [new ExactNumber("0.10"), 1, 3, "$0.10 × 1 ÷ 3 ≈ $0.0333 + fee", "$0.10"],
    [0.005, 1, 500, "$0.005 × 1 ÷ 500 ≈ $0.00001 + fee", "$0.005"],
    [1.5, 30_000, 4, "$1.50 × 30000 ÷ 4 ≈ $11250.00 + fee", "$45000.00"],
    [1e-7, 1, 1, "$0.0000001 × 1 = $0.0000001 + fee", "$0.0000001"],
  ])("%s × %s in suites of %s", (price, overlap, real, sentence, upper) => {
    expect(cost(price, overlap, real)).toMatchObject({ kind: "bounded", sentence, upper });
  });
  it("never ends with infinite overlap", () =>
    expect(cost(0.02, "infinite")).toMatchObject({
      kind: "unbounded",
      sentence: "No cost limit: $0.02 per suite + fee",
    }));
  it("tells what a suite of its own costs, where that is more", () => {
    expect(cost(0.02, 3, 5).note).toBe("Up to $0.06 in a suite of its own");
    expect(cost(0.02, 3, 1).note).toBeNull();
  });
  it("speaks Russian", () => {
    const five = pool({ reward_per_assignment: 0.02, mixer_config: { real_tasks_count: 5 } });
    expect(costOf(five, { overlap: 3, kind: "general" }, "ru")).toMatchObject({
      sentence: "$0.02 × 3 ÷ 5 ≈ $0.012 + комиссия",
      note: "До $0.06, если страница состоит из одного задания",
    });
  });
  it("is unknown without an overlap or a price", () => {
    expect(cost(0.02, null)).toMatchObject({ kind: "unknown", expected: null });
    expect(cost(null, 3).kind).toBe("unknown");
    expect(cost(parseJson("1e999999999"), 3).kind).toBe("unknown");
  });
  it("is nothing where nothing is paid", () => {
    expect(cost(0, 3).kind).toBe("free");
    expect(costOf(pool({ type: "TRAINING" }), { overlap: "infinite", kind: "training" }).kind).toBe("free");
  });
});

describe("the cost of many tasks", () => {
  const facts = (overlap: number | "infinite" | "default", kind: "general" | "control" = "general") => ({
    kind,
    overlap,
  });
  const priced = pool({
    reward_per_assignment: 0.02,
    mixer_config: { real_tasks_count: 5, golden_tasks_count: 1 },
    defaults: { default_overlap_for_new_tasks: 3 },
  });

  it("is the exact sum of their shares", () => {
    const groups = [
      { facts: facts("default"), count: 100_000 },
      { facts: facts(2, "control"), count: 7 },
    ];
    expect(costOfMany(priced, groups)).toBe("$1200.28");
    expect(costOfMany(priced, [])).toBe("$0.00");
  });

  it("is unknown without a price or an overlap, and without a limit", () => {
    expect(costOfMany(pool({}), [{ facts: facts(1), count: 1 }])).toBeNull();
    expect(costOfMany(pool({ reward_per_assignment: 1 }), [{ facts: facts("default"), count: 1 }])).toBeNull();
    expect(costOfMany(priced, [{ facts: facts("infinite"), count: 1 }])).toBeNull();
    expect(costOfMany(pool({ type: "TRAINING" }), [{ facts: facts("infinite"), count: 1 }])).toBe("$0.00");
  });
});
