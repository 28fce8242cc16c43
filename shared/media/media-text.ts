import { inBoth, type Language } from "../language.ts";
import { en } from "./words.en.ts";

const WORDS = inBoth(en, async () => (await import("./words.ru.ts")).ru);

type Key = keyof typeof en;

/** A sentence about a media URL: its name in the words, and what is filled in. */
export interface MediaText {
  key: string;
  params: string[];
}

/** A sentence whose parameters are checked. */
export const mediaText = <K extends Key>(key: K, ...params: Parameters<(typeof en)[K]>): MediaText => ({ key, params });

/** Sentences in a row; those of a newer server that this page does not know are left out. */
export function mediaSentence(texts: readonly MediaText[], language: Language = "en"): string {
  const known = texts.filter(({ key }) => Object.hasOwn(en, key));
  return known.map(({ key, params }) => (WORDS[language][key as Key] as Fill)(...params)).join(" ");
}
type Fill = (...params: string[]) => string;
