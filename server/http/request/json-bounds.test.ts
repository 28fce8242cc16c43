import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonError, MAX_DEPTH } from "../../../shared/values/json.ts";
import { BOUNDS, checkBounds } from "./json-bounds.ts";

/** Code and place of what is refused. */
function refusedIn(text: string): string {
  try {
    checkBounds(Buffer.from(text));
    return "nothing";
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return `${error.code} ${error.path}`.trim();
  }
}
const list = (items: number, item = "0") => `[${Array(items).fill(item).join(",")}]`;
const object = (members: number) => `{${Array.from({ length: members }, (_, at) => `"k${at}":0`).join(", ")}}`;

describe("the bounds of a request's JSON", () => {
  it("accept values up to the limit", () => {
    expect(refusedIn(list(BOUNDS.values))).toBe("nothing");
    expect(refusedIn(object(BOUNDS.members))).toBe("nothing");
    expect(refusedIn(`{"task":{"reserved_for":${list(BOUNDS.listed)}}}`)).toBe("nothing");
    expect(refusedIn(`{"task":{"input_values":{"points":${list(BOUNDS.values - 3)}}}}`)).toBe("nothing");
    expect(refusedIn("[".repeat(MAX_DEPTH) + "]".repeat(MAX_DEPTH))).toBe("nothing");
  });

  it.each([
    [list(BOUNDS.values + 1), `TOO_MANY_VALUES ${BOUNDS.values}`],
    [`{"task":${object(BOUNDS.members + 1)}}`, `TOO_MANY_VALUES task.k${BOUNDS.members}`],
    [
      `{"task":{"known_solutions":[{}],"reserved_for":${list(BOUNDS.listed)}}}`,
      `TOO_MANY_VALUES task.reserved_for.${BOUNDS.listed - 1}`,
    ],
    [`{"a":[{"b":${"[".repeat(MAX_DEPTH)}`, `NESTED_TOO_DEEP a.0.b${".0".repeat(MAX_DEPTH - 3)}`],
    ['{"a":[1,{"b":1,"c":{"b":1},"b":2}]}', "REPEATED_KEY a.1.b"],
    ['{"a":1,"\\u0061":2}', "REPEATED_KEY a"],
    [`{"${"x".repeat(200)}":1,"${"x".repeat(200)}":2}`, `REPEATED_KEY ${"x".repeat(99)}…`],
  ])("and no more (%#)", (text, refused) => expect(refusedIn(text)).toBe(refused));

  it.each(['{"a":"[[[{{\\",\\"a\\":","b":"\\\\"}', '["a","a"]', '[{"a":1},{"a":1}]', '{"a":{"a":{"a":"a"}}}', ""])(
    "are not misled by %s",
    (text) => expect(refusedIn(text)).toBe("nothing"),
  );

  it("refuse no JSON that is small, whatever it is, and end for any bytes", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(refusedIn(JSON.stringify(JSON.parse(text)))).toBe("nothing");
      }),
    );
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => void refusedIn(text)));
  });
});
