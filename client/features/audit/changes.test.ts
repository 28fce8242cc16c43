import { expect, it } from "vitest";
import { changesOf } from "./changes.ts";

it.each([
  ["nothing", null, null, []],
  [
    "what is new",
    null,
    '{"name":"Ivan","days":90}',
    [
      ["name", undefined, "Ivan"],
      ["days", undefined, "90"],
    ],
  ],
  ["what is gone", '{"name":"Nightly"}', null, [["name", "Nightly", undefined]]],
  [
    "what changed alone",
    '{"name":"Ada","role":"viewer"}',
    '{"name":"Ada","role":"operator"}',
    [["role", "viewer", "operator"]],
  ],
  ["members of members as JSON", null, '{"codes":{"NOT_SIGNED_IN":7}}', [["codes", undefined, '{"NOT_SIGNED_IN":7}']]],
  ["a text that is no JSON as it is", "x{", null, [["", "x{", undefined]]],
])("an entry shows %s", (_what, before, after, changes) => {
  expect(changesOf({ before, after }).map((one) => [one.name, one.before, one.after])).toEqual(changes);
});
