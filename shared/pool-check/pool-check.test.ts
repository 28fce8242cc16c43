import { beforeAll, describe, expect, it } from "vitest";
import { loadPatterns } from "../fields/pattern.ts";
import { LANGUAGES, type Language, loadLanguage } from "../language.ts";
import { Pool, Project, Requester } from "../toloka.ts";
import { ExactNumber } from "../values/json.ts";
import { type Overlap, resolvedOverlap, type TaskFacts } from "./overlap.ts";
import { checkPool } from "./pool-check.ts";
import { linkedTraining } from "./pool-facts.ts";
import type { PoolQuestion } from "./verdict.ts";

beforeAll(() => loadLanguage("ru"));

const NOW = Date.parse("2026-11-23T16:00:00Z");
const pool = (more: object = {}): Pool =>
  Pool.parse({
    id: "1080020",
    project_id: "21",
    private_name: "Pool",
    status: "OPEN",
    type: "REGULAR",
    reward_per_assignment: 0.02,
    will_expire: "2027-06-01T00:00:00",
    defaults: { default_overlap_for_new_tasks: 3 },
    mixer_config: { real_tasks_count: 1, golden_tasks_count: 0, training_tasks_count: 0 },
    ...more,
  });
const project = (more: object = {}, input_spec: unknown = { image: { type: "url" } }): Project =>
  Project.parse({
    id: "21",
    public_name: "Cats vs dogs",
    status: "ACTIVE",
    task_spec: { input_spec, output_spec: { result: { type: "string" } } },
    ...more,
  });
const general = (overlap: Overlap): TaskFacts => ({ kind: "general", overlap });
const ask = (more: Partial<PoolQuestion> = {}, language: Language = "en") =>
  checkPool({ pool: pool(), project: project(), task: general("default"), now: NOW, ...more }, language);
const codes = (more: Partial<PoolQuestion>, level: "red" | "amber" | "green") =>
  ask(more).flatMap((verdict) => (verdict.level === level ? [verdict.code] : []));

describe("a pool that is fine", () => {
  it("is green throughout", () => {
    const verdicts = ask({ requester: Requester.parse({ id: "r", balance: 121.3 }) });
    expect(new Set(verdicts.map(({ level }) => level))).toEqual(new Set(["green"]));
    expect(verdicts.map(({ code }) => code).sort()).toEqual(
      ["POOL_OPEN", "SMART_MIXING", "DEFAULT_OVERLAP", "SUITE_READY", "PRICE", "BALANCE", "EXPIRY"].sort(),
    );
  });
});

/** Ten and more broken pools: each has its own reason, and each forbids sending. */
const BROKEN: [string, Partial<PoolQuestion>, string][] = [
  ["archived", { pool: pool({ status: "ARCHIVED" }) }, "POOL_INAPPROPRIATE_STATUS"],
  ["without smart mixing", { pool: pool({ mixer_config: null }) }, "MIXER_CONFIG_REQUIRED"],
  ["of an archived project", { project: project({ status: "ARCHIVED" }) }, "PROJECT_INAPPROPRIATE_STATUS"],
  ["of a map project", { project: project({ assignments_issuing_type: "MAP_SELECTOR" }) }, "MAP_PROJECT"],
  ["that is a training", { pool: pool({ type: "TRAINING" }) }, "POOL_IS_TRAINING"],
  ["without price", { pool: pool({ reward_per_assignment: 0 }) }, "POOL_TASK_TYPE_CONFLICT"],
  ["past its closing date", { pool: pool({ will_expire: "2026-11-23T15:59:59" }) }, "POOL_EXPIRED"],
  ["without any overlap", { pool: pool({ defaults: null }) }, "NO_OVERLAP"],
  ["whose default is not used", { task: general(null) }, "OVERLAP_NOT_CHOSEN"],
  [
    "out of assignments",
    { pool: pool({ status: "CLOSED", last_close_reason: "ASSIGNMENTS_LIMIT_EXCEEDED" }) },
    "POOL_ASSIGNMENTS_EXHAUSTED",
  ],
  ["blocked by Toloka", { pool: pool({ status: "CLOSED", last_close_reason: "BLOCKED" }) }, "CLOSED_BLOCKED"],
  [
    "with a field named __proto__",
    { project: project({}, Object.fromEntries([["__proto__", { type: "string" }]])) },
    "FIELD_NAME_NOT_ALLOWED",
  ],
];

