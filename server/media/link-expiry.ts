import { isJsonObject, type Json, parseJson } from "../../shared/values/json.ts";

const SECOND = 1000;

/**
 * When a signed link expires, read from the link itself; `null` if it does not say. Known are AWS, Yandex and Google
 * signatures (v4, v2), CloudFront policies, Azure, Yandex Disk, and the `oe`/`ex` parameters of two large media hosts.
 */
export function linkExpiry(url: URL): Date | null {
  const query = new Map([...url.searchParams].map(([key, value]) => [key.toLowerCase(), value]));
  const stamp =
    relative(query.get("x-amz-date"), query.get("x-amz-expires")) ??
    relative(query.get("x-goog-date"), query.get("x-goog-expires")) ??
    policy(query.get("policy")) ??
    signedUntil(query) ??
    azure(query) ??
    hexStamp(url, query);
  if (stamp === null) return null;
  const date = new Date(stamp);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** `20261123T160000Z` and a number of seconds. */
function relative(start: string | undefined, seconds: string | undefined): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(start ?? "");
  if (!parts || !/^\d{1,9}$/.test(seconds ?? "")) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second) + Number(seconds) * SECOND;
}

/** `Expires` in seconds since 1970, if there is a signature. Without one it may mean something else. */
function signedUntil(query: Map<string, string>): number | null {
  const until = query.get("expires");
  const signed = ["signature", "sign", "sig", "hmac"].some((key) => query.has(key));
  return signed && until !== undefined && /^\d{9,11}$/.test(until) ? Number(until) * SECOND : null;
}

/** Azure's `se`, if there is a `sig`. */
function azure(query: Map<string, string>): number | null {
  const end = query.get("se");
  return end === undefined || !query.has("sig") ? null : Date.parse(end);
}

/** CloudFront's custom policy: base64 with three other characters. It contains `DateLessThan`. */
function policy(encoded: string | undefined): number | null {
  if (encoded === undefined) return null;
  const text = Buffer.from(encoded.replaceAll("-", "+").replaceAll("_", "=").replaceAll("~", "/"), "base64").toString();
  let value: Json;
  try {
    value = parseJson(text);
  } catch {
    return null;
  }
  const statements = isJsonObject(value) ? value.Statement : null;
  const first = Array.isArray(statements) ? statements[0] : null;
  const epoch = ["Condition", "DateLessThan", "AWS:EpochTime"].reduce<Json | undefined>(
    (inner, key) => (isJsonObject(inner) ? inner[key] : undefined),
    first ?? undefined,
  );
  return typeof epoch === "number" ? epoch * SECOND : null;
}

/** The hexadecimal seconds since 1970 of these hosts. */
function hexStamp(url: URL, query: Map<string, string>): number | null {
  const disk =
    /^downloader\.disk\.yandex\.\w+$/.test(url.hostname) && /^\/disk\/\w+\/([0-9a-f]{8})\//.exec(url.pathname);
  const key = /(?:^|\.)(?:fbcdn\.net|cdninstagram\.com)$/.test(url.hostname)
    ? "oe"
    : /^(?:cdn\.discordapp\.com|media\.discordapp\.net)$/.test(url.hostname)
      ? "ex"
      : "";
  const text = disk ? disk[1] : query.get(key);
  return text !== undefined && /^[0-9a-f]{8}$/i.test(text) ? Number.parseInt(text, 16) * SECOND : null;
}
