/** The kind of markup that a text begins with. */
export type Markup = "svg" | "html" | null;

const HTML = new Set(["html", "head", "body", "title", "script", "meta", "h1", "div", "p"]);
const HTML_DOCTYPE = "<!doctype html";
const SVG_DOCTYPE = "<!doctype svg";
const LONGEST_NAME = "script".length;

/**
 * Recognises SVG and HTML by the first element of a text. An XML declaration, comments and a document type may come before
 * it in SVG, comments in HTML. One pass, in linear time.
 */
export function markupOf(text: string): Markup {
  let at = 0;
  const skipSpace = () => {
    while (at < text.length && isSpace(text[at]!)) at += 1;
  };
  /** Moves behind the next `end`; false if there is none. */
  const skipPast = (end: string): boolean => {
    const found = text.indexOf(end, at);
    if (found < 0) return false;
    at = found + end.length;
    skipSpace();
    return true;
  };
  const startsWith = (start: string): boolean => text.slice(at, at + start.length).toLowerCase() === start;

  const declared = startsWith("<?xml");
  if (declared && !skipPast(">")) return null;
  while (startsWith("<!--")) {
    at += "<!--".length;
    if (!skipPast("-->")) return null;
  }
  const typed = startsWith(SVG_DOCTYPE);
  if (typed && !skipPast(">")) return null;
  const name = elementAt(text, at);
  if (name === "svg") return "svg";
  if (declared || typed) return null;
  const page = startsWith(HTML_DOCTYPE) ? endsName(text[at + HTML_DOCTYPE.length]) : name !== null && HTML.has(name);
  return page ? "html" : null;
}

/** The name of the element that starts at `at`, in lower case; null if there is none or its name is longer. */
function elementAt(text: string, at: number): string | null {
  if (text[at] !== "<") return null;
  let end = at + 1;
  while (end <= at + LONGEST_NAME && end < text.length && !endsName(text[end])) end += 1;
  return endsName(text[end]) ? text.slice(at + 1, end).toLowerCase() : null;
}

const isSpace = (character: string): boolean => character.trim() === "";
const endsName = (character: string | undefined): boolean =>
  character !== undefined && (character === ">" || isSpace(character));
