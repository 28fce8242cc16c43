import { expect, it } from "vitest";
import { parseJson } from "../../shared/values/json.ts";
import { deskOnFaultyToloka } from "../support/desk/desk-on-faulty-toloka.ts";
import { uuidFrom } from "../support/seeded-random.ts";

const server = deskOnFaultyToloka("all");
const ids = ["a", "b", "c"].map((name) => uuidFrom(`export ${name}`));

async function fileOf(method: string, path: string, body?: unknown) {
  const { status, headers, text } = await server.desk.call(method, path, body);
  expect(status).toBe(200);
  return { type: headers.get("content-type"), name: headers.get("content-disposition"), text };
}

it("submissions are exported by a filter and by their ids, as CSV and as JSON, newest first", async () => {
  for (const [index, id] of ids.entries()) {
    const note = index === 1 ? "poison" : "=1+1";
    await server.desk.call("POST", "/api/submissions?wait=20", {
      task: { pool_id: "1080020", input_values: { image: `https://example.com/${index}.jpg`, note }, overlap: 1 },
      parameters: { operation_id: id },
    });
  }
  const all = await fileOf("GET", "/api/submissions/export?format=json");
  expect(all.type).toContain("application/json");
  expect(all.name).toMatch(/^attachment; filename="submissions-\d{4}-\d\d-\d\d\.json"$/);
  const listed = await server.desk.call("GET", "/api/submissions");
  expect(parseJson(all.text)).toEqual((listed.body as { items: unknown }).items);

  const rejected = await fileOf("GET", "/api/submissions/export?format=csv&status=rejected&pool_id=1080020");
  expect(rejected.type).toBe("text/csv; charset=utf-8");
  const lines = rejected.text.split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(new RegExp(`^${ids[1]},rejected,1080020,,.+VALIDATION_ERROR: .+""note"":""poison""`));

  const chosen = { format: "json", operation_ids: [ids[0], ids[2]!.toUpperCase(), uuidFrom("unknown")] };
  const file = parseJson((await fileOf("POST", "/api/submissions/export", chosen)).text) as { operation_id: string }[];
  expect(file.map(({ operation_id }) => operation_id)).toEqual([ids[2], ids[0]]);
});

it("the format has to be known, and there are 1,000 ids at most", async () => {
  expect((await server.desk.call("GET", "/api/submissions/export?format=xml")).status).toBe(400);
  const many = { format: "csv", operation_ids: Array.from({ length: 1_001 }, () => ids[0]) };
  const { status, body } = await server.desk.call("POST", "/api/submissions/export", many);
  expect([status, body]).toMatchObject([422, { fields: { operation_ids: { code: "ARRAY_SIZE_GREATER_THAN_MAX" } } }]);
});
