import { describe, expect, it } from "vitest";
import { authorization } from "./authorization.ts";

describe("authorization", () => {
  const part = (length: number) => "x".repeat(length);

  it.each([22, 23, 24])("takes a token with two dots, the first at index %i, for an API key", (index) => {
    const token = `${part(index)}.abc.def`;
    expect(authorization(token)).toBe(`ApiKey ${token}`);
  });

  it.each([
    ["no dot", part(40)],
    ["the first dot too early", `${part(21)}.abc.def`],
    ["the first dot too late", `${part(25)}.abc.def`],
    ["one dot", `${part(23)}.abc`],
    ["three dots", `${part(23)}.a.b.c`],
  ])("takes a token with %s for an OAuth token", (_name, token) => {
    expect(authorization(token)).toBe(`OAuth ${token}`);
  });
});
