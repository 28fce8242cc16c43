import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Splitter, splitArray, splitLines } from "./split-json.ts";

/** The rows of a text that arrives in pieces, cut at these bytes; and the first fault. */
function split(splitter: Splitter, text: string, cuts: number[]): { rows: string[]; fault: string | null } {
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const rows: string[] = [];
  for (const [index, start] of places.slice(0, -1).entries()) {
    const pushed = splitter.push(bytes.subarray(start, places[index + 1]));
    rows.push(...pushed.rows.map(String));
    if (pushed.fault !== null) return { rows, fault: pushed.fault };
  }
  const end = splitter.end();
  return { rows: [...rows, ...end.rows.map(String)], fault: end.fault };
}

const cuts = fc.array(fc.nat(), { maxLength: 6 });
/** The rows as one list. Texts are compared, since JSON has no -0. */
const again = (rows: string[]): string => JSON.stringify(rows.map((row) => JSON.parse(row)));
const values = fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 8 });

describe("rows of JSON", () => {
  it("are the items of a list, wherever its bytes are cut", () => {
    fc.assert(
      fc.property(values, cuts, fc.constantFrom(undefined, 1), (items, places, space) => {
        const { rows, fault } = split(splitArray(), ` ${JSON.stringify(items, null, space)}\n`, places);
        expect(fault).toBeNull();
        expect(again(rows)).toBe(JSON.stringify(items));
      }),
    );
  });

  it("are lines, wherever their bytes are cut", () => {
    fc.assert(
      fc.property(values, cuts, fc.constantFrom("\n", "\r\n", "\n\n"), (items, places, end) => {
        const text = items.map((item) => JSON.stringify(item)).join(end);
        const { rows } = split(splitLines(), text, places);
        expect(again(rows)).toBe(JSON.stringify(items));
      }),
    );
  });

  it.each([
    ["", "The JSON list is not complete."],
    ["[1", "The JSON list is not complete."],
    ['["]', "The JSON list is not complete."],
    ["{}", "The body must be a JSON list of tasks."],
    ["[1]]", "There is text after the list."],
  ])("%s: %s", (text, fault) => expect(split(splitArray(), text, []).fault).toBe(fault));

  it("leave it to the parser what is missing between commas", () => {
    expect(split(splitArray(), "[1,,2,]", []).rows).toEqual(["1", "", "2", ""]);
    expect(split(splitArray(), "[ ]", []).rows).toEqual([]);
  });

  it("say how much of a row has arrived", () => {
    const splitter = splitLines();
    splitter.push(Buffer.from("[1]\n[2"));
    expect(splitter.held()).toBe(2);
  });
});
