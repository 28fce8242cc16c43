import { stringify } from "csv-stringify/browser/esm/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readColumns, templateTitles } from "../../../../shared/task-file/columns.ts";
import { rowOfTask } from "../../../../shared/task-file/rows.ts";
import { type JsonObject, parseJson, stringifyJson } from "../../../../shared/values/json.ts";
import { readFile } from "../reading/read-file.ts";
import { createSheet } from "../sheet/sheet.ts";

const optional = (type: string) => ({ type, required: false });
const specs = {
  input_spec: {
    image: { type: "url" },
    note: optional("string"),
    f: optional("float"),
    tags: optional("array_string"),
  },
  output_spec: { verdict: optional("string") },
};
const text = fc.string({
  minLength: 1,
  unit: fc.constantFrom("a", " ", ",", ";", '"', "\\", "\n", "\r", "\t", "[", "{", "é", "=", "'", "\ufeff"),
});
const answers = fc.record({ verdict: text }).map((output) => [{ output_values: output }]);
const task = fc.record(
  {
    input_values: fc.record(
      { image: fc.webUrl(), note: text, f: fc.constantFrom(0.5, 7, -1), tags: fc.array(text, { minLength: 1 }) },
      { requiredKeys: ["image"] },
    ),
    known_solutions: answers,
    overlap: fc.integer({ min: 1, max: 30_000 }),
  },
  { requiredKeys: ["input_values"] },
);

/** The tasks that a file holds. */
async function tasksIn(name: string, content: string): Promise<JsonObject[]> {
  const sheet = createSheet(await readFile({ name, content: new TextEncoder().encode(content) }, {}, specs), specs);
  while (sheet.checkSome(100));
  return sheet.jsonLines({}).map((line) => parseJson(line) as JsonObject);
}

describe("tasks that are written to a file and read again are the same", () => {
  it.each([
    ["TSV", "\t"],
    ["CSV", ","],
  ])("%s", async (_kind, delimiter) => {
    const titles = templateTitles(specs);
    const { columns } = readColumns(titles, specs);
    await fc.assert(
      fc.asyncProperty(fc.array(task, { minLength: 1, maxLength: 5 }), async (made) => {
        const tasks = made as unknown as JsonObject[];
        const rows = tasks.map((one) => {
          const row = rowOfTask(columns, one);
          if (!("cells" in row)) throw new Error(`left out: ${row.left.join(", ")}`);
          return row.cells;
        });
        expect(await tasksIn("tasks.txt", stringify([titles, ...rows], { delimiter }))).toEqual(tasks);
      }),
      { numRuns: 100 },
    );
  });

  it("JSON and JSON lines, also with what no column holds", async () => {
    const more = fc.record({ task, weight: fc.constantFrom(0.5, 1), infinite: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(more, { minLength: 1, maxLength: 5 }), async (made) => {
        const tasks = made.map(({ task: { overlap: _, ...rest }, weight, infinite }) => ({
          ...rest,
          ...(infinite ? { infinite_overlap: true } : {}),
          known_solutions: [{ output_values: {}, correctness_weight: weight }, { output_values: { verdict: "b" } }],
        })) as unknown as JsonObject[];
        expect(await tasksIn("tasks.json", stringifyJson(tasks, 2))).toEqual(tasks);
        expect(await tasksIn("tasks.jsonl", tasks.map((one) => stringifyJson(one)).join("\n"))).toEqual(tasks);
      }),
      { numRuns: 100 },
    );
  });
});
