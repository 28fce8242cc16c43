import type { Task } from "../../../shared/task.ts";
import { isJsonNumber, isJsonObject, type Json } from "../../../shared/values/json.ts";

/** Bytes of a row's words: enough for what people look for, little enough for the index. */
const MAX_BYTES = 4_096;
/** Characters of a row that are read for its words: a few megabytes of text would take a third of a second. */
const MAX_READ = 65_536;
/** Longer words are cut, in rows and in questions alike. */
const MAX_WORD = 64;
const MAX_TERMS = 8;

/** Scripts without spaces between words give a word a character; all else gives runs of letters, marks and digits. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{M}\p{N}])+/gu;

function wordsOf(text: string): string[] {
  const words = text.normalize("NFKC").toLowerCase().match(WORD) ?? [];
  return words.map((word) => (word.length > MAX_WORD ? [...word].slice(0, MAX_WORD).join("") : word));
}

/** The words of a question, each of which some word of the row has to begin with. At most eight count. */
export function searchTerms(question: string): string[] {
  return [...new Set(wordsOf(question))].slice(0, MAX_TERMS);
}

/**
 * What a row is found by: the lower-cased words of `ids` and of every value in the tasks, each once and with a space
 * before it, 4 kB at most.
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
