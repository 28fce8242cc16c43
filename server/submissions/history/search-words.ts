import type { Task } from "../../../shared/task.ts";
import { isJsonNumber, isJsonObject, type Json } from "../../../shared/values/json.ts";

/** Maximum bytes of a row's words: keeps the index small. */
const MAX_BYTES = 4_096;
/** Maximum characters of a row that are read for words: a few megabytes would take a third of a second. */
const MAX_READ = 65_536;
/** Longer words are cut, in rows and in queries. */
const MAX_WORD = 64;
const MAX_TERMS = 8;

/** A word: one character in scripts without spaces between words; otherwise a run of letters, combining marks and digits. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{M}\p{N}])+/gu;

function wordsOf(text: string): string[] {
  const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
  return words.map((word) => (word.length > MAX_WORD ? [...word].slice(0, MAX_WORD).join("") : word));
}

/** The first eight words of a query. For each, a row must have a word that begins with it. */
export function searchTerms(query: string): string[] {
  return [...new Set(wordsOf(query))].slice(0, MAX_TERMS);
}

/**
 * The text that a row is found by: the words of `ids` and of all values in the tasks, in lower case, each once, with a space
 * before it, up to 4 kB.
 */
export function searchText(tasks: Task[], ids: string[]): string {
  const words = new Set<string>();
  let bytes = 0;
  let left = MAX_READ;
  for (const text of textsOf([...ids, ...tasks] as Json)) {
    if (left <= 0) break;
    const read = text.slice(0, left);
    left -= read.length;
    for (const word of wordsOf(read)) {
      if (words.has(word)) continue;
      bytes += 1 + Buffer.byteLength(word);
      if (bytes > MAX_BYTES) return joined(words);
      words.add(word);
    }
  }
  return joined(words);
}

const joined = (words: Set<string>): string => [...words].map((word) => ` ${word}`).join("");

function* textsOf(value: Json | undefined): Generator<string> {
  if (typeof value === "string") yield value;
  else if (isJsonNumber(value)) yield String(value);
  else if (Array.isArray(value)) for (const item of value) yield* textsOf(item);
  else if (isJsonObject(value)) for (const item of Object.values(value)) yield* textsOf(item);
}