describe("broken pools", () => {
  it.each(BROKEN)("one %s", (_name, question, code) => {
    const verdicts = ask(question);
    expect(verdicts.filter(({ level }) => level === "red").map((verdict) => verdict.code)).toEqual([code]);
    expect(verdicts[0]?.way_out).toMatch(/\.$/);
  });
  it.each(LANGUAGES)("have as many different reasons, each a sentence (%s)", (language) => {
    const first = BROKEN.map(([, question]) => ask(question, language)[0]!);
    expect(new Set(first.map(({ code }) => code)).size).toBe(BROKEN.length);
    expect(new Set(first.map(({ sentence }) => sentence)).size).toBe(BROKEN.length);
    for (const { sentence, way_out } of first)
      for (const text of [sentence, way_out])
        expect(text).toMatch(language === "en" ? /^[A-Z][^а-яё]*\.$/i : /^[А-ЯЁ].*\.$/);
  });
});

describe("status and close reason", () => {
  const closed = (last_close_reason: string | null, open_pool = false) =>
    ask({ pool: pool({ status: "CLOSED", last_close_reason }), open_pool });

  it.each([
    ["MANUAL", "CLOSED_MANUAL"],
    ["COMPLETED", "CLOSED_COMPLETED"],
    ["EXPIRED", "CLOSED_EXPIRED"],
    ["NOT_ENOUGH_BALANCE", "CLOSED_NOT_ENOUGH_BALANCE"],
    ["FOR_UPDATE", "CLOSED_FOR_UPDATE"],
    ["SOMETHING_NEW", "CLOSED_OTHER"],
    ["constructor", "CLOSED_OTHER"],
    [null, "NEVER_OPENED"],
  ])("closed, %s", (reason, code) => expect(closed(reason)[0]).toMatchObject({ level: "amber", code }));

  it("says that open_pool opens it, except where that cannot work", () => {
    expect(closed("MANUAL", true).map(({ code }) => code)).toContain("OPENS_WITH_TASK");
    expect(closed("NOT_ENOUGH_BALANCE", true)[0]?.code).toBe("CLOSED_NOT_ENOUGH_BALANCE");
    expect(closed("BLOCKED", true)[0]?.level).toBe("red");
  });
  it("warns of a locked pool and of a status nobody knows", () => {
    expect(codes({ pool: pool({ status: "LOCKED" }) }, "amber")).toEqual(["POOL_LOCKED_BY_ANOTHER_OPERATION"]);
    expect(codes({ pool: pool({ status: "FROZEN" }) }, "amber")).toEqual(["POOL_STATUS_UNKNOWN"]);
    expect(codes({ project: project({ status: "DRAFT" }) }, "amber")).toEqual(["PROJECT_STATUS_UNKNOWN"]);
  });
});

describe("the kind of the task", () => {
  const control: TaskFacts = { kind: "control", overlap: "infinite" };
  const training: TaskFacts = { kind: "training", overlap: "infinite" };

  it("training takes only training tasks, whichever way Toloka marks it", () => {
    for (const mark of [{ type: "TRAINING" }, { type: null, training: true }]) {
      expect(codes({ pool: pool(mark), task: training }, "red")).toEqual([]);
      expect(codes({ pool: pool(mark), task: control }, "red")).toEqual(["POOL_IS_TRAINING"]);
    }
    expect(codes({ pool: pool({ type: "TRAINING" }), task: undefined }, "green")).toContain("POOL_IS_TRAINING");
  });
  it("warns when suites have no place for it", () => {
    expect(codes({ task: control }, "amber")).toEqual(["KIND_NOT_IN_SUITE"]);
    expect(codes({ task: training }, "amber")).toEqual(["KIND_NOT_IN_SUITE"]);
    const spread = { real_tasks_count: 0, golden_tasks_count: 0, golden_task_distribution_function: {} };
    expect(codes({ pool: pool({ mixer_config: spread }), task: control }, "amber")).toEqual([]);
    expect(codes({ pool: pool({ mixer_config: spread }) }, "amber")).toEqual(["KIND_NOT_IN_SUITE"]);
  });
  it("free pools take control tasks, and say so before anything is typed", () => {
    const free = pool({ reward_per_assignment: new ExactNumber("0.00"), mixer_config: { golden_tasks_count: 1 } });
    expect(codes({ pool: free, task: control }, "red")).toEqual([]);
    expect(codes({ pool: free, task: undefined }, "amber")).toEqual(["PRICE_ZERO"]);
  });
});

