/**
 * One piece of a pattern in Java's syntax: an escape, a character class's bracket, the opening of a group, a counted
 * repetition, or a single character.
 */
const PIECE =
  /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|x\{[\da-fA-F]{1,6}\}|[pP](?:\{\w+\}|[A-Z])|[\s\S])|\((?:\?(?::|<[a-zA-Z][a-zA-Z\d]*>)?)?|\{\d+(?:,\d*)?\}|\[\^?\]?|&&|[\s\S]/gu;

/** The characters that Java's `.` does not match, as the inside of a character class. */
const LINE_ENDS = "\\n\\r\\x{85}\\x{2028}\\x{2029}";
/** Java's `\s`, which includes the vertical tab; RE2's does not. */
const SPACES = "\\t-\\r ";
const NO_SPACES = "\\x00-\\x08\\x0e-\\x1f!-\\x{10ffff}";

const POSIX = /^(?:Lower|Upper|Alpha|Digit|Alnum|Punct|Graph|Print|Blank|Cntrl|XDigit)$/;

/**
 * A pattern of `java.util.regex` in RE2's syntax, which matches the same whole texts; `null` if RE2 has no equivalent
 * (lookaround, possessive quantifiers, back references, nested classes, most flags).
 */
export function toRe2(source: string): string | null {
  const [, flags = "", rest = ""] = /^(?:\(\?([isu]+)\))?([\s\S]*)$/.exec(source)!;
  const anyCase = flags.includes("i");
  if (anyCase && !foldsAlike(rest, flags.includes("u"))) return null;
  const pieces = rest.match(PIECE) ?? [];
  const out: string[] = [anyCase ? "(?i)" : "", flags.includes("s") ? "(?s)" : ""];
  let inClass = false;
  let depth = 0;
  for (const [index, piece] of pieces.entries()) {
    const made = inClass ? inside(piece, pieces[index - 1]!) : outside(piece, flags.includes("s"));
    if (made === null || (piece === "$" && !inClass && !isLast(pieces, index, depth))) return null;
    if (inClass ? piece === "]" : piece.startsWith("[")) inClass = !inClass;
    else if (!inClass && piece.startsWith("(")) depth++;
    else if (!inClass && piece === ")") depth--;
    out.push(made);
  }
  return out.join("");
}

/** Whether ignoring case means the same: Java does so for ASCII only, unless `u` is set, and not in negated classes. */
const foldsAlike = (source: string, unicode: boolean): boolean =>
  !/\[\^|\\[pPWDSux]/.test(source) && (unicode || /^[ -~]*$/.test(source));

/** Whether nothing can follow a `$`. Java's also matches before a last line end, RE2's does not. */
const isLast = (pieces: string[], index: number, depth: number): boolean =>
  (depth === 0 && pieces[index + 1] === "|") || pieces.slice(index + 1).every((piece) => piece === ")");

function outside(piece: string, dotIsAll: boolean): string | null {
  if (piece === ".") return dotIsAll ? "." : `[^${LINE_ENDS}]`;
  if (piece === "{" || piece === "(?") return null;
  if (piece === "\\s") return `[${SPACES}]`;
  if (piece === "\\S") return `[^${SPACES}]`;
  if (piece.startsWith("[")) return piece.endsWith("]") ? `${piece.slice(0, -1)}\\]` : piece;
  if (piece.startsWith("\\p") || piece.startsWith("\\P")) return property(piece, (name) => `[${name}]`);
  return piece.startsWith("\\") ? escaped(piece) : piece;
}

function inside(piece: string, before: string): string | null {
  if (piece.startsWith("[") || piece === "&&") return null;
  if (piece === "\\s") return SPACES;
  if (piece === "\\S") return NO_SPACES;
  // After a class such as `\w` a hyphen is a character, not a range.
  if (piece === "-" && /^\\[dwsDWSpP]/.test(before)) return "\\-";
  if (piece.startsWith("\\p") || piece.startsWith("\\P")) return property(piece, (name) => name);
  return piece.startsWith("\\") ? escaped(piece) : piece;
}

/** A Unicode property. Java adds `Is` to RE2's names; POSIX classes are ASCII in both. */
function property(piece: string, posix: (name: string) => string): string | null {
  const letter = piece[1]!;
  const name = piece.slice(2).replace(/^\{(.*)\}$/, "$1");
  if (POSIX.test(name)) return posix(`[:${letter === "P" ? "^" : ""}${name.toLowerCase()}:]`);
  if (/^(?:Is)?[CLMNPSZ][a-z]?$/.test(name)) return `\\${letter}{${name.replace(/^Is/, "")}}`;
  return /^Is[A-Z][a-z]{2,}$/.test(name) && name !== "IsAlphabetic" ? `\\${letter}{${name.slice(2)}}` : null;
}

function escaped(piece: string): string | null {
  const what = piece.slice(1);
  if (what.startsWith("u")) return /^ud[89a-f]/i.test(what) ? null : `\\x{${what.slice(1)}}`;
  if (what.length > 1 || /[dDwWtnrfa]/.test(what)) return piece;
  if (what === "e") return "\\x1b";
  if (what === "" || /[A-Za-z0-9]/.test(what)) return null;
  return /[!-/:-@[-`{-~]/.test(what) ? piece : what;
}
