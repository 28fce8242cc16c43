/** A number from 0 (inclusive) to 1 (exclusive). The same seed always gives the same number. */
export function randomFrom(seed: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** A version 4 UUID. The same seed always gives the same UUID. */
export function uuidFrom(seed: string): string {
  const hex = Array.from({ length: 32 }, (_item, index) =>
    Math.floor(randomFrom(`${seed}/${index}`) * 16).toString(16),
  );
  hex[12] = "4";
  hex[16] = "89ab"[Number.parseInt(hex[16]!, 16) % 4]!;
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Random whole numbers from 0 (inclusive) to `limit` (exclusive), one at each call. The same seed gives the same sequence. */
export type RandomInteger = (limit: number) => number;

export function seededIntegers(seed: number): RandomInteger {
  let state = seed * 2_654_435_761 + 1;
  return (limit) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % limit;
  };
}
