import type { Probe } from "../../shared/api/probe.ts";
import { type MediaText, mediaText } from "../../shared/media/media-text.ts";
import type { Fetched } from "./fetch-media.ts";
import type { Sniffed } from "./sniff.ts";

/** One finding. The worst one decides the verdict. */
export interface Finding {
  verdict: Probe["verdict"];
  code: string;
  texts: MediaText[];
}

const bad = (code: string, ...texts: MediaText[]): Finding => ({ verdict: "bad", code, texts });
const doubtful = (code: string, ...texts: MediaText[]): Finding => ({ verdict: "doubtful", code, texts });
const good = (code: string, ...texts: MediaText[]): Finding => ({ verdict: "good", code, texts });

/** What the address alone shows. */
export function findInAddress(url: URL, expires: Date | null, poolExpires: Date | undefined, now: number): Finding[] {
  const findings: Finding[] = [];
  if (expires !== null && expires.getTime() <= now)
    findings.push(bad("LINK_EXPIRED", mediaText("linkExpired", day(expires))));
  else if (expires !== null && (poolExpires === undefined || expires < poolExpires))
    findings.push(
      doubtful(
        "LINK_EXPIRES",
        poolExpires === undefined
          ? mediaText("linkExpires", day(expires))
          : mediaText("linkExpiresBeforePool", day(expires), day(poolExpires)),
      ),
    );
  if (/%25[0-9a-f]{2}/i.test(url.pathname + url.search))
    findings.push(doubtful("DOUBLE_ENCODED", mediaText("doubleEncoded")));
  return findings;
}

/** For a file that could not be decoded in time. */
export const NOT_EXAMINED: Finding = doubtful("NOT_EXAMINED", mediaText("notExamined"));

const day = (date: Date): string => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** Browsers block http:// media on Toloka's pages, which use https://, or load them over https://. */
export const findInScheme = (start: URL, { redirects, last }: Fetched): Finding[] =>
  start.protocol === "http:"
    ? [doubtful("HTTP_ONLY", mediaText("httpOnly"))]
    : [last.href, ...redirects].some((href) => href.startsWith("http:"))
      ? [doubtful("REDIRECT_TO_HTTP", mediaText("redirectToHttp"))]
      : [];

const STATUS: Record<number, MediaText> = {
  401: mediaText("status401"),
  403: mediaText("status403"),
  404: mediaText("status404"),
  410: mediaText("status410"),
  429: mediaText("status429"),
};

export function findInStatus(status: number): Finding[] {
  if (status === 200 || status === 206) return [];
  if (Object.hasOwn(STATUS, status)) return [bad(`HTTP_${status}`, STATUS[status]!)];
  if (status >= 500) return [bad(`HTTP_${status}`, mediaText("serverError", String(status)))];
  return [bad(`HTTP_${status}`, mediaText("otherStatus", String(status)))];
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
  if (bytes === 0) return [bad("EMPTY", mediaText("empty"))];
  if (ratio > 50 && kind !== "image") findings.push(bad("EXPANDS_TOO_MUCH", mediaText("expandsTooMuch")));
  if (kind === "other") findings.push(...findOther(sniffed, declared, mediaExpected));
  else findings.push(...findTypes(type ?? "", kind, declared, nosniff));
  if (bytes !== null && bytes > LARGE[kind])
    findings.push(doubtful("TOO_LARGE", mediaText("tooLarge", String(Math.round(bytes / 1_000_000)))));
  if (milliseconds > SLOW_MS) findings.push(doubtful("SLOW", mediaText("slow", (milliseconds / 1000).toFixed(1))));
  return findings;
}

function findOther({ html, type }: Sniffed, declared: string, mediaExpected: boolean): Finding[] {
  if (html && mediaExpected) return [bad("HTML_FOR_MEDIA", mediaText("htmlForMedia"))];
  if (html) return [doubtful("WEB_PAGE", mediaText("webPage"))];
  const what = type ?? declared;
  return mediaExpected
    ? [bad("NOT_MEDIA", mediaText("notMedia", what))]
    : [doubtful("NOT_MEDIA", mediaText("notMediaLink", what))];
}

/** Types that browsers do not show as media with `nosniff`, whatever the bytes are. */
const BLOCKED = /^(?:text\/html|text\/plain|text\/json|text\/xml|application\/json|application\/xml)$|\+(?:json|xml)$/;

/** Formats that both Chromium and Firefox show. */
const SHOWN =
  /^(?:image\/(?:jpeg|png|apng|gif|webp|avif|svg\+xml|bmp|x-icon)|audio\/(?:mpeg|wav|flac|aac|ogg|mp4|x-m4a)|video\/(?:mp4|webm|ogg|x-m4v))$/;

function findTypes(type: string, kind: Sniffed["kind"], declared: string, nosniff: boolean): Finding[] {
  if (!SHOWN.test(type)) return [bad("FORMAT_NOT_SHOWN", mediaText("formatNotShown", type))];
  const svg = type === "image/svg+xml";
  if (svg && declared !== type) return [bad("WRONG_TYPE", mediaText("wrongTypeSvg", declared, type))];
  if (!svg && nosniff && BLOCKED.test(declared))
    return [bad("WRONG_TYPE", mediaText("wrongTypeBlocked", declared, type))];
  const player = kind === "audio" || kind === "video";
  const fits = player
    ? /^(?:audio|video)\/|^application\/ogg$/.test(declared)
    : declared === type || ALIASES.has(`${declared} ${type}`);
  return fits ? [] : [doubtful("WRONG_TYPE", mediaText("wrongType", declared, type))];
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
  good("PUBLIC", mediaText(PUBLIC[kind]), ...(cors ? [] : [mediaText("noCors")]));

/** The same for a sample of the built-in Toloka, which is on loopback. */
export const SAMPLE: Finding = good("SAMPLE", mediaText("sample"));

const PUBLIC = { image: "publicImage", audio: "publicAudio", video: "publicVideo", other: "publicFile" } as const;

const RANK = { bad: 0, doubtful: 1, good: 2 };

/** Sorts findings, the worst first. */
export const worstFirst = (findings: Finding[]): Finding[] =>
  findings.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict]);
