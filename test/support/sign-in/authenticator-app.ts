import { createHmac } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/**
 * What an authenticator app shows for a secret in base 32: its code so many steps of 30 seconds from now. The server's own
 * code is not used, so that a mistake of it shows.
 */
export function codesFor(secret: string): (steps: number) => string {
  const key = fromBase32(secret);
  return (steps) => {
    const counter = (Math.floor(Date.now() / 30_000) + steps).toString(16).padStart(16, "0");
    const hash = createHmac("sha1", key).update(Buffer.from(counter, "hex")).digest();
    const from = hash[19]! & 15;
    return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
  };
}
