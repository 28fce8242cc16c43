import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** The sentences about imports that several pages show. */
export const words = { en, ru };
