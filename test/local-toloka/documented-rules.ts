import type { Json, JsonObject } from "../../shared/values/json.ts";

/** Toloka's field rules with literal codes, to check `shared/fields/input-spec.ts` independently. */
type Rule = [what: string, spec: JsonObject, good: Json[], bad: [value: Json, code: string, at?: string][]];

export const RULES: Rule[] = [
  [
    "string",
    { type: "string" },
    ["", "any", "7"],
    [
      [7, "STRING_EXPECTED"],
      [true, "STRING_EXPECTED"],
      [["a"], "SIMPLE_VALUE_EXPECTED"],
      [{}, "SIMPLE_VALUE_EXPECTED"],
    ],
  ],
  [
    "string with the least length",
    { type: "string", min_length: 2 },
    ["ab", "abc"],
    [["a", "STRING_LENGTH_LESS_THAN_MIN"]],
  ],
  [
    "string with the most length",
    { type: "string", max_length: 2 },
    ["", "ab"],
    [["abc", "STRING_LENGTH_GREATER_THAN_MAX"]],
  ],
  [
    "string with both lengths",
    { type: "string", min_length: 2, max_length: 3 },
    ["ab", "abc"],
    [
      ["a", "STRING_LENGTH_OUT_OF_BOUNDS"],
      ["abcd", "STRING_LENGTH_OUT_OF_BOUNDS"],
    ],
  ],
  [
    "string with a pattern for the whole of it",
    { type: "string", pattern: "[A-Z]{2}|x" },
    ["AB", "x"],
    [
      ["ABC", "PATTERN_MISMATCH"],
      [" AB", "PATTERN_MISMATCH"],
      ["xx", "PATTERN_MISMATCH"],
    ],
  ],
  [
    "string with a pattern that backtracking never ends",
    { type: "string", pattern: "(a+)+$" },
    ["a".repeat(40)],
    [[`${"a".repeat(40)}b`, "PATTERN_MISMATCH"]],
  ],
  ["string with a pattern that only Toloka can run", { type: "string", pattern: "(?=b)b" }, ["a", "b"], []],
  [
    "string with a choice",
    { type: "string", allowed_values: ["cat", "dog"] },
    ["cat", "dog"],
    [
      ["Cat", "VALUE_NOT_ALLOWED"],
      ["", "VALUE_NOT_ALLOWED"],
    ],
  ],
  [
    "url",
    { type: "url" },
    ["http://a", "https://a/b?c", "HTTPS://A", "www.a.ru/1.jpg"],
    [
      ["ftp://a", "INVALID_URL_SYNTAX"],
      ["/proxy/a.jpg", "INVALID_URL_SYNTAX"],
      ["https://", "INVALID_URL_SYNTAX"],
      ["https://a b", "INVALID_URL_SYNTAX"],
      [5, "STRING_EXPECTED"],
      [[], "SIMPLE_VALUE_EXPECTED"],
    ],
  ],
  ["URL, as older pages write the type", { type: "URL" }, ["https://a"], [["a", "INVALID_URL_SYNTAX"]]],
  [
    "boolean",
    { type: "boolean" },
    [true, false],
    [
      ["true", "BOOLEAN_EXPECTED"],
      [1, "BOOLEAN_EXPECTED"],
      [{}, "SIMPLE_VALUE_EXPECTED"],
    ],
  ],
  [
    "boolean with one allowed value",
    { type: "boolean", allowed_values: [true] },
    [true],
    [[false, "VALUE_NOT_ALLOWED"]],
  ],
  [
    "integer",
    { type: "integer" },
    [0, -7, 1e21],
    [
      [1.5, "INTEGER_EXPECTED"],
      ["1", "INTEGER_EXPECTED"],
      [true, "INTEGER_EXPECTED"],
      [[1], "SIMPLE_VALUE_EXPECTED"],
    ],
  ],
  ["number, as the guide once calls an integer", { type: "number" }, [3], [[1.5, "INTEGER_EXPECTED"]]],
  ["integer with a least value", { type: "integer", min_value: 1 }, [1, 2], [[0, "VALUE_LESS_THAN_MIN"]]],
  ["integer with a most value", { type: "integer", max_value: 9 }, [9, -3], [[10, "VALUE_GREATER_THAN_MAX"]]],
  [
    "integer with both",
    { type: "integer", min_value: 1, max_value: 9 },
    [1, 9],
    [
      [0, "VALUE_OUT_OF_BOUNDS"],
      [10, "VALUE_OUT_OF_BOUNDS"],
    ],
  ],
  ["integer with a choice", { type: "integer", allowed_values: [1, 5] }, [5], [[2, "VALUE_NOT_ALLOWED"]]],
  [
    "float",
    { type: "float" },
    [0.71, 3, -1e-9],
    [
      ["0.5", "FLOAT_EXPECTED"],
      [false, "FLOAT_EXPECTED"],
      [{}, "SIMPLE_VALUE_EXPECTED"],
    ],
  ],
  ["float with a least value", { type: "float", min_value: 0.01 }, [0.01], [[0.009, "VALUE_LESS_THAN_MIN"]]],
  ["float with a most value", { type: "float", max_value: 1 }, [1], [[1.001, "VALUE_GREATER_THAN_MAX"]]],
  ["float with a choice", { type: "float", allowed_values: [0.5, 1] }, [0.5, 1], [[0.25, "VALUE_NOT_ALLOWED"]]],
  [
    "file",
    { type: "file" },
    ["2ed92b7f"],
    [
      [7, "STRING_EXPECTED"],
      [{}, "SIMPLE_VALUE_EXPECTED"],
    ],
  ],
  [
    "coordinates",
    { type: "coordinates" },
    ["22.3341,32.32", "-90, -180", "90,180", "0,0"],
    [
      ["91,0", "INVALID_COORDINATES_SYNTAX"],
      ["0,181", "INVALID_COORDINATES_SYNTAX"],
      ["1;2", "INVALID_COORDINATES_SYNTAX"],
      ["1", "INVALID_COORDINATES_SYNTAX"],
      ["[1,2]", "INVALID_COORDINATES_SYNTAX"],
      ["1,5,2,5", "INVALID_COORDINATES_SYNTAX"],
      [1.5, "STRING_EXPECTED"],
      [[1, 2], "SIMPLE_VALUE_EXPECTED"],
    ],
  ],
  [
    "json",
    { type: "json" },
    // A list: what annotation fields write in Toloka's examples.
    [{}, { a: [1, null] }, [], [{ shape: "point", left: 0.5, top: 0.5 }]],
    [
      ["{}", "OBJECT_EXPECTED"],
      [1, "OBJECT_EXPECTED"],
    ],
  ],
  [
    "array_string",
    { type: "array_string", max_length: 2 },
    [[], ["ab", ""]],
    [
      ["ab", "ARRAY_EXPECTED"],
      [{}, "ARRAY_EXPECTED"],
      [["ab", "abc"], "STRING_LENGTH_GREATER_THAN_MAX", "1"],
      [[null], "VALUE_REQUIRED", "0"],
      [[["a"]], "SIMPLE_VALUE_EXPECTED", "0"],
    ],
  ],
  ["array_url", { type: "array_url" }, [["https://a"]], [[["https://a", "b"], "INVALID_URL_SYNTAX", "1"]]],
  ["array_boolean", { type: "array_boolean" }, [[true, false]], [[[true, 0], "BOOLEAN_EXPECTED", "1"]]],
  [
    "array_integer",
    { type: "array_integer", min_value: 0 },
    [[0, 5]],
    [
      [[1, -1], "VALUE_LESS_THAN_MIN", "1"],
      [[1, 2, 0.5], "INTEGER_EXPECTED", "2"],
      [5, "ARRAY_EXPECTED"],
    ],
  ],
  [
    "array_float",
    { type: "array_float", allowed_values: [0.5, 1] },
    [[0.5, 1, 1]],
    [
      [[0.5, 0.6], "VALUE_NOT_ALLOWED", "1"],
      [["1"], "FLOAT_EXPECTED", "0"],
    ],
  ],
  ["array_file", { type: "array_file" }, [["a", "b"]], [[[1], "STRING_EXPECTED", "0"]]],
  [
    "array_coordinates",
    { type: "array_coordinates" },
    [["1,2", "3,4"]],
    [[["1,2", "x"], "INVALID_COORDINATES_SYNTAX", "1"]],
  ],
  [
    "array_json",
    { type: "array_json" },
    [[{ a: 1 }, {}]],
    [
      [[{}, []], "OBJECT_EXPECTED", "1"],
      [{}, "ARRAY_EXPECTED"],
    ],
  ],
  [
    "array with the least size",
    { type: "array_integer", min_size: 2 },
    [[1, 2]],
    [
      [[1], "ARRAY_SIZE_LESS_THAN_MIN"],
      [[], "ARRAY_SIZE_LESS_THAN_MIN"],
    ],
  ],
  [
    "array with the most size",
    { type: "array_integer", max_size: 2 },
    [[], [1, 2]],
    [[[1, 2, 3], "ARRAY_SIZE_GREATER_THAN_MAX"]],
  ],
  [
    "array with both sizes",
    { type: "array_integer", min_size: 1, max_size: 2 },
    [[1]],
    [
      [[], "ARRAY_SIZE_OUT_OF_BOUNDS"],
      [[1, 2, 3], "ARRAY_SIZE_OUT_OF_BOUNDS"],
    ],
  ],
  ["type that nobody knows", { type: "hologram" }, ["any", 5, {}, []], []],
];
