import { beforeAll, describe, expect, it } from "vitest";
import { LANGUAGES, loadLanguage } from "../language.ts";
import { ExactNumber, type Json } from "../values/json.ts";
import { isValidationCode, validationCodes } from "./codes.ts";
import {
  type Fault,
  type Faults,
  faultOf,
  faultSentence,
  fieldProblems,
  tolokaMessage,
  translateFields,
} from "./faults.ts";

beforeAll(() => loadLanguage("ru"));

/** toloka-kit 1.2.2, `error_codes.py`: the forty names of validation errors. */
const TOLOKAS =
  `VALUE_REQUIRED VALUES_REQUIRED VALUE_NOT_ALLOWED UNKNOWN_ENUM_VALUE STRING_EXPECTED SIMPLE_VALUE_EXPECTED
BOOLEAN_EXPECTED INTEGER_EXPECTED FLOAT_EXPECTED VALUE_LESS_THAN_MIN VALUE_GREATER_THAN_MAX VALUE_OUT_OF_BOUNDS
STRING_LENGTH_LESS_THAN_MIN STRING_LENGTH_GREATER_THAN_MAX STRING_LENGTH_OUT_OF_BOUNDS PATTERN_MISMATCH
BLANK_STRING_NOT_ALLOWED INVALID_URL_SYNTAX INVALID_COORDINATES_SYNTAX ARRAY_EXPECTED ARRAY_SIZE_LESS_THAN_MIN
ARRAY_SIZE_GREATER_THAN_MAX ARRAY_SIZE_OUT_OF_BOUNDS JSON_EXPECTED OBJECT_EXPECTED EMPTY_OBJECT_NOT_ALLOWED
DUPLICATE_VALUE_IN_ARRAY OBJECT_SIZE_BYTES_GREATER_THAN_MAX ENTITY_DOES_NOT_EXIST ENTITY_ACCESS_DENIED NOT_NULL_BODY
UUID_EXPECTED INVALID_DATE_SYNTAX INVALID_DATE_TIME_SYNTAX DATE_OUT_OF_RANGE INVALID_REGEX_SYNTAX CHARACTER_NOT_ALLOWED
INVALID_VALUE MAX_ONE_PROPERTY_ALLOWED NAME_LENGTH_LESS_THAN_MIN`.split(/\s+/);

/** What fills the messages of the codes that have something to fill in. */
const PARAMS: Record<string, Json[]> = {
  VALUE_NOT_ALLOWED: ["value", "cat", "dog"],
  PATTERN_MISMATCH: ["\\d+"],
  OBJECT_SIZE_BYTES_GREATER_THAN_MAX: [1_048_576],
};
const filled = (code: Fault["code"]): Fault => ({
  code,
  params: PARAMS[code] ?? (/OUT_OF_BOUNDS/.test(code) ? [2, 5] : [2]),
});

