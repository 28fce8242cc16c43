import { isJsonObject, type Json, type JsonObject } from "../../../shared/values/json.ts";

/** The value of a field in an answer. A dot in the name leads into an object: `result.input1`. */
export function answerAt(answer: JsonObject, name: string): Json | undefined {
  let value: Json | undefined = answer;
  for (const part of name.split("."))
    value = isJsonObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  return value;
}

/** The answer with a field's value; `undefined` takes it out, and the objects that become empty by it. */
export function withAnswerAt(answer: JsonObject, name: string, value: Json | undefined): JsonObject {
  const [head = "", ...more] = name.split(".");
  const inside = answer[head];
  const next = more.length === 0 ? value : withAnswerAt(isJsonObject(inside) ? inside : {}, more.join("."), value);
  const entries = Object.entries(answer).filter(([key]) => key !== head);
  const empty = next === undefined || (more.length > 0 && isJsonObject(next) && Object.keys(next).length === 0);
  return Object.fromEntries(empty ? entries : [...entries, [head, next]]);
}
