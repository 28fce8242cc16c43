import { beforeAll, describe, expect, it } from "vitest";
import { validationCodes } from "../faults/codes.ts";
import { LANGUAGES, loadLanguage } from "../language.ts";
import {
  faultsProblem,
  messageText,
  openingFailed,
  Problem,
  problem,
  problemCodes,
  problemText,
  sentenceFor,
} from "./problem.ts";

beforeAll(() => loadLanguage("ru"));

describe("the words of every code", () => {
  it.each(problemCodes)("%s has a sentence in each language", (code) => {
    expect(code).toMatch(/^[A-Z_]+$/);
    expect(sentenceFor(code)).toMatch(/^[A-Z].*[.…]$/);
    expect(sentenceFor(code, null, "ru")).toMatch(/^[А-ЯA-Z][^.]*[а-я].*[.…]$/);
  });
  it.each(validationCodes)("%s, a validation code, has one too, even with nothing to fill in", (code) => {
    for (const language of LANGUAGES) expect(sentenceFor(code, null, language)).not.toMatch(/undefined|NaN/);
  });
  it("a code nobody knows keeps what Toloka said", () => {
    expect(sentenceFor("SOMETHING_NEW", "The stars are wrong")).toBe("Toloka refused the request: The stars are wrong");
    expect(sentenceFor("SOMETHING_NEW")).toBe("Toloka refused the request (SOMETHING_NEW).");
    expect(sentenceFor("constructor", null)).toBe("Toloka refused the request (constructor).");
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
      fields: { overlap: { code: "VALUE_LESS_THAN_MIN", message: "Must be 1 or more" } },
    });
  });
});

describe("what the server sent, in the page's language", () => {
  it.each(problemCodes)("%s", (code) => {
    const sent = problem(422, code);
    expect(problemText(sent, "ru")).toBe(sentenceFor(code, null, "ru"));
    expect(problemText(sent, "en")).toBe(sent.detail);
  });
  it("fields by their code and parameters, whatever language their message has", () => {
    const long = { code: "STRING_LENGTH_GREATER_THAN_MAX", message: "At most 21 characters", params: [21] };
    expect(messageText(long, "ru")).toBe("Не больше 21 символа");
    expect(messageText({ ...long, message: "Не больше 21 символа" }, "en")).toBe("At most 21 characters");
    expect(messageText({ code: "POOL_UNKNOWN", message: sentenceFor("POOL_UNKNOWN") }, "ru")).toMatch(/^Пул не найден/);
  });
  it("keeps a message that says more than the code", () => {
    expect(messageText({ code: "VALUE_LESS_THAN_MIN", message: "at least five, please" }, "ru")).toBe(
      "at least five, please",
    );
    expect(problemText({ code: "JOURNAL_UNAVAILABLE", detail: "disk full" }, "ru")).toBe("disk full");
  });
  it("translates our sentence and keeps the reason behind it", () =>
    expect(messageText({ code: "ANSWER_LOST", message: `${sentenceFor("ANSWER_LOST")} (read ECONNRESET)` }, "ru")).toBe(
      "Ответ Толоки потерян. Проверяем, создано ли задание… (read ECONNRESET)",
    ));
  it("translates two sentences in one text", () =>
    expect(messageText({ code: "EMPTY_POOL", message: openingFailed("EMPTY_POOL", "") }, "ru")).toBe(
      "Задание создано, но пул не открыт. В пуле нет заданий, поэтому его нельзя открыть.",
    ));
  it("says how many faults there are when not all are listed", () => {
    const many = Object.fromEntries(
      Array.from({ length: 1_020 }, (_, index) => [`tags.${index}`, { code: "STRING_EXPECTED" as const }]),
    );
    const found = faultsProblem(many);
    expect(Object.keys(found.fields!)).toHaveLength(20);
    expect(found.detail).toBe("Some fields are invalid. Only the first 20 are listed. In all: 1,020.");
    expect(problemText(found, "ru")).toBe("Некоторые поля заполнены неверно. Показаны только первые 20. Всего: 1,020.");
  });
});
