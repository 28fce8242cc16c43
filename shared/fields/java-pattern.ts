/**
 * One piece of a pattern in Java's syntax: an escape, a character class's bracket, the opening of a group, a counted
 * repetition, or a single character.
 */
const PIECE =
  /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|x\{[\da-fA-F]{1,6}\}|[pP](?:\{\w+\}|[A-Z])|[\s\S])|\((?:\?(?::|<[a-zA-Z][a-zA-Z\d]*>)?)?|\{\d+(?:,\d*)?\}|\[\^?\]?|&&|[\s\S]/gu;

/** What Java's `.` leaves out, as the inside of a character class. */
const LINE_ENDS = "\\n\\r\\x{85}\\x{2028}\\x{2029}";
/** Java's `\s`, which has the vertical tab; RE2's has not. */
const SPACES = "\\t-\\r ";
const NO_SPACES = "\\x00-\\x08\\x0e-\\x1f!-\\x{10ffff}";

const POSIX = /^(?:Lower|Upper|Alpha|Digit|Alnum|Punct|Graph|Print|Blank|Cntrl|XDigit)$/;

/**
 * A pattern of `java.util.regex` in RE2's syntax, matching the same whole texts; `null` where RE2 has nothing like it or
 * reads it otherwise (looking around, possessive and back references, classes within classes, most flags).
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

/** Java folds ASCII letters only, unless `u` is set, and not what classes leave out; RE2 folds all letters. */
const foldsAlike = (source: string, unicode: boolean): boolean =>
  !/\[\^|\\[pPWDSux]/.test(source) && (unicode || /^[ -~]*$/.test(source));

/** Java's `$` also stands before a last line end: it is RE2's only where nothing can follow. */
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
  // After a class such as `\w` there is no range to begin.
  if (piece === "-" && /^\\[dwsDWSpP]/.test(before)) return "\\-";
  if (piece.startsWith("\\p") || piece.startsWith("\\P")) return property(piece, (name) => name);
  return piece.startsWith("\\") ? escaped(piece) : piece;
}

/** General categories and scripts are called alike but for Java's `Is`, and its POSIX classes are ASCII, as RE2's are. */
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
