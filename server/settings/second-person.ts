import * as z from "zod/mini";
import type { SecondPerson } from "../approvals/approvals.ts";

const WORDS = /^(?:send-again|imports(?::[1-9]\d{0,6})?)$/;
const wordsOf = (text: string): string[] => text.split(",").map((word) => word.trim());

/** The variable that says what takes the approval of a second person: the schema of its text, and what it may be. */
export const SECOND_PERSON = [
  z.optional(
    z.string().check(
      z.refine((text) => wordsOf(text).every((word) => WORDS.test(word))),
      z.refine((text) => new Set(wordsOf(text).map((word) => word.split(":")[0])).size === wordsOf(text).length),
    ),
  ),
  "send-again, imports, or imports:N for imports of N rows and more, separated by commas, e.g. send-again,imports:1000",
] as const;

/** What takes the approval of a second person; null: nothing. */
export function secondPersonOf(text: string | undefined): SecondPerson | null {
  if (text === undefined) return null;
  const words = wordsOf(text);
  const imports = words.find((word) => word.startsWith("imports"));
  return {
    sendAgain: words.includes("send-again"),
    importsFrom: imports === undefined ? null : Number(imports.split(":")[1] ?? 1),
  };
}
