/** The languages of the page. The API speaks English. */
export const LANGUAGES = ["en", "ru"] as const;
export type Language = (typeof LANGUAGES)[number];

const loads: (() => Promise<void>)[] = [];

/** Sentences in both languages. Only a page in Russian needs the Russian ones, so `loadLanguage` loads them. */
export function inBoth<W>(en: W, loadRussian: () => Promise<W>): Readonly<Record<Language, W>> {
  const words = { en, ru: en };
  loads.push(async () => {
    words.ru = await loadRussian();
  });
  return words;
}

/** Call this before sentences are shown in the language. */
export async function loadLanguage(language: Language): Promise<void> {
  if (language === "ru") await Promise.all(loads.map((load) => load()));
}
