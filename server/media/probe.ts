import type { Probe } from "../../shared/api/probe.ts";
import { type MediaText, mediaSentence, mediaText } from "../../shared/media/media-text.ts";
import { type Fetched, fetchMedia } from "./fetch-media.ts";
import {
  type Finding,
  findInAddress,
  findInContent,
  findInScheme,
  findInStatus,
  NOT_EXAMINED,
  publicFile,
  SAMPLE,
  worstFirst,
} from "./findings.ts";
import type { ConnectTo, Lookup } from "./guarded-connector.ts";
import { limitConcurrency } from "./limit-concurrency.ts";
import { linkExpiry } from "./link-expiry.ts";
import { createWorkerSniffer, type Sniffer } from "./sniff-in-worker.ts";

export interface ProbeOptions {
  /** Origin of the built-in Toloka: its sample pictures are allowed although they are on loopback. */
  allowedOrigin?: string;
  lookup?: Lookup;
  connectTo?: ConnectTo;
  /** Certificates to trust besides the usual ones, PEM. */
  ca?: string;
  limits?: Partial<typeof LIMITS>;
  sniff?: Sniffer;
  now?: () => number;
}

const LIMITS = {
  /** Milliseconds: for everything with redirects, and for one connection. */
  totalMs: 10_000,
  connectMs: 5_000,
  /** Bytes read of a body: enough for the header of any picture, with the preview that some photographs have. */
  headBytes: 512 * 1024,
  redirects: 5,
  /** Probes that run together, and that may wait. */
  atOnce: 8,
  waiting: 200,
};

const EMPTY = {
  kind: null,
  http_status: null,
  content_type: null,
  bytes: null,
  width: null,
  height: null,
  redirects: [],
  milliseconds: null,
  cors: null,
  expires_at: null,
} satisfies Partial<Probe>;

export type ProbeUrl = (url: string, context?: { poolExpires?: Date | undefined }) => Promise<Probe>;

/**
 * Checks whether any browser can load a media URL. It asks public addresses only, never rejects because of the address or
 * its server, and its time and memory are bounded whatever the server answers.
 */
export function createProbe(options: ProbeOptions = {}): ProbeUrl {
  const limits = { ...LIMITS, ...options.limits };
  const now = options.now ?? Date.now;
  const sniff = options.sniff ?? createWorkerSniffer();
  const limited = limitConcurrency(limits.atOnce, limits.waiting);
  return async (typed, context = {}) => {
    const url = parseUrl(typed);
    if (url === null)
      return answer(typed, [
        {
          verdict: "bad",
          code: "URL_INVALID",
          texts: [mediaText("urlInvalid")],
        },
      ]);
    const found = await limited(() =>
      examine({ typed, url, poolExpires: context.poolExpires }, { ...options, limits, sniff, now }),
    );
    return (
      found ??
      answer(typed, [
        {
          verdict: "doubtful",
          code: "BUSY",
          texts: [mediaText("busy")],
        },
      ])
    );
  };
}

function parseUrl(typed: string): URL | null {
  const text = typed.trim();
  const absolute = /^www/i.test(text) ? `http://${text}` : text;
  return /^https?:\/\//i.test(absolute) && URL.canParse(absolute) ? new URL(absolute) : null;
}

interface Asked {
  /** The address as it was typed. */
  typed: string;
  url: URL;
  poolExpires: Date | undefined;
}

interface Settings extends ProbeOptions {
  limits: typeof LIMITS;
  sniff: Sniffer;
  now: () => number;
}

