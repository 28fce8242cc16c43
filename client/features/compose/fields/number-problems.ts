import { faultSentence } from "../../../../shared/faults/faults.ts";
import type { Language } from "../../../../shared/language.ts";
import { LIMITS } from "../../../../shared/task.ts";
import { parseNumber } from "../../../../shared/values/json.ts";

/** What is wrong with a typed weight or confidence; blank is none. */
export function weightProblem(typed: string, language: Language): string | undefined {
  if (typed.trim() === "") return undefined;
  const value = parseNumber(typed.trim());
  if (value === null) return faultSentence({ code: "FLOAT_EXPECTED" }, language);
  const within = Number(value) >= 0 && Number(value) <= 1;
  return within ? undefined : faultSentence({ code: "VALUE_OUT_OF_BOUNDS", params: [0, 1] }, language);
}

/** What is wrong with a typed overlap. */
export function overlapProblem(typed: string, language: Language): string | undefined {
  const value = parseNumber(typed.trim());
  if (typed.trim() === "" || value === null || !Number.isInteger(Number(value)))
    return faultSentence({ code: "INTEGER_EXPECTED" }, language);
  const { overlapMin, overlapMax } = LIMITS;
  const within = Number(value) >= overlapMin && Number(value) <= overlapMax;
  return within
    ? undefined
    : faultSentence({ code: "VALUE_OUT_OF_BOUNDS", params: [overlapMin, overlapMax] }, language);
}
