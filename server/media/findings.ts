import type { Probe } from "../../shared/api/probe.ts";
import type { Fetched } from "./fetch-media.ts";
import type { Sniffed } from "./sniff.ts";

/** One finding. The worst one decides the verdict. */
export interface Finding {
  verdict: Probe["verdict"];
  code: string;
  sentence: string;
}

const bad = (code: string, sentence: string): Finding => ({ verdict: "bad", code, sentence });
const doubtful = (code: string, sentence: string): Finding => ({ verdict: "doubtful", code, sentence });
const good = (code: string, sentence: string): Finding => ({ verdict: "good", code, sentence });

/** What the address alone shows. */
export function findInAddress(url: URL, expires: Date | null, poolExpires: Date | undefined, now: number): Finding[] {
  const findings: Finding[] = [];
  if (expires !== null && expires.getTime() <= now)
    findings.push(bad("LINK_EXPIRED", `The signed link expired on ${day(expires)}. Create a new one.`));
  else if (expires !== null && (poolExpires === undefined || expires < poolExpires))
    findings.push(
      doubtful(
        "LINK_EXPIRES",
        poolExpires === undefined
          ? `The signed link expires on ${day(expires)}. It must be valid until the pool closes.`
          : `The signed link expires on ${day(expires)}, before the pool closes (${day(poolExpires)}).`,
      ),
    );
  if (/%25[0-9a-f]{2}/i.test(url.pathname + url.search))
    findings.push(doubtful("DOUBLE_ENCODED", "The URL looks encoded twice (%25…). Compare it with the original."));
  return findings;
}

/** For a file that could not be decoded in time. */
export const NOT_EXAMINED: Finding = doubtful(
  "NOT_EXAMINED",
  "The file couldn't be checked in time. It may be damaged. Open it in a browser.",
);

const day = (date: Date): string => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Browsers block http:// media on Toloka's pages, which use https://, or load them over https://. */
export const findInScheme = (start: URL, { redirects, last }: Fetched): Finding[] =>
  start.protocol === "http:"
    ? [doubtful("HTTP_ONLY", "The URL starts with http://. Pages on https:// may not load it. Use https://.")]
    : [last.href, ...redirects].some((href) => href.startsWith("http:"))
      ? [doubtful("REDIRECT_TO_HTTP", "The URL redirects to http://. Pages on https:// may not load it.")]
      : [];

const STATUS: Record<number, string> = {
  401: "The server requires sign-in (401). Tolokers have no account.",
  403: "Access denied (403). Make the file public, or use a signed link.",
  404: "File not found (404).",
  410: "The file was removed (410).",
  429: "Too many requests (429). With many Tolokers this gets worse.",
};

export function findInStatus(status: number): Finding[] {
  if (status === 200 || status === 206) return [];
  if (Object.hasOwn(STATUS, status)) return [bad(`HTTP_${status}`, STATUS[status]!)];
  if (status >= 500) return [bad(`HTTP_${status}`, `Server error (${status}).`)];
  return [bad(`HTTP_${status}`, `The server responded with ${status} instead of the file.`)];
}

/** Larger files load slowly on a phone. Bytes. */
const LARGE = { image: 10_000_000, audio: 50_000_000, video: 200_000_000, other: 50_000_000 };
const SLOW_MS = 4000;