describe("overlap", () => {
  it("is said as chosen", () => {
    expect(codes({ task: general(1) }, "green")).toContain("OVERLAP_OWN");
    expect(codes({ task: general("infinite") }, "green")).toContain("OVERLAP_INFINITE");
    expect(ask({ task: general(5) }).map(({ sentence }) => sentence)).toContain("Overlap 5.");
  });
  it("falls back from the tasks' default to the suites'", () => {
    const own = pool({ defaults: { default_overlap_for_new_task_suites: 7 } });
    expect(ask({ pool: own }).map(({ sentence }) => sentence)).toContain("Overlap 7 (pool default).");
  });
  it("without a task yet, only says what the pool has", () => {
    const before = { task: undefined };
    expect(codes(before, "green")).toContain("DEFAULT_OVERLAP");
    expect(codes({ ...before, pool: pool({ defaults: null }) }, "amber")).toEqual(["NO_DEFAULT_OVERLAP"]);
    expect(codes({ ...before, pool: pool({ defaults: null }) }, "red")).toEqual([]);
  });
  it.each<[Overlap, number | "infinite" | null]>([
    ["infinite", "infinite"],
    [4, 4],
    ["default", 3],
    [null, null],
    [1.5, null],
  ])("resolvedOverlap(%j) is %s", (overlap, expected) => expect(resolvedOverlap(pool(), overlap)).toBe(expected));
  it("takes no default that Toloka would not take", () => {
    const odd = pool({ defaults: { default_overlap_for_new_tasks: 30_001 } });
    expect(resolvedOverlap(odd, "default")).toBeNull();
  });
});

describe("suites", () => {
  const mixed = (mixer_config: object) => ask({ pool: pool({ mixer_config }) });
  it("says when one task would wait for others", () => {
    expect(mixed({ real_tasks_count: 5, force_last_assignment: false })[0]).toMatchObject({
      level: "amber",
      code: "SUITE_WAITS",
      sentence: "5 general tasks per suite. A suite needs 5 general tasks: this one waits for 4 more.",
    });
    const [partial] = mixed({ real_tasks_count: 5, golden_tasks_count: 1, force_last_assignment_delay_seconds: 60 });
    expect(partial).toMatchObject({ level: "amber", code: "SUITE_PARTIAL" });
    expect(partial?.sentence).toContain("5 general tasks and 1 control task per suite");
    expect(partial?.sentence).toContain("after 60 seconds");
    expect(mixed({ real_tasks_count: 5, min_real_tasks_count: 1 })[0]?.level).toBe("green");
  });
});

describe("in Russian", () => {
  it.each([
    [1, "На странице 1 основное задание."],
    [3, "На странице 3 основных задания."],
    [5, "На странице 5 основных заданий."],
    [21, "На странице 21 основное задание."],
  ])("a suite of %s", (real_tasks_count, words) => {
    const question = { pool: pool({ mixer_config: { real_tasks_count } }) };
    const found = ask(question, "ru").find(({ code }) => code.startsWith("SUITE_"));
    expect(found?.sentence.slice(0, words.length)).toBe(words);
  });
  it.each([
    ["2026-11-23T17:00:00Z", "Пул закроется через 1 час (2026-11-23 17:00 UTC)."],
    ["2026-11-23T19:00:00Z", "Пул закроется через 3 часа (2026-11-23 19:00 UTC)."],
    ["2026-11-23T22:00:00Z", "Пул закроется через 6 часов (2026-11-23 22:00 UTC)."],
    ["2026-11-23T16:30:00Z", "Пул закроется меньше чем через час (2026-11-23 16:30 UTC)."],
  ])("a pool that expires at %s", (will_expire, sentence) =>
    expect(ask({ pool: pool({ will_expire }) }, "ru")[0]).toMatchObject({ sentence }),
  );
  it("names the same things as in English", () => {
    const numbers = (text: string) => text.match(/[\d$.:-]*\d/g) ?? [];
    for (const [, question] of [...BROKEN, ["fine", {}, ""] as const]) {
      const [english, russian] = LANGUAGES.map((language) => ask(question, language));
      for (const [index, verdict] of english!.entries())
        expect(numbers(russian![index]!.sentence)).toEqual(numbers(verdict.sentence));
    }
  });
});

