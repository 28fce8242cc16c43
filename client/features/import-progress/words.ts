import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** The sentences of the page of one import. */
export const words = { en, ru };
