import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** The sentences of "New task", by folder: `fields`, `json`, `panels`, `create`, … */
export const words = { en, ru };
