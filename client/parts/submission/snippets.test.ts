import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { Task } from "../../../shared/task.ts";
import { parseJson } from "../../../shared/values/json.ts";
import { asCurl, asJson, asTolokaKit } from "./snippets.ts";

const URL = "https://sandbox.toloka.dev";
const parameters = {
  operation_id: "0f8b6c1e-9d1e-4c7f-8a51-2f6f0e2b7a11",
  async_mode: true,
  allow_defaults: true,
  open_pool: false,
};
const task = Task.parse(
  parseJson(`{
    "id": "0000107ad4--552b1f", "pool_id": "1080020", "created": "2026-11-23T10:00:00",
    "input_values": {"image": "https://x/it's $HOME \`id\`.jpg", "n": 9007199254740993, "ok": true, "none": null, "o": {}},
    "known_solutions": [{"output_values": {"result": "cat"}, "correctness_weight": 0.710}],
    "overlap": null, "infinite_overlap": true
  }`),
);

describe("snippets", () => {
  it("name no token", () => {
    for (const text of [asJson(task, parameters), asCurl(task, parameters, URL), asTolokaKit(task, parameters, URL)]) {
      expect(text).not.toContain("0000107ad4");
      expect(text).toContain("9007199254740993");
      expect(text).toContain("0.710");
    }
  });

  it("repeat no operation, except in a command, which creates one task however often it is run", () => {
    expect(asJson(task, parameters)).not.toContain(parameters.operation_id);
    expect(asTolokaKit(task, parameters, URL)).not.toContain(parameters.operation_id);
  });

  it("writes JSON that Task Desk takes", () => {
    const made = parseJson(asJson(task, parameters)) as { task: unknown; parameters: unknown };
    expect(made.parameters).toEqual({ async_mode: true, allow_defaults: true, open_pool: false });
    expect(made.task).toMatchObject({ pool_id: "1080020", overlap: null, infinite_overlap: true });
  });

  it("writes a command whose words a shell keeps as they are", () => {
    const command = asCurl(task, parameters, `${URL}/`).replace("curl", "printf '%s\\n'");
    const words = execFileSync("sh", ["-c", command], { encoding: "utf8", env: { TOLOKA_TOKEN: "T" } }).split("\n");
    expect(words[2]).toBe(
      `${URL}/api/v1/tasks?allow_defaults=true&open_pool=false&async_mode=true&operation_id=${parameters.operation_id}`,
    );
    expect(words).toContain("Authorization: ApiKey T");
    expect(words.at(-2)).toContain("https://x/it's $HOME `id`.jpg");
    expect(asCurl(task, { ...parameters, async_mode: false }, URL)).not.toContain("operation_id");
  });

  it("writes Python as toloka-kit has it", () => {
    expect(asTolokaKit(task, parameters, URL)).toBe(`import toloka.client as toloka

client = toloka.TolokaClient("YOUR_TOKEN", url="https://sandbox.toloka.dev")
task = toloka.Task(
    pool_id="1080020",
    input_values={
        "image": "https://x/it's $HOME \`id\`.jpg",
        "n": 9007199254740993,
        "ok": True,
        "none": None,
        "o": {},
    },
    known_solutions=[
        toloka.Task.KnownSolution(output_values={
            "result": "cat",
        }, correctness_weight=0.710),
    ],
    infinite_overlap=True,
)
created = client.create_task(task, allow_defaults=True, open_pool=False, async_mode=True)
print(created.id)`);
  });

  it("hands keys that toloka-kit's constructor does not know to its reader of JSON", () => {
    const text = asTolokaKit(
      Task.parse({ pool_id: "1", localization_config: { default_language: "EN" } }),
      parameters,
      URL,
    );
    expect(text).toContain("toloka.Task.structure({");
    expect(text).toContain(`"localization_config": {`);
  });
});
