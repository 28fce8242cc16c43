import { expect } from "vitest";
import { isJsonObject, type JsonObject } from "../../../shared/values/json.ts";
import type { Answered } from "./http-call.ts";

/** The pool of cats and dogs in the built-in Toloka. */
export const POOL = "1080020";
let made = 0;
/** A valid task, different at each call. */
export const task = (more: JsonObject = {}): JsonObject => ({
  pool_id: POOL,
  input_values: { image: `https://example.com/contract-${made++}.jpg` },
  overlap: 1,
  ...more,
});
export const fieldsOf = ({ body }: Answered): JsonObject =>
  isJsonObject(body) && isJsonObject(body.fields) ? body.fields : {};
export const codesOf = (answer: Answered) =>
  Object.fromEntries(Object.entries(fieldsOf(answer)).map(([path, fault]) => [path, (fault as JsonObject).code]));

/** Expects an error answer in the format of RFC 9457, with a code. */
export function expectProblem(answer: Answered, status: number, code: string): void {
  expect([answer.status, (answer.body as JsonObject | null)?.code]).toEqual([status, code]);
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    type: expect.stringMatching(/^\S+$/),
    title: expect.stringMatching(/\w/),
    status,
    detail: expect.stringMatching(/\w{3}/),
  });
}
