import { faultSentence } from "../faults/faults.ts";
import { inBoth, type Language } from "../language.ts";
import type { ColumnProblem } from "./columns.ts";
import type { CellProblem } from "./rows.ts";
import { en } from "./words.en.ts";

const WORDS = inBoth(en, async () => (await import("./words.ru.ts")).ru);

/** What is wrong with a header, and what to do. */
export function columnSentence({ code, title, nearest }: ColumnProblem, language: Language = "en"): string {
  const w = WORDS[language];
  return nearest === null ? w[code](title) : `${w[code](title)} ${w.didYouMean(nearest)}`;
}

/** What is wrong with a cell, and what to do. */
export function cellSentence(
  { fault, offer }: Pick<CellProblem, "fault" | "offer">,
  language: Language = "en",
): string {
  const w = WORDS[language];
  const said = fault.code === "CELL_WITHOUT_COLUMN" ? w.CELL_WITHOUT_COLUMN() : faultSentence(fault, language);
  return offer === null ? said : `${said}. ${w.didYouMean(offer)}`;
}