describe("price and money", () => {
  const asked = (balance: unknown, more: Partial<PoolQuestion> = {}) =>
    ask({ requester: Requester.parse({ id: "r", balance }), ...more })[0];
  it("compares the balance with what the task may cost, to the last digit", () => {
    expect(asked(new ExactNumber("0.060"))?.level).toBe("green");
    expect(asked(0.0599)).toMatchObject({ level: "amber", code: "NOT_ENOUGH_BALANCE" });
    expect(asked(0)).toMatchObject({ code: "NOT_ENOUGH_BALANCE", sentence: "No money in the account." });
    expect(asked(0.01, { task: general("infinite") })?.code).toBe("NOT_ENOUGH_BALANCE");
    expect(asked(undefined)?.level).toBe("green");
    expect(asked(0, { pool: pool({ reward_per_assignment: null }) })?.level).toBe("green");
  });
});

describe("dates, adults, trainings, fields", () => {
  it.each([
    ["2026-11-23T16:30:00", "POOL_EXPIRES_SOON", "in less than an hour (2026-11-23 16:30 UTC)"],
    ["2026-11-24T15:00:00.000", "POOL_EXPIRES_SOON", "in 23 hours"],
    ["2026-11-23T17:00:00Z", "POOL_EXPIRES_SOON", "in 1 hour "],
  ])("expiry at %s", (will_expire, code, words) => {
    const [verdict] = ask({ pool: pool({ will_expire }) });
    expect(verdict).toMatchObject({ level: "amber", code });
    expect(verdict?.sentence).toContain(words);
  });
  it("takes a Date for now, and says nothing of a date it cannot read", () => {
    expect(ask({ now: new Date("2028-01-01") })[0]?.code).toBe("POOL_EXPIRED");
    expect(ask({ pool: pool({ will_expire: "soon" }) }).map(({ code }) => code)).not.toContain("EXPIRY");
  });
  it("warns of adult content", () =>
    expect(codes({ pool: pool({ may_contain_adult_content: true }) }, "amber")).toEqual(["ADULT_CONTENT"]));
  it("looks at the training that must be passed first", () => {
    const linked = pool({ quality_control: { training_requirement: { training_pool_id: 77 } } });
    expect(linkedTraining(linked)).toBe("77");
    expect(linkedTraining(pool({ quality_control: [] }))).toBeNull();
    expect(codes({ pool: linked }, "amber")).toEqual(["TRAINING_NOT_CHECKED"]);
    expect(codes({ pool: linked, training: pool({ status: "CLOSED" }) }, "amber")).toEqual(["TRAINING_NOT_OPEN"]);
    expect(codes({ pool: linked, training: pool() }, "green")).toContain("TRAINING_OPEN");
  });
  it("names fields of unknown types", () => {
    const [verdict] = ask({ project: project({}, { a: { type: "hologram" }, b: { type: "array_url" } }) });
    expect(verdict).toMatchObject({ level: "amber", code: "FIELD_TYPE_UNKNOWN" });
    expect(verdict?.sentence).toContain("a (hologram)");
    expect(verdict?.sentence).not.toContain("b (");
  });
  it("names fields whose pattern only Toloka can run", async () => {
    await loadPatterns();
    const pattern = "(?=.*\\d).{8,}";
    const fields = {
      a: { type: "string", pattern },
      b: { type: "string", pattern: "[a-z]+" },
      c: { type: "url", pattern },
    };
    const [verdict] = ask({ project: project({}, fields) });
    expect(verdict).toMatchObject({ level: "amber", code: "PATTERN_NOT_CHECKED" });
    expect(verdict?.sentence).toMatch(/: a\.$/);
  });
});
