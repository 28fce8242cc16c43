import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** The sentences of the page that reads task files. */
export const words = { en, ru };
