import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Picture {
  type: string;
  bytes: Buffer;
  etag: string;
}

/** The files beside this one, with their types. */
const TYPES: Record<string, string> = {
  "cat.png": "image/png",
  "grey-cat.png": "image/png",
  "dog.png": "image/png",
  "white-dog.png": "image/png",
  "small.png": "image/png",
  "meow.wav": "audio/wav",
};

export const pictureNames = Object.keys(TYPES);
const cache = new Map<string, Picture>();

/** A sample picture or sound, read at its first request. */
export function findPicture(name: string): Picture | null {
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (type === undefined) return null;
  const known = cache.get(name);
  if (known) return known;
  const bytes = readFileSync(join(import.meta.dirname, name));
  const picture = { type, bytes, etag: `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"` };
  cache.set(name, picture);
  return picture;
}
