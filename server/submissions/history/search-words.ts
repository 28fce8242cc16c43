import type { SubmissionError } from "../../../shared/submission.ts";
import type { Task } from "../../../shared/task.ts";
import { isJsonNumber, isJsonObject, type Json } from "../../../shared/values/json.ts";

/** Maximum bytes of a row's words: keeps the index small. */
const MAX_BYTES = 4_096;
/** Maximum characters of a row that are read for words: a few megabytes would take a third of a second. */
const MAX_READ = 65_536;
/** Longer words are cut, in rows and in queries. */
const MAX_WORD = 64;
const MAX_TERMS = 8;

/**
 * A word, a space, or a sign between words. A word is one character in scripts without spaces between words; otherwise a run of
 * letters, combining marks and digits.
 */
const TOKEN =
  /(?<word>[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}])[\p{L}\p{M}\p{N}])+)|(?<space>\s)|./gsu;
/** How many signs between two words are compared. */
const MAX_SIGNS = 4;

const cut = (word: string): string => (word.length > MAX_WORD ? [...word].slice(0, MAX_WORD).join("") : word);

/** In the index a sign is a character for private use: the index would take the sign itself for the end of a word. */
const encoded = (sign: string): string => String.fromCharCode(0xe000 + (sign.codePointAt(0)! % 0x1000));

/** The words of a text in order, each with the signs between the word before it and itself, unless a space is there. */
function* tokensOf(text: string): Generator<{ word: string; pair: string | null }> {
  let before: string | null = null;
  let signs = "";
  for (const { 0: found, groups } of text.normalize("NFKC").toLowerCase().matchAll(TOKEN)) {
    if (groups?.word !== undefined) {
      yield { word: cut(found), pair: before === null || signs === "" ? null : cut(before + signs + found) };
      before = found;
      signs = "";
    } else if (groups?.space !== undefined) before = null;
    else if (before !== null && signs.length < MAX_SIGNS) signs += encoded(found);
    if (before === null) signs = "";
  }
}

/**
 * What a row must have for a query: for each of the first eight, a word that begins with it. Words that signs join, as in
 * `rejected/10`, are looked for in pairs, with those signs between them.
 */
export function searchTerms(query: string): string[] {
  const terms: string[] = [];
  let inPair = false;
  for (const { word, pair } of tokensOf(query)) {
    if (pair !== null) {
      // The word before it is part of the pair.
      if (!inPair) terms.pop();
      terms.push(pair);
    } else terms.push(word);
    inPair = pair !== null;
  }
  return [...new Set(terms)].slice(0, MAX_TERMS);
}

/**
 * The text that a row is found by: the words of `ids` and of all values in the tasks but the pool's id, and the pairs of words
 * that signs join, in lower case, each once, with a space before it, up to 4 kB.
 */
export function searchText(tasks: Task[], ids: string[]): string {
  return joinedWords([...ids, ...tasks.map(({ pool_id: _pool, ...content }) => content)] as Json);
}

/** The same of what a submission failed by. */
export const errorText = (error: SubmissionError): string => joinedWords(error as Json);

function joinedWords(value: Json): string {
  const words = new Set<string>();
  let bytes = 0;
  let left = MAX_READ;
  for (const text of textsOf(value)) {
    if (left <= 0) break;
    const read = text.slice(0, left);
    left -= read.length;
    for (const { word, pair } of tokensOf(read))
      for (const part of pair === null ? [word] : [word, pair]) {
        if (words.has(part)) continue;
        bytes += 1 + Buffer.byteLength(part);
        if (bytes > MAX_BYTES) return joined(words);
        words.add(part);
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
