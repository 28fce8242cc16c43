import { describe, expect, it } from "vitest";
import { ExactNumber } from "../../shared/values/json.ts";
import {
  type FromFrame,
  isReady,
  LONGEST_MESSAGE,
  MESSAGES_VERSION,
  readFromFrame,
  readToFrame,
  type ToFrame,
  withoutHidden,
  writeMessage,
} from "./messages.ts";

const given = {
  view_spec: { type: "tb", config: "{}" },
  input_spec: { image: { type: "url" } },
  output_spec: {},
  input_values: { id: new ExactNumber("9007199254740993") },
  locale: "en",
  pretend: { location: null },
} as const;

describe("messages", () => {
  it.each<ToFrame>([
    { kind: "show", version: MESSAGES_VERSION, given },
    { kind: "input", input_values: { image: "x" } },
    { kind: "answer", output_values: { result: "OK" } },
    { kind: "submit" },
    { kind: "reset" },
    { kind: "ping" },
  ])("to the frame arrive as they were sent: $kind", (message) => {
    expect(readToFrame(writeMessage(message))).toEqual(message);
  });

  it.each<FromFrame>([
    { kind: "shown", placeholders: [{ type: "view.map", path: "view", why: "x" }], warnings: [], ms: 3 },
    { kind: "answer", output_values: { a: 1 }, valid: false, problems: [{ path: "a", text: "t", from: "field" }] },
    { kind: "submitted", output_values: {}, problems: [] },
    { kind: "open", url: "https://example.com/" },
    { kind: "height", px: 300 },
    { kind: "failed", text: "t", where: "view" },
    { kind: "pong" },
  ])("from the frame arrive as they were sent: $kind", (message) => {
    expect(readFromFrame(writeMessage(message))).toEqual(message);
  });

  it("keep every digit", () => {
    const read = readToFrame(writeMessage({ kind: "show", version: MESSAGES_VERSION, given }));
    expect(read).toMatchObject({ given: { input_values: { id: { text: "9007199254740993" } } } });
  });

  it.each([
    ["an object instead of text", { kind: "pong" }],
    ["no JSON", "{"],
    ["an unknown kind", '{"kind":"navigate","url":"https://example.com"}'],
    ["a message of the other direction", '{"kind":"ping"}'],
    ["a member of another type", '{"kind":"height","px":"300"}'],
    ["an answer that is no object", '{"kind":"answer","output_values":[],"valid":true,"problems":[]}'],
    ["too long an address", `{"kind":"open","url":"${"x".repeat(8193)}"}`],
    ["501 problems", JSON.stringify({ kind: "submitted", output_values: {}, problems: Array(501).fill({}) })],
    ["a key __proto__", '{"kind":"pong","__proto__":{}}'],
    ["more than a mebibyte", `{"kind":"pong"}${" ".repeat(LONGEST_MESSAGE)}`],
  ])("from the frame are dropped: %s", (_what, data) => {
    expect(readFromFrame(data)).toBeNull();
  });

  it("lose members that are not in the schema", () => {
    expect(readFromFrame('{"kind":"height","px":1,"more":2}')).toEqual({ kind: "height", px: 1 });
  });

  it("are not written when too long", () => {
    expect(writeMessage({ kind: "input", input_values: { a: "x".repeat(LONGEST_MESSAGE) } })).toBeNull();
  });

  it("begin with the frame's version", () => {
    expect(isReady(writeMessage({ kind: "ready", version: MESSAGES_VERSION }))).toBe(true);
    expect(isReady('{"kind":"ready","version":0}')).toBe(false);
  });
});

describe("hidden input fields", () => {
  it("do not reach the view: no value, and of the spec only that there is a hidden field", () => {
    const specs = { image: { type: "url" }, secret: { type: "string", hidden: true, allowed_values: ["b"] } };
    expect(withoutHidden(specs, { image: "a", secret: "b", other: 1 })).toEqual({
      input_spec: { image: { type: "url" }, secret: { type: "string", hidden: true } },
      input_values: { image: "a", other: 1 },
    });
  });
});
