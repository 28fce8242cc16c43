import type { en } from "./words.en.ts";

export const ru: typeof en = { title: "Подключение" };
