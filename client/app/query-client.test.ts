import { describe, expect, it } from "vitest";
import { problem } from "../../shared/api/problem.ts";
import { ProblemError } from "../api.ts";
import { mayPass } from "./query-client.ts";

describe("the retry of a query", () => {
  it.each([
    [0, true],
    [400, false],
    [404, false],
    [422, false],
    [429, true],
    [502, true],
    [503, true],
  ])("status %i: %s", (status, expected) => {
    expect(mayPass(new ProblemError(problem(status, "ANY")))).toBe(expected);
  });

  it("not while Toloka refuses the token, which only an administrator can change", () => {
    expect(mayPass(new ProblemError(problem(502, "TOLOKA_TOKEN_REFUSED")))).toBe(false);
  });

  it("not after a bug", () => {
    expect(mayPass(new TypeError("x is undefined"))).toBe(false);
  });
});
