import { describe, expect, it } from "vitest";
import { base32 } from "./base32.ts";
import { codeOf, otpauthAddress, stepAt, stepOfCode } from "./totp.ts";

const SECRET = Buffer.from("12345678901234567890");

describe("codes by time", () => {
  // RFC 6238, appendix B, SHA-1: the last six of its eight digits.
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("at %d s: %s", (seconds, code) => {
    expect(codeOf(SECRET, stepAt(seconds * 1000))).toBe(code);
  });

  const now = 1_234_567_890_000;
  it.each([
    [-2, null],
    [-1, true],
    [0, false],
    [1, null],
    [2, null],
  ])("a code of %d steps away has just expired: %s", (away, expired) => {
    const step = stepAt(now) + away;
    expect(stepOfCode(SECRET, codeOf(SECRET, step), now)).toEqual(expired === null ? null : { step, expired });
  });

  it("a code is good until the last millisecond of its 30 seconds", () => {
    const code = codeOf(SECRET, stepAt(now));
    const start = stepAt(now) * 30_000;
    expect([0, 29_999, 30_000].map((after) => stepOfCode(SECRET, code, start + after)?.expired)).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each(["", "28708", "2870822", "28708a", "２８７０８２", "-87082", "1e5   "])("%j is none", (code) => {
    expect(stepOfCode(SECRET, code, 59_000)).toBeNull();
  });
});

// RFC 4648, section 10, without padding.
it.each([
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
])("base 32 of %j is %j", (text, letters) => {
  expect(base32(Buffer.from(text))).toBe(letters);
});

it("the address for apps has the secret and the person's name, escaped", () => {
  const address = new URL(otpauthAddress(SECRET, "Ada & Bob"));
  expect(address.protocol + address.host).toBe("otpauth:totp");
  expect(decodeURIComponent(address.pathname)).toBe("/Task Desk:Ada & Bob");
  expect([...address.searchParams]).toEqual([
    ["secret", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"],
    ["issuer", "Task Desk"],
  ]);
});
