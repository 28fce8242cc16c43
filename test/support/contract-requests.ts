import { expect } from "vitest";
import { isJsonObject, type JsonObject } from "../../shared/values/json.ts";
import type { Answered } from "./http-call.ts";

/** The seed's pool of cats and dogs. */
export const POOL = "1080020";
let made = 0;
/** A task that can be created, unlike any other. */
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

/** An error answer: RFC 9457 with a code, whatever went wrong. */
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
