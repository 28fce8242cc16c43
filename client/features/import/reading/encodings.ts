import { FileRefused } from "./refusal.ts";

/** The encodings that can be chosen. All of them are known to `TextDecoder`. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1251", "windows-1252", "koi8-r", "ibm866"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/**
 * The encoding of a text file: by its byte order mark; UTF-16 by zeros at every other byte, which is valid UTF-8 too;
 * UTF-8 if it is valid; else windows-1251, for the operator to change.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, SAMPLE);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]! += 1;
  const half = sample.length / 2;
  if (half > 1 && zeros[1]! > half * MOSTLY && zeros[0]! < zeros[1]! / 2) return "utf-16le";
  if (half > 1 && zeros[0]! > half * MOSTLY && zeros[1]! < zeros[0]! / 2) return "utf-16be";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1251";
  }
}
const SAMPLE = 4096;
const MOSTLY = 0.4;

/** The text without its byte order mark. Throws `FileRefused` for bytes that the encoding does not have, and for NULs. */
export function decode(bytes: Uint8Array, encoding: Encoding): string {
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new FileRefused("NOT_DECODED", encoding);
  }
  return text;
}

/** NULs pass every parser and no check of a text field, and mean that the file is no text. */
export function refuseNul(text: string): void {
  const at = text.indexOf("\0");
  if (at >= 0) throw new FileRefused("NUL_CHARACTER", text.slice(0, at).split(/\r\n|\n|\r/).length);
}
