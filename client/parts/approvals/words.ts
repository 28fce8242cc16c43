import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** The sentences about approvals of a second person. */
export const words = { en, ru };
