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
const NOT_ASCII = /[^\0-\x7f]/;
/** How many signs between two words are compared. */
const MAX_SIGNS = 4;

const cut = (word: string): string => (word.length > MAX_WORD ? [...word].slice(0, MAX_WORD).join("") : word);

/** In the index a sign is a character for private use: the index would take the sign itself for the end of a word. */
const encoded = (sign: string): string => String.fromCharCode(0xe000 + (sign.codePointAt(0)! % 0x1000));

/** What a text consists of. A space and a sign are one character each. */
type Piece = "word" | "space" | "sign";

/** Calls `take` for each piece of a text in order. */
function eachPiece(text: string, take: (piece: Piece, found: string) => void): void {
  // Nearly all texts are addresses, ids and numbers, for which the pattern takes many times as long.
  if (NOT_ASCII.test(text))
    for (const { 0: found, groups } of text.normalize("NFKC").toLowerCase().matchAll(TOKEN))
      take(groups?.word !== undefined ? "word" : groups?.space !== undefined ? "space" : "sign", found);
  else eachAsciiPiece(text.toLowerCase(), take);
}

function eachAsciiPiece(text: string, take: (piece: Piece, found: string) => void): void {
  for (let at = 0; at < text.length; ) {
    let end = at;
    while (isAsciiWord(text.charCodeAt(end))) end += 1;
    if (end > at) take("word", text.slice(at, end));
    else {
      const code = text.charCodeAt(at);
      end = at + 1;
      take(code === 0x20 || (code >= 0x09 && code <= 0x0d) ? "space" : "sign", text[at]!);
    }
    at = end;
  }
}

/** Whether it is a digit or a small letter. */
const isAsciiWord = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);

/** Calls `take` for the words of a text in order, each with the signs between the word before it and itself, unless a space is there. */
function eachToken(text: string, take: (word: string, pair: string | null) => void): void {
  let before: string | null = null;
  let signs = "";
  eachPiece(text, (piece, found) => {
    if (piece === "word") {
      take(cut(found), before === null || signs === "" ? null : cut(before + signs + found));
      before = found;
      signs = "";
    } else if (piece === "space") before = null;
    else if (before !== null && signs.length < MAX_SIGNS) signs += encoded(found);
    if (before === null) signs = "";
  });
}

/**
 * What a row must have for a query: for each of the first eight, a word that begins with it. Words that signs join, as in
 * `rejected/10`, are looked for in pairs, with those signs between them.
 */
export function searchTerms(query: string): string[] {
  const terms: string[] = [];
  let inPair = false;
  eachToken(query, (word, pair) => {
    // The word before it is part of the pair.
    if (pair !== null && !inPair) terms.pop();
    terms.push(pair ?? word);
    inPair = pair !== null;
  });
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
  const add = (part: string | null): void => {
    if (part === null || words.has(part) || bytes > MAX_BYTES) return;
    bytes += 1 + Buffer.byteLength(part);
    if (bytes <= MAX_BYTES) words.add(part);
  };
  eachText(value, (text) => {
    if (left <= 0 || bytes > MAX_BYTES) return;
    const read = text.slice(0, left);
    left -= read.length;
    eachToken(read, (word, pair) => {
      add(word);
      add(pair);
    });
  });
  let joined = "";
  for (const word of words) joined += ` ${word}`;
  return joined;
}

function eachText(value: Json | undefined, take: (text: string) => void): void {
  if (typeof value === "string") take(value);
  else if (isJsonNumber(value)) take(String(value));
  else if (Array.isArray(value)) for (const item of value) eachText(item, take);
  else if (isJsonObject(value)) for (const key of Object.keys(value)) eachText(value[key], take);
}
