/**
 * The text from its first tag on: without a byte order mark, white space, comments, an XML declaration, and the document
 * type of an SVG image. Goes forward only, so the time is proportional to the text whatever it holds.
 */
export function fromFirstTag(text: string): string {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    while (at < text.length && text[at]!.trim() === "") at += 1;
    const end = PROLOGUE.find(([start]) => text.substring(at, at + start.length).toLowerCase() === start)?.[1];
    if (end === undefined) return text.slice(at);
    const found = text.indexOf(end, at);
    if (found < 0) return "";
    at = found + end.length;
  }
}

/** What may stand before the first tag: how it begins, and what ends it. */
const PROLOGUE = [
  ["<!--", "-->"],
  ["<?xml", ">"],
  ["<!doctype svg", ">"],
] as const;

/** The name of the tag with which the text begins, in lower case; with its `!` for a document type. Null for no tag. */
export function tagName(text: string): string | null {
  return /^<(!?[a-z][a-z0-9]{0,31})[\s>]/i.exec(text)?.[1]?.toLowerCase() ?? null;
}
