import { fileTypeFromBuffer } from "file-type";
import { imageSize } from "image-size";
import { markupOf } from "./markup.ts";

/** What a file is, judged by its bytes. `html`: a web page; `type` null: unknown. */
export interface Sniffed {
  type: string | null;
  kind: "image" | "audio" | "video" | "other";
  html: boolean;
  width: number | null;
  height: number | null;
}

/** Recognises a file by its first bytes. Runs in a worker that can be ended, because a decoder may never return. */
export async function sniff(bytes: Uint8Array): Promise<Sniffed> {
  const start = Buffer.from(bytes.subarray(0, 2048))
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .trimStart();
  const none = { width: null, height: null };
  const markup = markupOf(start);
  if (markup === "svg") return { type: "image/svg+xml", kind: "image", html: false, ...pixels(bytes) };
  if (markup === "html") return { type: "text/html", kind: "other", html: true, ...none };
  const type = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime.split(";")[0] ?? null;
  const family = type?.split("/")[0];
  if (family === "image") return { type, kind: "image", html: false, ...pixels(bytes) };
  return { type, kind: family === "audio" || family === "video" ? family : "other", html: false, ...none };
}

/** Pixel size as a browser shows it, after the rotation that the file asks for. */
function pixels(bytes: Uint8Array): { width: number | null; height: number | null } {
  try {
    const { width, height, orientation } = imageSize(bytes);
    if (!(width > 0 && height > 0)) return { width: null, height: null };
    return (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    return { width: null, height: null };
  }
}
