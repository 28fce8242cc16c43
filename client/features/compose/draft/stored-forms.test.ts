import { describe, expect, it } from "vitest";
import { type Json, type JsonObject, stringifyJson } from "../../../../shared/values/json.ts";
import { memoryStorage } from "../../../../test/support/memory-storage.ts";
import { newItem } from "../../../parts/controls/typed.ts";
import { plainDevice, poolShelf } from "../../../stored.ts";
import { stepOf } from "../form/field-names.ts";
import { blankForm, type Specs } from "../form/task-form.ts";
import { pinStore } from "./pins.ts";
import { readDraft, readTemplates } from "./stored-forms.ts";

const specs: Specs = {
  input_spec: { image: { type: "url" }, tags: { type: "array_string" } },
  output_spec: { result: { type: "string" } },
};

const blank = blankForm(specs, false);
const input = { ...blank.input, [stepOf("image")]: "https://a", [stepOf("tags")]: { items: [newItem("x")] } };
const draft = {
  operation_id: "id-1",
  own_id: false,
  content: "c",
  sent: [{ content: "c", operation_id: "id-1" }],
  form: { ...blank, input },
  saved_at: 5,
  replaces: null,
  gone: {},
};

describe("a form stored on this device", () => {
  it("is restored unchanged, with its operation id", () => {
    const shelf = poolShelf("sandbox:https://t", "7", plainDevice(memoryStorage()));
    expect(shelf.write("draft", draft)).toBe(true);
    expect(readDraft(shelf, specs)).toEqual(draft);
    shelf.remove("draft");
    expect(readDraft(shelf, specs)).toBeNull();
  });

  it("is separate for each pool and each Toloka", () => {
    const storage = memoryStorage();
    poolShelf("sandbox:https://t", "7", plainDevice(storage)).write("draft", draft);
    expect(readDraft(poolShelf("sandbox:https://t", "8", plainDevice(storage)), specs)).toBeNull();
    expect(readDraft(poolShelf("production:https://t", "7", plainDevice(storage)), specs)).toBeNull();
  });

  it("has blank values for new fields, and lists the values of removed fields", () => {
    const shelf = poolShelf("u", "7", plainDevice(memoryStorage()));
    const answer = { weight: "", values: { [stepOf("result")]: "cat" }, extra: "", rest: "" };
    shelf.write("draft", { ...draft, form: { ...draft.form, known: ["k"], solutions: { k: answer } } });
    const changed: Specs = {
      input_spec: { image: { type: "url" }, size: { type: "integer" } },
      output_spec: { label: { type: "string" } },
    };
    const found = readDraft(shelf, changed)!;
    expect(found.form.input).toEqual({ [stepOf("image")]: "https://a", [stepOf("size")]: "" });
    expect(found.gone).toEqual({ tags: "x", "answer 1: result": "cat" });
    shelf.write("draft", found);
    expect(readDraft(shelf, changed)?.gone).toEqual(found.gone);
    expect(readDraft(shelf, specs)?.gone).toEqual(found.gone);
  });

  it("reports when it cannot be stored, and ignores damaged data", () => {
    expect(poolShelf("u", "7", plainDevice(memoryStorage(10))).write("draft", draft)).toBe(false);
    expect(poolShelf("u", "7", plainDevice(null)).write("draft", draft)).toBe(false);
    const damaged: Json[] = [null, 7, { operation_id: "x" }, { operation_id: "x", form: { input: 3 } }];
    const form = { ...blank, known: ["k"] } as unknown as JsonObject;
    damaged.push(
      { operation_id: "x", form: { ...form, known: 3 } },
      { operation_id: "x", form: { ...form, solutions: { k: 7 } } },
    );
    for (const value of damaged) {
      const storage = memoryStorage();
      storage.setItem("task-desk:draft:u:7", stringifyJson(value));
      expect(readDraft(poolShelf("u", "7", plainDevice(storage)), specs)).toBeNull();
    }
    const storage = memoryStorage();
    storage.setItem("task-desk:pins:u:7", "{");
    expect(pinStore(poolShelf("u", "7", plainDevice(storage))).get()).toEqual({});
  });

  it("holds forms under names", () => {
    const shelf = poolShelf("u", "7", plainDevice(memoryStorage()));
    shelf.write("templates", [{ name: "cats", form: draft.form }, { name: 5, form: draft.form }, "x"]);
    expect(readTemplates(shelf, specs)).toEqual([{ name: "cats", form: draft.form }]);
  });
});
