import * as z from "zod/mini";
import { inBoth, type Language } from "../language.ts";
import type { Json } from "../values/json.ts";
import { json } from "../values/schemas.ts";
import { isValidationCode, TOLOKA_MESSAGES, type ValidationCode, type Words } from "./codes.ts";
import { en } from "./words.en.ts";

/**
 * A fault of one value: Toloka's validation code and the parameters of its message. `Faults` are keyed by path, as
 * Toloka writes them (`known_solutions.0.output_values.verdict`).
 */
export interface Fault {
  code: ValidationCode;
  params?: Json[];
}
export type Faults = Record<string, Fault>;

/** A fault as it is shown and sent, with its sentence. */
export const FieldProblemSchema = z.object({
  code: z.string(),
  message: z.string(),
  params: z.optional(z.array(json)),
});
export type FieldProblem = z.infer<typeof FieldProblemSchema>;

const SENTENCES = inBoth<Record<ValidationCode, Words>>(en, async () => (await import("./words.ru.ts")).ru);

/** Toloka's own wording of a fault. */
export const tolokaMessage = (fault: Fault): string => filled(TOLOKA_MESSAGES[fault.code], fault.params);

/** What an operator can do about a fault, as a sentence. */
export const faultSentence = (fault: Fault, language: Language = "en"): string =>
  filled(SENTENCES[language][fault.code], fault.params);

const filled = (words: Words, params: Json[] = []): string => (typeof words === "string" ? words : words(params));

/** More than any form has fields. A pasted megabyte of wrong items would make forty megabytes of problems. */
const MOST_FIELDS = 1_000;

/** The first faults with their sentences, for a problem. */
export function fieldProblems(faults: Faults, language: Language = "en"): Record<string, FieldProblem> {
  return Object.fromEntries(
    Object.entries(faults)
      .slice(0, MOST_FIELDS)
      .map(([path, fault]) => [path, fieldProblem(fault, language)]),
  );
}

export const fieldProblem = (fault: Fault, language: Language = "en"): FieldProblem => ({
  ...fault,
  message: faultSentence(fault, language),
});

/**
 * The fault that a problem is about; `null` if its code is unknown, or if its sentence needs parameters that are missing:
 * then `message` says more than our own sentence can.
 */
export function faultOf({ code, params }: FieldProblem): Fault | null {
  if (!isValidationCode(code)) return null;
  if (params !== undefined) return { code, params };
  return typeof en[code] === "string" ? { code } : null;
}

/**
 * Toloka's validation error (`{code, message, params?}` by path) with our sentences for the codes that we know; others
 * keep Toloka's message.
 */
export function translateFields(payload: Record<string, FieldProblem>): Record<string, FieldProblem> {
  return Object.fromEntries(
    Object.entries(payload).map(([path, problem]) => {
      const unknownField = problem.code === "VALUE_NOT_ALLOWED" && /unknown field/i.test(problem.message);
      const fault = faultOf(unknownField ? { ...problem, params: ["field"] } : problem);
      return [path, fault ? fieldProblem(fault) : problem];
    }),
  );
}
