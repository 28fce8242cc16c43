import { wordsNow } from "../../language.ts";
import { words } from "../words.ts";

/** What will be paid for a task already. `taken`: how many assignments are taken; `null` if unknown. */
export const paidWords = (taken: number | null | undefined): string =>
  taken == null ? wordsNow(words).paidUnknown : wordsNow(words).paid(taken);
