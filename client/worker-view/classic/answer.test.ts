import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../../shared/values/json.ts";
import { answerAt, withAnswerAt } from "./answer.ts";

describe("a field's value in an answer", () => {
  it.each<[JsonObject, string, Json | undefined, JsonObject]>([
    [{}, "result", "OK", { result: "OK" }],
    [{ result: "OK" }, "result", undefined, {}],
    [{}, "a.b.c", 1, { a: { b: { c: 1 } } }],
    [{ a: { b: 1, c: 2 } }, "a.b", undefined, { a: { c: 2 } }],
    [{ a: { b: 1 } }, "a.b", undefined, {}],
    [{ a: "text" }, "a.b", true, { a: { b: true } }],
  ])("%j with %s = %j is %j", (before, name, value, after) => {
    expect(withAnswerAt(before, name, value)).toEqual(after);
    expect(answerAt(after, name)).toEqual(value);
  });

  it("is not what objects inherit", () => expect(answerAt({}, "constructor.name")).toBeUndefined());
});