async function examine({ typed, url, poolExpires }: Asked, options: Settings): Promise<Probe> {
  const { limits, now, sniff } = options;
  const started = performance.now();
  const fetched = await fetchMedia(url, {
    allowedOrigin: options.allowedOrigin,
    lookup: options.lookup,
    connectTo: options.connectTo,
    ca: options.ca,
    timeoutMs: limits.connectMs,
    headBytes: limits.headBytes,
    maxRedirects: limits.redirects,
    signal: AbortSignal.timeout(limits.totalMs),
  });
  const milliseconds = Math.round(performance.now() - started);
  const expires = linkExpiry(url);
  const known = {
    redirects: fetched.redirects,
    milliseconds,
    expires_at: expires?.toISOString() ?? null,
  };
  const byAddress = findInAddress(url, expires, poolExpires, now());
  if (!fetched.ok) {
    const stop: Finding = {
      verdict: fetched.code === "NETWORK_DOWN" ? "doubtful" : "bad",
      code: fetched.code,
      texts: stopTexts(fetched),
    };
    return answer(typed, [stop, ...byAddress], { ...known, http_status: fetched.status });
  }
  const isSample = options.allowedOrigin !== undefined && url.origin === new URL(options.allowedOrigin).origin;
  const scheme = isSample ? [] : findInScheme(url, fetched);
  return judge(fetched, { typed, known, before: [...byAddress, ...scheme], isSample, sniff });
}

/** Says so if a redirect led here: the operator did not type this address. */
const stopTexts = ({ text, redirects }: Fetched & { ok: false }): MediaText[] =>
  redirects.length > 0 ? [mediaText(redirects.length === 1 ? "afterRedirect" : "afterRedirects"), text] : [text];

interface Before {
  typed: string;
  known: Pick<Probe, "redirects" | "milliseconds" | "expires_at">;
  /** What was found before the content was looked at. */
  before: Finding[];
  /** Of the built-in Toloka. */
  isSample: boolean;
  sniff: Sniffer;
}

async function judge(
  fetched: Fetched & { ok: true },
  { typed, known, before, isSample, sniff }: Before,
): Promise<Probe> {
  const { status, headers, head, last } = fetched;
  const declared = (headers["content-type"] ?? "").split(";")[0]!.trim().toLowerCase();
  const cors =
    headers["access-control-allow-origin"] !== undefined && headers["access-control-allow-origin"] !== "null";
  const facts = { ...known, http_status: status, content_type: declared || null, cors };
  const failed = findInStatus(status);
  if (failed.length > 0) return answer(typed, worstFirst([...failed, ...before]), facts);
  const bytes = sizeOf(fetched);
  const sniffed = await sniff(head.bytes);
  if (sniffed === null) return answer(typed, worstFirst([NOT_EXAMINED, ...before]), { ...facts, bytes });
  const found = findInContent({
    sniffed,
    declared,
    nosniff: headers["x-content-type-options"]?.toLowerCase() === "nosniff",
    mediaExpected:
      /^(?:image|audio|video)\//.test(declared) || MEDIA_NAME.test(last.pathname) || MEDIA_NAME.test(typed),
    bytes,
    ratio: head.ratio,
    milliseconds: known.milliseconds ?? 0,
  });
  const findings = worstFirst([...found, ...before]);
  const { kind, width, height } = sniffed;
  return answer(typed, findings.length > 0 ? findings : [isSample ? SAMPLE : publicFile(kind, cors)], {
    ...facts,
    kind,
    width,
    height,
    bytes,
  });
}

const MEDIA_NAME =
  /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico|mp3|wav|og[gav]|opus|flac|m4[av]|aac|weba|mp4|webm|mov|mkv)(?:[?#]|$)/i;

/** Bytes of the whole file: as the server says, or as counted if all of it was read. */
function sizeOf({ status, headers, head }: Fetched & { ok: true }): number | null {
  const total = /\/(\d+)$/.exec(headers["content-range"] ?? "")?.[1];
  if (status === 206 && total !== undefined) return Number(total);
  const length = headers["content-length"];
  if (headers["content-encoding"] === undefined && status === 200 && length !== undefined && /^\d+$/.test(length))
    return Number(length);
  return head.whole ? head.bytes.length : null;
}

function answer(url: string, findings: Finding[], facts: Partial<Probe> = {}): Probe {
  const [first] = findings;
  if (first === undefined) throw new Error("a probe without a finding");
  return {
    ...EMPTY,
    ...facts,
    url,
    verdict: first.verdict,
    code: first.code,
    sentences: findings.map(({ texts }) => mediaSentence(texts)),
    findings: findings.map(({ texts }) => texts),
  };
}