/** What the content shows. A web page may be intended, if neither the declared type nor the name says that it is media. */
export function findInContent(facts: {
  sniffed: Sniffed;
  declared: string;
  nosniff: boolean;
  /** Whether the declared type or the file name says that it is media. */
  mediaExpected: boolean;
  bytes: number | null;
  ratio: number;
  milliseconds: number;
}): Finding[] {
  const { sniffed, declared, nosniff, mediaExpected, bytes, ratio, milliseconds } = facts;
  const { kind, type } = sniffed;
  const findings: Finding[] = [];
  if (bytes === 0) return [bad("EMPTY", "The file is empty (0 bytes).")];
  if (ratio > 50 && kind !== "image")
    findings.push(bad("EXPANDS_TOO_MUCH", "A small response unpacks into a huge one. This is not a media file."));
  if (kind === "other") findings.push(...findOther(sniffed, declared, mediaExpected));
  else findings.push(...findTypes(type ?? "", kind, declared, nosniff));
  if (bytes !== null && bytes > LARGE[kind])
    findings.push(
      doubtful("TOO_LARGE", `Large file (${Math.round(bytes / 1_000_000)} MB). It loads slowly on slow networks.`),
    );
  if (milliseconds > SLOW_MS) findings.push(doubtful("SLOW", `Slow: loaded in ${(milliseconds / 1000).toFixed(1)} s.`));
  return findings;
}

function findOther({ html, type }: Sniffed, declared: string, mediaExpected: boolean): Finding[] {
  if (html && mediaExpected)
    return [bad("HTML_FOR_MEDIA", "The URL returns a web page instead of the file, e.g. a sign-in page.")];
  if (html) return [doubtful("WEB_PAGE", "This is a web page, not an image, audio or video. Use it only as a link.")];
  const what = type ?? (declared || "unknown type");
  return mediaExpected
    ? [bad("NOT_MEDIA", `Not an image, audio or video (${what}).`)]
    : [doubtful("NOT_MEDIA", `Not an image, audio or video (${what}). Use it only as a link.`)];
}

/** Types that browsers do not show as media with `nosniff`, whatever the bytes are. */
const BLOCKED = /^(?:text\/html|text\/plain|text\/json|text\/xml|application\/json|application\/xml)$|\+(?:json|xml)$/;

/** Formats that both Chromium and Firefox show. */
const SHOWN =
  /^(?:image\/(?:jpeg|png|apng|gif|webp|avif|svg\+xml|bmp|x-icon)|audio\/(?:mpeg|wav|flac|aac|ogg|mp4|x-m4a)|video\/(?:mp4|webm|ogg|x-m4v))$/;

function findTypes(type: string, kind: Sniffed["kind"], declared: string, nosniff: boolean): Finding[] {
  if (!SHOWN.test(type))
    return [bad("FORMAT_NOT_SHOWN", `Most browsers can't show this format (${type}). Convert the file.`)];
  const name = `Content-Type is ${declared || "missing"}, but the file is ${type}`;
  const svg = type === "image/svg+xml";
  if (svg && declared !== type) return [bad("WRONG_TYPE", `${name}. Browsers show it only with the correct type.`)];
  if (!svg && nosniff && BLOCKED.test(declared))
    return [bad("WRONG_TYPE", `${name}. With nosniff, browsers don't show it.`)];
  const player = kind === "audio" || kind === "video";
  const fits = player
    ? /^(?:audio|video)\/|^application\/ogg$/.test(declared)
    : declared === type || ALIASES.has(`${declared} ${type}`);
  return fits ? [] : [doubtful("WRONG_TYPE", `${name}. Most browsers show it anyway.`)];
}

const ALIASES = new Set([
  "image/jpg image/jpeg",
  "image/pjpeg image/jpeg",
  "image/x-png image/png",
  "image/png image/apng",
  "image/vnd.microsoft.icon image/x-icon",
  "image/x-ms-bmp image/bmp",
]);

/** The finding if there are no others. */
export const publicFile = (kind: Sniffed["kind"], cors: boolean): Finding =>
  good(
    "PUBLIC",
    `${{ image: "Image", audio: "Audio", video: "Video", other: "File" }[kind]} is publicly available.${
      cors ? "" : " Scripts of other sites can't read it (no CORS header)."
    }`,
  );

const RANK = { bad: 0, doubtful: 1, good: 2 };

/** Sorts findings, the worst first. */
export const worstFirst = (findings: Finding[]): Finding[] =>
  findings.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict]);
