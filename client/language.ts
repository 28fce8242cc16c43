import { useSyncExternalStore } from "react";
import { LANGUAGES, type Language, loadLanguage } from "../shared/language.ts";
import { deviceShelf } from "./stored.ts";

/**
 * The language of the page: chosen in the header and stored on this device, else the first of the browser's that there is.
 * A feature's sentences lie in its files `words.en.ts` and `words.ru.ts`; components read them by `useWords`.
 */
const listeners = new Set<() => void>();
let current: Language = languageFor([String(deviceShelf().read("language")), ...navigator.languages]);

/** The first of the wanted languages (`ru`, `ru-RU`) that the page has; English without one. */
export function languageFor(wanted: readonly string[]): Language {
  const tags = wanted.map((tag) => tag.toLowerCase().split("-")[0]);
  const found = tags.find((tag) => LANGUAGES.some((known) => known === tag));
  return LANGUAGES.find((known) => known === found) ?? "en";
}

/** Each language's own name for itself. */
export const languageNames: Record<Language, string> = { en: "English", ru: "Русский" };

export const currentLanguage = (): Language => current;

/** Loads the sentences that the page shares with the server. Without a network these stay English until the next time. */
export const loadSentences = (language: Language): Promise<void> => loadLanguage(language).catch(() => {});

/** The choice is stored at once: the page may be left before its sentences have come. */
export async function chooseLanguage(language: Language): Promise<void> {
  deviceShelf().write("language", language);
  await loadSentences(language);
  current = language;
  for (const listener of listeners) listener();
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage);

/** A feature's sentences in the page's language. */
export const useWords = <W>(words: Readonly<Record<Language, W>>): W => words[useLanguage()];

/** The same outside of components, for what is shown once. */
export const wordsNow = <W>(words: Readonly<Record<Language, W>>): W => words[current];

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
