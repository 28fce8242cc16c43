import { describe, expect, it } from "vitest";
import { readSettings } from "./config.ts";

const read = (SECOND_PERSON: string, SIGN_IN = "password") => readSettings({ SECOND_PERSON, SIGN_IN }, () => {});

describe("SECOND_PERSON", () => {
  it.each([
    ["send-again", { sendAgain: true, importsFrom: null }],
    ["imports", { sendAgain: false, importsFrom: 1 }],
    ["imports:1000", { sendAgain: false, importsFrom: 1000 }],
    ["send-again, imports:20", { sendAgain: true, importsFrom: 20 }],
    ["", null],
  ])("%j", (text, secondPerson) => {
    expect(read(text)).toMatchObject({ settings: { secondPerson } });
  });

  it.each(["everything", "imports:0", "imports:x", "imports,imports:5", "send-again,"])("is not %j", (text) => {
    const { faults } = read(text) as { faults: string[] };
    expect(faults).toEqual([expect.stringContaining(`SECOND_PERSON was "${text}"; it may be send-again, imports`)]);
  });

  it("needs people who sign in", () => {
    expect(read("imports", "off")).toEqual({
      faults: ['SECOND_PERSON was "imports"; it may be set only if people sign in: set SIGN_IN=password.'],
    });
  });
});
