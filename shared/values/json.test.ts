import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalJson,
  compareNumbers,
  ExactNumber,
  isJsonNumber,
  isJsonObject,
  isWhole,
  type Json,
  JsonError,
  MAX_DEPTH,
  parseJson,
  parseNumber,
  sameJson,
  stringifyJson,
} from "./json.ts";

/** Any text that JSON's grammar takes for a number, long ones and odd ones included. */
const numberText = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.oneof(fc.constant("0"), fc.stringMatching(/^[1-9]\d{0,30}$/)),
    fc.option(fc.stringMatching(/^\d{1,25}$/)),
    fc.option(fc.tuple(fc.constantFrom("e", "E"), fc.constantFrom("", "+", "-"), fc.stringMatching(/^\d{1,3}$/))),
  )
  .map(
    ([sign, whole, digits, power]) => `${sign}${whole}${digits === null ? "" : `.${digits}`}${power?.join("") ?? ""}`,
  );

const key = fc.string({ unit: "grapheme" }).filter((text) => text !== "__proto__");
const jsonValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: "grapheme" }),
    numberText.map((text) => parseNumber(text)!),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

const codeOf = (text: string): string => {
  try {
    parseJson(text);
    return "no fault";
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return `${error.code} ${error.path}`.trim();
  }
};

describe("numbers keep every digit", () => {
  it.each(["9007199254740993", "0.710", "1e400", "-0", "1E5", "0.1e-7", "100000000000000000000000.5", "1.0"])(
    "%s",
    (text) => {
      expect(stringifyJson(parseJson(text))).toBe(text);
      expect(stringifyJson(parseJson(`{"a":[${text}]}`))).toBe(`{"a":[${text}]}`);
    },
  );
  it("whatever the number", () => {
    fc.assert(
      fc.property(numberText, (text) => {
        expect(stringifyJson(parseJson(text))).toBe(text);
      }),
    );
  });
  it("stay plain where a double carries them", () => {
    expect([parseNumber("3"), parseNumber("0.5"), parseNumber("-7")]).toEqual([3, 0.5, -7]);
    expect(parseNumber("3.0")).toBeInstanceOf(ExactNumber);
  });
  it.each(["", "NaN", "Infinity", "01", "+1", ".5", "1.", "0x1", "1e", " 1", "1 "])("%j is no number", (text) => {
    expect(parseNumber(text)).toBeNull();
    expect(() => new ExactNumber(text)).toThrow(TypeError);
  });
});

describe("JSON in and out", () => {
  it("comes back as the same text and the same value", () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        const text = stringifyJson(value);
        expect(stringifyJson(parseJson(text))).toBe(text);
        expect(parseJson(text)).toEqual(value);
      }),
    );
  });
  it("whatever stands between its parts", () => {
    const space = fc.constantFrom("", " ", "\t", "\n", "\r\n  ");
    fc.assert(
      fc.property(numberText, space, space, (number, before, after) => {
        const gap = (text: string): string => `${before}${text}${after}`;
        const text = `{"a"${gap(":")}${number}${gap(",")}"b"${gap(":")}[${gap("0")},${gap(number)}]${after}}`;
        expect(stringifyJson(parseJson(text))).toBe(`{"a":${number},"b":[0,${number}]}`);
      }),
    );
  });
  it("indents when asked", () => expect(stringifyJson({ a: new ExactNumber("1.0") }, 2)).toBe('{\n  "a": 1.0\n}'));
  it("keeps names that objects have themselves", () => {
    const text = '{"constructor":1,"toString":{"prototype":2},"1":3}';
    expect(stringifyJson(parseJson(text))).toBe('{"1":3,"constructor":1,"toString":{"prototype":2}}');
  });
});

describe("JSON that is refused", () => {
  it.each([
    ["", "INVALID_JSON"],
    ["{", "INVALID_JSON"],
    ["NaN", "INVALID_JSON"],
    ['{"a": undefined}', "INVALID_JSON"],
    ["[1,]", "INVALID_JSON"],
    ["'a'", "INVALID_JSON"],
    ['{"__proto__": {"x": 1}}', "KEY_NOT_ALLOWED __proto__"],
    ['{"a": [{"__proto__": 1}]}', "KEY_NOT_ALLOWED a.0.__proto__"],
    ['"\\ud800"', "LONE_SURROGATE"],
    ['{"a": ["x", "\\udc00y"]}', "LONE_SURROGATE a.1"],
    ['{"a": {"\\ud800": 1}}', "LONE_SURROGATE a"],
  ])("%s: %s", (text, expected) => expect(codeOf(text)).toBe(expected));

  it("takes whole characters from any plane", () => expect(parseJson('"\\ud83d\\ude00"')).toBe("😀"));

  it("nests to the bound and no further, without exhausting the stack", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(codeOf(nested(MAX_DEPTH))).toBe("no fault");
    expect(codeOf(nested(MAX_DEPTH + 1))).toContain("NESTED_TOO_DEEP");
    expect(codeOf(nested(200_000))).toContain("NESTED_TOO_DEEP");
    expect(codeOf(`${'{"a":'.repeat(MAX_DEPTH + 1)}1${"}".repeat(MAX_DEPTH + 1)}`)).toContain("NESTED_TOO_DEEP");
  });
});

