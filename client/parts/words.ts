import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

/** The sentences of what several features show: statuses, problems, stopping, times, copying. */
export const words = { en, ru };
