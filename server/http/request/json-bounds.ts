import { JsonError, MAX_DEPTH, parseJson, shortPath, tooDeep } from "../../../shared/values/json.ts";

/** What a request's JSON may hold, besides the limit on its bytes. Checking more would block the server for over 200 ms. */
export const BOUNDS = {
  /** Values in all: items of lists and members of objects. */
  values: 50_000,
  /** Members of one object. */
  members: 5_000,
  /** Items of a task's own lists (solutions, people, traits) together. */
  listed: 5_000,
} as const;

/** Lists this deep are members of the task: `{ "task": { "reserved_for": [ … ] } }`. */
const TASK_LIST_DEPTH = 3;

/** An object or list that is open at the current place. */
interface Level {
  isList: boolean;
  /** Items or members so far. */
  count: number;
  /** The last key as written, without its quotation marks. */
  key: string;
  keys: Set<string>;
}

const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Checks JSON (UTF-8) in one pass, before it is parsed: `BOUNDS`, the depth that `parseJson` allows, and repeated keys.
 * Whether it is JSON at all is left to `parseJson`. `listDepth`: how deep a task's own lists are. Throws `JsonError` with the
 * place.
 */
export function checkBounds(bytes: Buffer, listDepth = TASK_LIST_DEPTH): void {
  const levels: Level[] = [];
  let values = 0;
  let listed = 0;
  let keyStart = -1;

  const steps = () => levels.map(({ isList, count, key }) => (isList ? String(count - 1) : readKey(key)));
  const countOne = (level: Level) => {
    level.count += 1;
    values += 1;
    if (level.isList && levels.length === listDepth) listed += 1;
    if (values > BOUNDS.values) throw tooMany("A request", "values", BOUNDS.values, shortPath(steps()));
    if (listed > BOUNDS.listed)
      throw tooMany("The lists of a task", "items together", BOUNDS.listed, shortPath(steps()));
    if (!level.isList && level.count > BOUNDS.members)
      throw tooMany("An object", "members", BOUNDS.members, shortPath(steps()));
  };

  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    const level = levels.at(-1);
    if (byte === QUOTE) {
      const start = at + 1;
      at = endOfText(bytes, start);
      if (level !== undefined && !level.isList && keyStart < 0) {
        level.key = bytes.toString("utf8", start, at);
        keyStart = start;
      }
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (levels.length >= MAX_DEPTH) throw tooDeep(steps());
      const opened = { isList: byte === OPEN_LIST, count: 0, key: "", keys: new Set<string>() };
      levels.push(opened);
      keyStart = -1;
      if (opened.isList && !isEmpty(bytes, at + 1)) countOne(opened);
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      levels.pop();
    } else if (byte === COMMA) {
      keyStart = -1;
      if (level?.isList) countOne(level);
    } else if (byte === COLON && level !== undefined && !level.isList) {
      countOne(level);
      const key = readKey(level.key);
      if (level.keys.has(key)) throw repeated(key, shortPath(steps()));
      level.keys.add(key);
    }
  }
}

/** The position of the quotation mark that ends the string starting at `start`, or the end of the bytes. */
function endOfText(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Whether the list that opens before `start` is empty. */
function isEmpty(bytes: Buffer, start: number): boolean {
  let at = start;
  while (bytes[at] === 0x20 || (bytes[at]! >= 0x09 && bytes[at]! <= 0x0d)) at += 1;
  return bytes[at] === CLOSE_LIST;
}

/** A key with its escapes decoded, or as written if they are invalid. */
function readKey(written: string): string {
  if (!written.includes("\\")) return written;
  try {
    return String(parseJson(`"${written}"`));
  } catch {
    return written;
  }
}

const tooMany = (what: string, which: string, most: number, path: string): JsonError =>
  new JsonError(
    "TOO_MANY_VALUES",
    `${what} may contain at most ${most.toLocaleString("en")} ${which} (exceeded at ${path}).`,
    path,
  );

const repeated = (key: string, path: string): JsonError =>
  new JsonError("REPEATED_KEY", `The key "${shortPath([key])}" occurs twice in one object (at ${path}).`, path);
