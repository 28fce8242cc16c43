import { expect, it } from "vitest";
import { isJsonObject } from "../../shared/values/json.ts";
import { deskOnFaultyToloka } from "../support/desk/desk-on-faulty-toloka.ts";

/** Patterns are written by requesters. None may block the server, and one that it cannot run must not block a creation. */
const field = (pattern: string) => ({ type: "string", required: false, hidden: false, pattern });
const pool = {
  id: "1080021",
  name: "Patterns",
  input_spec: { endless: field("(a+)+$"), list: { ...field("(a|a)*b"), type: "array_string" }, ahead: field("(?=b)b") },
  output_spec: { words: field("(\\w+\\s?)*;") },
};

const server = deskOnFaultyToloka("all", { pools: [pool] });

const create = (task: object) =>
  server.desk.call("POST", "/api/submissions?wait=20", {
    task: { pool_id: pool.id, overlap: 1, input_values: {}, ...task },
  });

it.each([
  ["input_values.endless", { input_values: { endless: `${"a".repeat(40)}b` } }],
  ["input_values.list.1", { input_values: { list: ["aab", "a".repeat(50_000)] } }],
  [
    "known_solutions.0.output_values.words",
    { known_solutions: [{ output_values: { words: "word ".repeat(10_000) } }] },
  ],
])("a pattern with exponential backtracking is checked: %s", async (path, task) => {
  const { status, body } = await create(task);
  expect(status).toBe(422);
  expect(isJsonObject(body) && body.fields).toMatchObject({ [path]: { code: "PATTERN_MISMATCH" } });
});

it("values that match are created, and a pattern that the server cannot run is left to Toloka", async () => {
  const { status, body } = await create({ input_values: { endless: "a".repeat(40), list: ["aab"], ahead: "a" } });
  expect([status, isJsonObject(body) && body.status]).toEqual([201, "created"]);
});
