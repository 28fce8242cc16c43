/** Cuts the bytes of an upload into rows, of which each is the JSON of one task. */
export interface Splitter {
  /** The rows that these bytes complete. `fault`: from here on it is no list of rows. */
  push(bytes: Buffer): { rows: Buffer[]; fault: string | null };
  /** The last row, if it is not ended. */
  end(): { rows: Buffer[]; fault: string | null };
  /** Bytes of the row that is not complete. */
  held(): number;
}

const [NEW_LINE, QUOTE, BACKSLASH, COMMA] = [0x0a, 0x22, 0x5c, 0x2c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
const isBlank = (bytes: Buffer): boolean => bytes.every(isSpace);

/** Collects what is not complete yet. */
function createRest() {
  let parts: Buffer[] = [];
  let length = 0;
  return {
    add(bytes: Buffer): void {
      if (bytes.length === 0) return;
      // A copy: a small rest would keep the whole chunk in memory.
      parts.push(Buffer.from(bytes));
      length += bytes.length;
    },
    take(last: Buffer): Buffer {
      if (parts.length === 0) return last;
      const whole = Buffer.concat([...parts, last]);
      parts = [];
      length = 0;
      return whole;
    },
    length: (): number => length,
  };
}

/** JSON lines: a row a line. Empty lines are left out. */
export function splitLines(): Splitter {
  const rest = createRest();
  return {
    push(bytes) {
      const rows: Buffer[] = [];
      let start = 0;
      for (let end = bytes.indexOf(NEW_LINE); end >= 0; end = bytes.indexOf(NEW_LINE, start)) {
        const line = rest.take(bytes.subarray(start, end));
        if (!isBlank(line)) rows.push(line);
        start = end + 1;
      }
      rest.add(bytes.subarray(start));
      return { rows, fault: null };
    },
    end() {
      const line = rest.take(Buffer.alloc(0));
      return { rows: isBlank(line) ? [] : [line], fault: null };
    },
    held: rest.length,
  };
}

/** A JSON list, cut at the commas between its items. Whether an item is JSON is left to the parser. */
export function splitArray(): Splitter {
  const rest = createRest();
  let place: "before" | "item" | "after" = "before";
  let depth = 0;
  let inText = false;
  let escaped = false;
  let items = 0;

  return {
    push(bytes) {
      const rows: Buffer[] = [];
      let start = 0;
      const cut = (end: number): Buffer => {
        const item = rest.take(bytes.subarray(start, end));
        start = end + 1;
        return item;
      };
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at]!;
        if (inText) {
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) inText = false;
        } else if (place !== "item") {
          if (isSpace(byte)) continue;
          if (place === "after") return { rows, fault: "There is text after the list." };
          if (byte !== OPEN_LIST) return { rows, fault: "The body must be a JSON list of tasks." };
          place = "item";
          start = at + 1;
        } else if (byte === QUOTE) inText = true;
        else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
        else if (depth > 0) {
          if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
        } else if (byte === COMMA) {
          rows.push(cut(at));
          items += 1;
        } else if (byte === CLOSE_LIST) {
          const item = cut(at);
          // An empty list has no item. After a comma there has to be one.
          if (items > 0 || !isBlank(item)) rows.push(item);
          place = "after";
        }
      }
      if (place === "item") rest.add(bytes.subarray(start));
      return { rows, fault: null };
    },
    end: () => ({ rows: [], fault: place === "after" ? null : "The JSON list is not complete." }),
    held: rest.length,
  };
}
