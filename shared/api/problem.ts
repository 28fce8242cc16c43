import * as z from "zod/mini";
import { isValidationCode } from "../faults/codes.ts";
import {
  type Faults,
  type FieldProblem,
  FieldProblemSchema,
  faultOf,
  faultSentence,
  fieldProblem,
} from "../faults/faults.ts";
import { inBoth, type Language } from "../language.ts";
import { grouped } from "../values/counts.ts";
import { shortPath } from "../values/json.ts";
import { combined as combinedEn, en, MAX_LISTED } from "./words.en.ts";

const SENTENCES = inBoth(en, async () => (await import("./words.ru.ts")).ru);
const COMBINED = inBoth(combinedEn, async () => (await import("./words.ru.ts")).combined);

export type ProblemCode = keyof typeof en;
export const problemCodes = Object.keys(en) as ProblemCode[];

/** The sentence for a code; for an unknown one, Toloka's own message (`fallback`). */
export function sentenceFor(code: string, fallback?: string | null, language: Language = "en"): string {
  if (Object.hasOwn(en, code)) return SENTENCES[language][code as ProblemCode];
  if (isValidationCode(code)) return faultSentence({ code }, language);
  const { REFUSED } = COMBINED[language];
  return fallback ? `${REFUSED}: ${fallback}` : `${REFUSED} (${code}).`;
}

/** The sentence for a task that exists although its pool could not be opened. */
export const openingFailed = (code: string, fallback: string): string =>
  `${COMBINED.en.OPENING_FAILED} ${sentenceFor(code, fallback)}`;

/**
 * The text of a field's problem or of a submission's error, in the page's language. What Toloka or the server says beside
 * our own sentences stays as it was sent.
 */
export function messageText(problem: FieldProblem, language: Language): string {
  const fault = faultOf(problem);
  return fault ? faultSentence(fault, language) : translated(problem.message, language);
}

/** The detail of a problem in the page's language. */
export const problemText = ({ code, detail }: Pick<Problem, "code" | "detail">, language: Language): string =>
  messageText({ code, message: detail }, language);

/** Our sentences by their English text, the longest first, since one may begin with another. */
function pairs(language: Language): [english: string, own: string][] {
  const all = [SENTENCES, COMBINED].flatMap((group) =>
    Object.entries(group.en).map(([key, english]): [string, string] => [
      english,
      (group[language] as Record<string, string>)[key]!,
    ]),
  );
  return all.sort(([a], [b]) => b.length - a.length);
}

const translated = (text: string, language: Language): string =>
  language === "en" ? text : pairs(language).reduce((rest, [english, own]) => rest.replaceAll(english, own), text);

/** An error answer: `application/problem+json` (RFC 9457) with a code and the problems of fields by path. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  fields: z.optional(z.record(z.string(), FieldProblemSchema)),
  /** The request's id in the server's log. */
  instance: z.optional(z.string()),
  /** When the request may be repeated, in seconds. */
  retry_after: z.optional(z.number()),
  /** The submission, if one exists. */
  submission: z.optional(z.any()),
});
export type Problem = z.infer<typeof Problem>;

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Content too large",
  415: "Unsupported media type",
  422: "Invalid",
  429: "Too many requests",
  500: "Internal error",
  502: "Bad response from Toloka",
  503: "Unavailable",
  504: "No response from Toloka in time",
};

/** Makes a problem. `detail` defaults to the code's sentence. Problems are made here only. */
export function problem(
  status: number,
  code: string,
  more: {
    detail?: string | undefined;
    fields?: Record<string, FieldProblem> | undefined;
    instance?: string;
    retry_after?: number;
    submission?: unknown;
  } = {},
): Problem {
  const { detail, ...rest } = more;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    type: `urn:task-desk:problem:${code.toLowerCase().replaceAll("_", "-")}`,
    title: TITLES[status] ?? "Error",
    status,
    detail: detail ?? sentenceFor(code),
    code,
    ...given,
  };
}

/** The detail of a refusal by a limit of a person and a day. `resets_at`: ISO 8601. */
export function personLimitDetail(code: ProblemCode, { left, resets_at }: { left: string; resets_at: string }): string {
  const { LEFT_TODAY, RESETS_AT } = COMBINED.en;
  return `${sentenceFor(code)} ${LEFT_TODAY} ${left}. ${RESETS_AT} ${resets_at.slice(0, 16).replace("T", " ")}.`;
}

/** The answer 422 for faults found by Task Desk. */
export const faultsProblem = (faults: Faults): Problem =>
  problem(422, "VALIDATION_ERROR", listedFaults(COMBINED.en.FIELDS_INVALID, faults));

/** Faults for an answer: the first few, and in `detail` how many there are. */
export function listedFaults(detail: string, faults: Faults): { detail: string; fields: Record<string, FieldProblem> } {
  const all = Object.entries(faults);
  const first = all.slice(0, MAX_LISTED).map(([path, fault]) => [shortPath(path.split(".")), fieldProblem(fault)]);
  const { ONLY_FIRST, IN_ALL } = COMBINED.en;
  return {
    detail: all.length === first.length ? detail : `${detail} ${ONLY_FIRST} ${IN_ALL} ${grouped(all.length)}.`,
    fields: Object.fromEntries(first),
  };
}
