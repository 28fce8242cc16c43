import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** The sentences of "Submissions", by folder: `filters`, `list`, `bulk`, `panel`, `timeline`. */
export const words = { en, ru };
