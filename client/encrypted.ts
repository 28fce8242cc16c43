import { aessiv } from "@noble/ciphers/aes.js";

/** How an entry is written: under which key, and as which text. `decrypt` throws for a text that is not its own. */
export interface Writing {
  keyOf(entry: string): string;
  encrypt(entry: string, text: string): string;
  decrypt(entry: string, stored: string): string;
}

/** Apart from the keys of plain entries, so that neither is taken for the other. */
const PREFIX = "task-desk-of:";
/** The first half of AES-SIV's output, which depends on all of the text. */
const TAG_BYTES = 16;

/**
 * Entries encrypted with AES-SIV (RFC 5297). Each text is bound to its entry. The key of an entry is the tag of its name, so it tells
 * neither the pool nor the person. It is not WebCrypto, which is asynchronous: what is typed last is stored while the page
 * closes, and https is not required. `key`: 64 bytes, base64url.
 */
export function encryptedBy(key: string): Writing {
  const bytes = toBytes(key);
  return {
    keyOf: (entry) => PREFIX + toText(aessiv(bytes).encrypt(utf8(entry)).subarray(0, TAG_BYTES)),
    encrypt: (entry, text) => toText(aessiv(bytes, utf8(entry)).encrypt(utf8(text))),
    decrypt: (entry, stored) => new TextDecoder().decode(aessiv(bytes, utf8(entry)).decrypt(toBytes(stored))),
  };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * To base64url and back; `Uint8Array.toBase64` is newer than the browsers that the page supports. Not letter by letter, which for a
 * draft of 2 MB took longer than its encryption.
 */
function toText(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192)
    binary += Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + 8192));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
function toBytes(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
