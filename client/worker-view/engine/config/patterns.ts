import { RE2JS } from "re2js";

/**
 * A pattern in JavaScript's syntax, which takes time in proportion to the text, whoever wrote it. RE2 has no lookaround
 * and no back references: such patterns cannot be checked here.
 */
export interface Pattern {
  /** Whether it is found anywhere in the text; `null` for text that is too long to be looked through. */
  finds(text: string): boolean | null;
  /**
   * The text with what is found replaced, the first or all; `$1`, `$&` and `$$` mean in `by` what they mean in
   * JavaScript. `null` if the result would be longer than `longest` or `stop` says so on the way.
   */
  replaced(text: string, by: string, all: boolean, longest: number, stop: () => void): string | null;
}

/** Characters times instructions of the compiled pattern: at worst 20 ns each, together 0.2 s. */
const MOST_WORK = 10_000_000;
const MOST_KEPT = 500;

const kept = new Map<string, Pattern | null>();

/** The pattern; `null` if it cannot be checked here. */
export function patternOf(source: string, anyCase = false): Pattern | null {
  const name = `${anyCase ? "i" : ""}/${source}`;
  let found = kept.get(name);
  if (found === undefined) {
    found = compiled(source, anyCase);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(name, found);
  }
  return found;
}

function compiled(source: string, anyCase: boolean): Pattern | null {
  let re2: RE2JS;
  try {
    re2 = RE2JS.compile(RE2JS.translateRegExp(source), anyCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    return null;
  }
  const isTooLong = (text: string) => text.length * re2.programSize() > MOST_WORK;
  return {
    finds: (text) => (isTooLong(text) ? null : re2.matcher(text).find()),
    replaced(text, by, all, longest, stop) {
      if (isTooLong(text)) return null;
      const matcher = re2.matcher(text);
      const parts: string[] = [];
      let length = 0;
      let from = 0;
      while (matcher.find()) {
        stop();
        const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index) ?? "");
        const part = text.slice(from, matcher.start()) + filled(by, groups);
        parts.push(part);
        length += part.length;
        if (length > longest) return null;
        from = matcher.end();
        if (!all) break;
      }
      const result = parts.join("") + text.slice(from);
      return result.length > longest ? null : result;
    },
  };
}

/** The replacement of one match; `groups[0]` is the whole match. */
const filled = (by: string, groups: readonly string[]): string =>
  by.replace(/\$(?:[$&]|\d{1,2})/g, (mark) => {
    if (mark === "$$") return "$";
    if (mark === "$&") return groups[0] ?? "";
    const number = Number(mark.slice(1));
    if (number > 0 && number < groups.length) return groups[number] ?? "";
    // `$12` is the first group and a 2 where there is no twelfth
    const first = Number(mark[1]);
    return mark.length === 3 && first > 0 && first < groups.length ? (groups[first] ?? "") + mark.slice(2) : mark;
  });