describe("Toloka's validation codes", () => {
  it("are all known", () => expect([...validationCodes].sort()).toEqual([...TOLOKAS].sort()));

  it.each(TOLOKAS)("%s has Toloka's message and a sentence in each language, each complete", (code) => {
    expect(isValidationCode(code)).toBe(true);
    const fault = filled(code as Fault["code"]);
    const theirs = tolokaMessage(fault);
    const ours = LANGUAGES.map((language) => faultSentence(fault, language));
    for (const text of [theirs, ...ours]) expect(text).not.toMatch(/undefined|null\b(?<!to null|be null)|\[object|NaN/);
    for (const text of ours) expect(text).toMatch(/^[A-ZА-Я].*[^.]$/);
    expect(new Set([theirs, ...ours]).size).toBe(3);
    expect(ours[1]).toMatch(/[а-я]/);
  });
  it.each(Object.entries(PARAMS))("%s names every parameter in both languages", (code, params) => {
    for (const language of LANGUAGES) {
      const text = faultSentence({ code: code as Fault["code"], params }, language).replace(/\s/gu, ",");
      for (const param of params.slice(code === "VALUE_NOT_ALLOWED" ? 1 : 0))
        expect(text).toContain(typeof param === "number" ? param.toLocaleString("en") : param);
    }
  });
  it.each(TOLOKAS.filter((code) => /MIN|MAX|BOUNDS/.test(code) && !/ONE|NAME/.test(code)))(
    "%s names its bounds in both languages",
    (code) => {
      for (const language of LANGUAGES) {
        const fault = { code: code as Fault["code"], params: [21, 22] };
        const expected = /OUT_OF_BOUNDS|BYTES/.test(code) ? /21.*22|22.*21/ : /21/;
        expect(faultSentence(fault, language)).toMatch(expected);
      }
    },
  );
  it("are no names that objects have themselves", () => {
    for (const name of ["constructor", "__proto__", "toString", "POOL_INAPPROPRIATE_STATUS", ""])
      expect(isValidationCode(name)).toBe(false);
  });
});

describe("the words", () => {
  it("speak of one and of many", () => {
    const words = (code: Fault["code"], ...params: Json[]) => faultSentence({ code, params });
    expect(words("STRING_LENGTH_LESS_THAN_MIN", 1)).toBe("At least 1 character");
    expect(words("STRING_LENGTH_GREATER_THAN_MAX", 2)).toBe("At most 2 characters");
    expect(words("ARRAY_SIZE_LESS_THAN_MIN", 1)).toBe("At least 1 item");
    expect(words("ARRAY_SIZE_GREATER_THAN_MAX", 3)).toBe("At most 3 items");
  });
  it.each([
    [1, "Не меньше 1 символа"],
    [3, "Не меньше 3 символов"],
    [5, "Не меньше 5 символов"],
    [11, "Не меньше 11 символов"],
    [21, "Не меньше 21 символа"],
  ])("in Russian: %s", (min, expected) =>
    expect(faultSentence({ code: "STRING_LENGTH_LESS_THAN_MIN", params: [min] }, "ru")).toBe(expected),
  );
  it("keep the digits of bounds", () => {
    const fault: Fault = { code: "VALUE_LESS_THAN_MIN", params: [new ExactNumber("0.010")] };
    expect([faultSentence(fault), tolokaMessage(fault)]).toEqual([
      "Must be 0.010 or more",
      "Value must be greater or equal to 0.010",
    ]);
  });
  it("tells an unknown field, a contradiction and a value outside the list apart", () => {
    const words = (...params: Json[]) => faultSentence({ code: "VALUE_NOT_ALLOWED", params });
    expect(words("field")).toBe("The pool has no field with this name");
    expect(words("overlap")).toBe("Set either a number or infinite overlap");
    expect(words("name")).toBe("Unknown name");
    expect(words("task")).toBe("This task belongs to another pool or submission");
    expect(words("value", "cat")).toBe("Choose one of: cat");
    expect(words()).toBe("Value not allowed");
    expect(tolokaMessage({ code: "VALUE_NOT_ALLOWED", params: ["field"] })).toBe("Unknown field name");
  });
});

describe("faults as a problem carries them", () => {
  it("are put into words by path", () =>
    expect(fieldProblems({ "input_values.image": { code: "INVALID_URL_SYNTAX" } })).toEqual({
      "input_values.image": {
        code: "INVALID_URL_SYNTAX",
        message: "Enter a URL that starts with www., http:// or https://",
      },
    }));
  it("carry their parameters, so that the page can put them into its own language", () => {
    const fault: Fault = { code: "STRING_LENGTH_GREATER_THAN_MAX", params: [20] };
    const sent = fieldProblems({ note: fault }).note!;
    expect(sent).toEqual({ ...fault, message: "At most 20 characters" });
    expect(faultOf(sent)).toEqual(fault);
    expect(fieldProblems({ note: fault }, "ru").note?.message).toBe("Не больше 20 символов");
  });
  it("are no more than anybody reads", () => {
    const many = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`tags.${index}`, { code: "STRING_EXPECTED" }]),
    );
    expect(Object.keys(fieldProblems(many as Faults))).toHaveLength(1_000);
  });
});

describe("Toloka's own verdict in our words", () => {
  const translate = (code: string, message: string, params?: Json[]) =>
    translateFields({ f: { code, message, ...(params === undefined ? {} : { params }) } }).f;

  it.each<[string, string, Json[] | undefined, string]>([
    ["VALUE_REQUIRED", "May not be null", undefined, "Required"],
    ["VALUE_NOT_ALLOWED", "Unknown field name", undefined, "The pool has no field with this name"],
    ["VALUE_LESS_THAN_MIN", "Value must be greater or equal to 0.01", [0.01], "Must be 0.01 or more"],
    ["VALUE_LESS_THAN_MIN", "at least five, please", undefined, "at least five, please"],
    ["SOMETHING_NEW", "Never heard of", undefined, "Never heard of"],
    ["constructor", "odd", undefined, "odd"],
  ])("%s, “%s”", (code, message, params, expected) =>
    expect(translate(code, message, params)).toMatchObject({ code, message: expected }),
  );
});
