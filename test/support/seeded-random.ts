/** A number from 0 (inclusive) to 1 that depends on nothing but the text: the same run every time, whatever the order. */
export function dice(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** A version 4 UUID made of a text. */
export function uuidOf(text: string): string {
  const hex = Array.from({ length: 32 }, (_item, index) => Math.floor(dice(`${text}/${index}`) * 16).toString(16));
  hex[12] = "4";
  hex[16] = "89ab"[Number.parseInt(hex[16]!, 16) % 4]!;
  return hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