describe("comparing numbers by value", () => {
  /** The same number as whole units of 10^-60: what the comparison is measured against. */
  const units = (text: string): bigint => {
    const [mantissa = "", power = "0"] = text.toLowerCase().split("e");
    const [whole = "", digits = ""] = mantissa.replace("-", "").split(".");
    const shift = 60 + Number(power) - digits.length;
    return (mantissa.startsWith("-") ? -1n : 1n) * BigInt(whole + digits) * 10n ** BigInt(shift);
  };
  const small = numberText.filter((text) => Math.abs(Number(/e(.+)$/i.exec(text)?.[1] ?? 0)) < 30);

  it("agrees with exact arithmetic", () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const difference = units(a) - units(b);
        const expected = difference < 0n ? -1 : difference > 0n ? 1 : 0;
        expect(Math.sign(compareNumbers(parseNumber(a)!, parseNumber(b)!))).toBe(expected);
      }),
    );
  });
  it("knows whole numbers from others", () => {
    fc.assert(
      fc.property(small, (text) => {
        expect(isWhole(parseNumber(text)!)).toBe(units(text) % 10n ** 60n === 0n);
      }),
    );
  });
  it("takes no time for many zeros", () => {
    const number = parseNumber(`1${"0".repeat(1_000_000)}1`)!;
    const began = performance.now();
    expect(compareNumbers(number, number)).toBe(0);
    expect(performance.now() - began).toBeLessThan(500);
  });
  it.each([
    ["1", "1.0", 0],
    ["1e3", "1000", 0],
    ["-0", "0.00", 0],
    ["9007199254740993", "9007199254740992", 1],
    ["-2", "-10", 1],
    ["1e400", "1e401", -1],
  ])("%s and %s", (a, b, expected) =>
    expect(Math.sign(compareNumbers(parseNumber(a)!, parseNumber(b)!))).toBe(expected),
  );
});

describe("the canonical text", () => {
  const shuffled = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(shuffled);
    return isJsonObject(value)
      ? Object.fromEntries(
          Object.entries(value)
            .toReversed()
            .map(([name, item]) => [name, shuffled(item)]),
        )
      : value;
  };
  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
      }),
    );
  });
  it("is one for every writing of a number, and differs where the value does", () => {
    fc.assert(
      fc.property(numberText, numberText, (a, b) => {
        const [x, y] = [parseNumber(a)!, parseNumber(b)!];
        expect(sameJson(x, y)).toBe(compareNumbers(x, y) === 0);
      }),
    );
    expect(new Set(["1", "1.0", "1e0", "10E-1", "0.1e+1"].map((text) => canonicalJson(parseNumber(text)!))).size).toBe(
      1,
    );
  });
  it("is the same text exactly for values that mean the same", () => {
    fc.assert(
      fc.property(jsonValue, jsonValue, (a, b) => {
        expect(sameJson(a, shuffled(a))).toBe(true);
        expect(sameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
    const few = fc.constantFrom<Json>(
      null,
      0,
      1,
      new ExactNumber("1.0"),
      "1",
      [],
      {},
      [1],
      { a: 1 },
      { b: 1 },
      { a: null },
    );
    fc.assert(
      fc.property(few, few, (a, b) => {
        expect(sameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
  });
  it("tells values of different types apart", () => {
    const values: Json[] = [null, false, 0, "", "0", "null", [], {}, [null], { a: null }, [0], ["0"]];
    expect(new Set(values.map(canonicalJson)).size).toBe(values.length);
    expect(sameJson(undefined, null)).toBe(true);
  });
});

describe("telling JSON's kinds apart", () => {
  it("an exact number is no object", () => {
    const exact = new ExactNumber("1.0");
    expect([isJsonObject(exact), isJsonNumber(exact), `${exact}`]).toEqual([false, true, "1.0"]);
    expect([isJsonObject([]), isJsonObject(null), isJsonObject({}), isJsonNumber("1")]).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });
});
