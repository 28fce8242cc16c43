import { isTolokaUrl } from "../../../shared/fields/input-spec.ts";
import type { Language } from "../../../shared/language.ts";

/** What a media address can be shown as. */
export type MediaKind = "image" | "audio" | "video";

/**
 * The address to load for what was typed: `null` until it is a complete address by Toloka's rule (`www…` is read as
 * `http://www…`, as browsers do) and one that a browser can load.
 */
export function viewableUrl(typed: string): string | null {
  const text = typed.trim();
  if (!isTolokaUrl(text)) return null;
  const absolute = /^www/i.test(text) ? `http://${text}` : text;
  if (!URL.canParse(absolute)) return null;
  const { hostname } = new URL(absolute);
  const complete = hostname === "localhost" || hostname.startsWith("[") || /[^.]\.[^.]/.test(hostname);
  return complete ? absolute : null;
}

/** The last part of the path, decoded where it can be; the host where there is none. */
export function fileName(address: string): string {
  const { pathname, hostname } = new URL(address);
  const last = pathname.split("/").findLast((part) => part !== "") ?? hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

const BY_EXTENSION: Record<MediaKind, readonly string[]> = {
  image: ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "ico"],
  audio: ["mp3", "wav", "ogg", "oga", "opus", "flac", "m4a", "aac", "weba"],
  video: ["mp4", "webm", "mov", "m4v", "ogv", "mkv"],
};

/** The kind by the file name's extension, until the content type is known. */
export function kindByName(address: string): MediaKind | null {
  const extension = /\.([a-z0-9]+)$/i.exec(new URL(address).pathname)?.[1]?.toLowerCase();
  const kinds: MediaKind[] = ["image", "audio", "video"];
  return kinds.find((kind) => extension !== undefined && BY_EXTENSION[kind].includes(extension)) ?? null;
}

/** `image/jpeg` → `JPEG`, `image/svg+xml; charset=utf-8` → `SVG`. */
export function formatName(contentType: string): string {
  const subtype = contentType.split(";")[0]!.trim().split("/")[1] ?? contentType;
  return subtype.replace(/^x-/, "").split("+")[0]!.toUpperCase();
}

/** A size in bytes as text: `812 B`, `41 kB`, `3.2 MB`. */
export function bytesText(bytes: number, units: { B: string; kB: string; MB: string }, language: Language): string {
  const number = (value: number, digits: number): string =>
    value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (bytes < 1000) return `${bytes} ${units.B}`;
  if (bytes < 999_500) return `${number(bytes / 1000, 0)} ${units.kB}`;
  const mega = bytes / 1_000_000;
  return `${number(mega, mega < 10 ? 1 : 0)} ${units.MB}`;
}

/** A duration in seconds as text: `1:05`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
