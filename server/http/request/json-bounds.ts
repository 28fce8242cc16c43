import { JsonError, MAX_DEPTH, parseJson, shortPath, tooDeep } from "../../../shared/values/json.ts";

/**
 * What a request's JSON may hold, whatever its bytes: checking more than this would keep the server from others for
 * longer than 200 ms.
 */
export const BOUNDS = {
  /** Values in all: items of lists and members of objects. */
  values: 50_000,
  /** Members of one object. */
  members: 5_000,
  /** Items of a task's own lists (solutions, people, traits) together: each of them is checked by itself. */
  listed: 5_000,
} as const;

/** Lists this deep are members of the task: `{ "task": { "reserved_for": [ … ] } }`. */
const TASK_LIST_DEPTH = 3;

/** An object or list that is open where the scan stands. */
interface Level {
  isList: boolean;
  /** Items so far, or members. */
  count: number;
  /** The last key, as written between its quotation marks. */
  key: string;
  keys: Set<string>;
}

const [QUOTE, COMMA, COLON, BACKSLASH] = [0x22, 0x2c, 0x3a, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Holds JSON to `BOUNDS`, to the depth that `parseJson` takes and to one member for each key, in one pass over its bytes
 * (UTF-8) and before anything is made of them. Whether they are JSON at all is left to `parseJson`. Throws `JsonError`
 * with the place.
 */
export function checkBounds(bytes: Buffer): void {
  const levels: Level[] = [];
  let values = 0;
  let listed = 0;
  let keyStart = -1;

  const steps = () => levels.map(({ isList, count, key }) => (isList ? String(count - 1) : readKey(key)));
  const countOne = (level: Level) => {
    level.count += 1;
    values += 1;
    if (level.isList && levels.length === TASK_LIST_DEPTH) listed += 1;
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

/** Where the text that starts at a place ends: its closing quotation mark, or the end of all. */
function endOfText(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Whether a list that opened before a place ends there. */
function isEmpty(bytes: Buffer, start: number): boolean {
  let at = start;
  while (bytes[at] === 0x20 || (bytes[at]! >= 0x09 && bytes[at]! <= 0x0d)) at += 1;
  return bytes[at] === CLOSE_LIST;
}

/** A key with its escapes undone; as it is written where that cannot be. */
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
    `${what} may hold ${most.toLocaleString("en")} ${which}, and here are more (at ${path}). Send less in one request.`,
    path,
  );

const repeated = (key: string, path: string): JsonError =>
  new JsonError(
    "REPEATED_KEY",
    `The key "${shortPath([key])}" stands twice in one object (at ${path}). Remove one.`,
    path,
  );
