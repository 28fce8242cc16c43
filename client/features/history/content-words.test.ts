import { describe, expect, it } from "vitest";
import type { Submission } from "../../../shared/submission.ts";
import { contentWords, createdTaskId, problemWords } from "./content-words.ts";

const base = {
  task: { pool_id: "1", input_values: { image: "https://e.org/a.jpg", n: 3, empty: "" } },
  created_task: null,
  status: "queued",
  error: null,
};
const submission = (more: object): Submission => ({ ...base, ...more }) as unknown as Submission;

describe("a submission in words", () => {
  it("shows the values, not their names", () => {
    expect(contentWords(submission({}))).toBe("e.org/a.jpg · 3");
    expect(contentWords(submission({ task: { pool_id: "1" } }))).toBe("No values");
    expect(contentWords(submission({ task: { pool_id: "1", input_values: { j: { a: 1 } } } }))).toBe('{"a":1}');
  });

  it("has the task's id once it exists, and what is in the way until then", () => {
    expect(createdTaskId(submission({ status: "created", created_task: { id: "t-1", pool_id: "1" } }))).toBe("t-1");
    expect(createdTaskId(submission({}))).toBe("");
    expect(problemWords(submission({}))).toBe("");
    expect(problemWords(submission({ status: "cancelled" }))).toMatch(/Cancelled/);
    const fields = { "input_values.s": { code: "X", message: "Write at least 2 characters." } };
    expect(problemWords(submission({ status: "rejected", error: { code: "V", message: "m", fields } }))).toBe(
      "s: Write at least 2 characters.",
    );
    const pool = { pool_id: { code: "X", message: "Pool is locked." } };
    expect(problemWords(submission({ status: "rejected", error: { code: "V", message: "m", fields: pool } }))).toBe(
      "Pool is locked.",
    );
    const item = { "input_values.tags.2": { code: "X", message: "Write at least 2 characters." } };
    expect(problemWords(submission({ status: "rejected", error: { code: "V", message: "m", fields: item } }))).toBe(
      "tags.2: Write at least 2 characters.",
    );
    const error = { code: "V", message: "Toloka cannot be reached" };
    expect(problemWords(submission({ error }))).toBe("Toloka cannot be reached");
    expect(problemWords(submission({ status: "created", error }))).toBe("");
  });
});
