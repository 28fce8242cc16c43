import { describe, expect, it } from "vitest";
import { validationCodes } from "../faults/faults.ts";
import { faultsProblem, Problem, problem, problemCodes, sentenceFor } from "./problem.ts";

describe("the words of every code", () => {
  it.each(problemCodes)("%s has a sentence that says what to do or what happens", (code) => {
    expect(code).toMatch(/^[A-Z_]+$/);
    expect(sentenceFor(code)).toMatch(/^[A-Z].*\.$/);
  });
  it.each(validationCodes)("%s, a validation code, has one too, even with nothing to fill in", (code) => {
    expect(sentenceFor(code)).not.toMatch(/undefined|NaN/);
  });
  it("a code nobody knows keeps what Toloka said", () => {
    expect(sentenceFor("SOMETHING_NEW", "The stars are wrong")).toBe("Toloka refused this: The stars are wrong");
    expect(sentenceFor("SOMETHING_NEW")).toBe("Toloka refused this (SOMETHING_NEW).");
    expect(sentenceFor("constructor", null)).toBe("Toloka refused this (constructor).");
  });
});

describe("a problem", () => {
  it("has type, title, status, detail and code (RFC 9457)", () =>
    expect(problem(409, "OPERATION_ID_REUSED")).toEqual({
      type: "urn:task-desk:problem:operation-id-reused",
      title: "Conflict",
      status: 409,
      detail: sentenceFor("OPERATION_ID_REUSED"),
      code: "OPERATION_ID_REUSED",
    }));
  it("leaves out what is not given, and keeps what is", () => {
    expect(problem(500, "INTERNAL", { instance: "7", fields: undefined })).toEqual({
      ...problem(500, "INTERNAL"),
      instance: "7",
    });
    expect(problem(418, "INTERNAL", { detail: "Short and stout." })).toMatchObject({
      title: "Error",
      detail: "Short and stout.",
    });
  });
  it("is what its own schema takes", () => {
    const made = faultsProblem({ overlap: { code: "VALUE_LESS_THAN_MIN", params: [1] } });
    expect(Problem.parse(made)).toEqual(made);
    expect(made).toMatchObject({
      status: 422,
      code: "VALIDATION_ERROR",
      fields: { overlap: { code: "VALUE_LESS_THAN_MIN", message: "Enter 1 or more." } },
    });
  });
});
