/**
 * Splits the cell of a list into its items by Toloka's rules for task files: at commas that are not escaped by a
 * backslash and not inside quotation marks. `\,` is a comma, `\\` a backslash, and any other backslash stays. An item
 * in quotation marks keeps what is inside, `""` being one mark. Spaces around other items are not part of them.
 * With `braces`, for lists of JSON, commas inside objects and JSON texts do not separate either, and items are returned
 * as they stand.
 */
export function splitItems(cell: string, braces: boolean): string[] {
  const items = braces ? splitJson(cell) : splitTexts(cell);
  // A comma at the end closes the last item.
  if (items.length > 1 && items.at(-1) === "") items.pop();
  return items;
}

/** The text with the escapes of a list resolved. */
export const unescaped = (text: string): string => text.replace(/\\([\\,])/g, "$1");

const QUOTED = /"((?:[^"]|"")*)"/y;
const BARE = /(?:\\[\s\S]|[^,\\])*\\?/y;

function afterSpaces(cell: string, from: number): number {
  let at = from;
  while (at < cell.length && cell[at]!.trim() === "") at += 1;
  return at;
}

function splitTexts(cell: string): string[] {
  const items: string[] = [];
  let from = 0;
  for (;;) {
    QUOTED.lastIndex = afterSpaces(cell, from);
    const quoted = QUOTED.exec(cell);
    const end = afterSpaces(cell, QUOTED.lastIndex);
    if (quoted !== null && (end === cell.length || cell[end] === ",")) {
      items.push(unescaped(quoted[1]!.replaceAll('""', '"')));
      from = end;
    } else {
      BARE.lastIndex = from;
      items.push(unescaped(BARE.exec(cell)![0].trim()));
      from = BARE.lastIndex;
    }
    if (from >= cell.length) return items;
    from += 1;
    if (from === cell.length) return [...items, ""];
  }
}

function splitJson(cell: string): string[] {
  const items: string[] = [];
  let from = 0;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < cell.length; at++) {
    const letter = cell[at]!;
    if (letter === "\\") at += 1;
    else if (letter === '"') inText = !inText;
    else if (!inText && "{[".includes(letter)) depth += 1;
    else if (!inText && "}]".includes(letter)) depth -= 1;
    else if (!inText && depth <= 0 && letter === ",") {
      items.push(cell.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...items, cell.slice(from).trim()];
}
