/**
 * The name that differs least from a wanted one, but only if most of it agrees; otherwise the one with most words whose words
 * are all among the wanted one's (`Image URL`: `image`), if there is one.
 */
export function nearestName(wanted: string, names: readonly string[]): string | null {
  const plain = simplified(wanted);
  const most = Math.max(1, Math.floor(plain.length / 3));
  let nearest: string | null = null;
  let least = most + 1;
  for (const name of names) {
    const found = differences(plain, simplified(name), least);
    if (found < least) [nearest, least] = [name, found];
  }
  return nearest ?? withinWords(wordsOf(wanted), names);
}

function withinWords(wanted: readonly string[], names: readonly string[]): string | null {
  const within = names
    .map((name) => ({ name, words: wordsOf(name) }))
    .filter(({ words }) => words.join("").length >= SHORTEST && words.every((word) => wanted.includes(word)))
    .sort((a, b) => b.words.length - a.words.length);
  const [most, next] = within;
  return most !== undefined && most.words.length !== next?.words.length ? most.name : null;
}
const SHORTEST = 3;

const wordsOf = (name: string): string[] =>
  name
    .slice(0, LONGEST)
    .replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** Letter case, spaces and the ways to join words are no difference. */
const simplified = (name: string): string =>
  name
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[\s_-]+/g, "");
const LONGEST = 100;

/** How many letters have to be added, removed, changed or swapped with the next; `most` if that many or more. */
function differences(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
