import type { Probe } from "../../shared/api/probe.ts";
import { type Fetched, fetchMedia } from "./fetch-media.ts";
import {
  allGood,
  type Finding,
  findInAddress,
  findInContent,
  findInScheme,
  findInStatus,
  NOT_EXAMINED,
  worstFirst,
} from "./findings.ts";
import type { ConnectTo, Lookup } from "./guarded-connector.ts";
import { limitConcurrency } from "./limit-concurrency.ts";
import { linkExpiry } from "./link-expiry.ts";
import { createWorkerSniffer, type Sniffer } from "./sniff-in-worker.ts";

export interface ProbeOptions {
  /** Origin of the built-in Toloka, whose sample pictures may be looked at although they are on loopback. */
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
  /** Milliseconds for the whole look, redirects included, and for one connection. */
  totalMs: 10_000,
  connectMs: 5_000,
  /** Bytes read of a body: enough for any picture's header, some photographs' previews included. */
  headBytes: 512 * 1024,
  redirects: 5,
  /** Looks at once, and those that may wait for a turn. */
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
 * The server's look at a media URL: whether a stranger's browser would get it, in words. Never rejects for what the address
 * or its server does; asks public addresses only, and takes a bounded time and memory whatever comes back.
 */
export function createProbe(options: ProbeOptions = {}): ProbeUrl {
  const limits = { ...LIMITS, ...options.limits };
  const now = options.now ?? Date.now;
  const sniff = options.sniff ?? createWorkerSniffer();
  const turn = limitConcurrency(limits.atOnce, limits.waiting);
  return async (typed, context = {}) => {
    const url = parseUrl(typed);
    if (url === null)
      return answer(typed, [
        {
          verdict: "bad",
          code: "URL_INVALID",
          sentence: "This is no complete address of the kind http://, https:// or www.",
        },
      ]);
    const look = await turn(() => lookAt(typed, url, { ...options, sniff }, limits, now, context.poolExpires));
    return (
      look ??
      answer(typed, [
        {
          verdict: "doubtful",
          code: "BUSY",
          sentence: "The server is looking at many addresses: try again in a moment.",
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

async function lookAt(
  typed: string,
  url: URL,
  options: ProbeOptions & { sniff: Sniffer },
  limits: typeof LIMITS,
  now: () => number,
  poolExpires: Date | undefined,
): Promise<Probe> {
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
    const stop: Finding = { verdict: "bad", code: fetched.code, sentence: stopSentence(fetched) };
    return answer(typed, [stop, ...byAddress], { ...known, http_status: fetched.status });
  }
  const isSample = options.allowedOrigin !== undefined && url.origin === new URL(options.allowedOrigin).origin;
  const scheme = isSample ? [] : findInScheme(url, fetched);
  return judge(typed, fetched, [...byAddress, ...scheme], known, options.sniff);
}

/** A private address met on the way is no typing mistake: say that it came by a redirect. */
const stopSentence = ({ sentence, redirects }: Fetched & { ok: false }): string =>
  redirects.length > 0 ? `After ${redirects.length === 1 ? "a redirect" : "redirects"}: ${sentence}` : sentence;

async function judge(
  typed: string,
  fetched: Fetched & { ok: true },
  before: Finding[],
  known: Pick<Probe, "redirects" | "milliseconds" | "expires_at">,
  sniff: Sniffer,
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
    promised: /^(?:image|audio|video)\//.test(declared) || MEDIA_NAME.test(last.pathname) || MEDIA_NAME.test(typed),
    bytes,
    ratio: head.ratio,
    milliseconds: known.milliseconds ?? 0,
  });
  const findings = worstFirst([...found, ...before]);
  const { kind, width, height } = sniffed;
  return answer(typed, findings.length > 0 ? findings : [allGood(kind, cors)], {
    ...facts,
    kind,
    width,
    height,
    bytes,
  });
}

const MEDIA_NAME =
  /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico|mp3|wav|og[gav]|opus|flac|m4[av]|aac|weba|mp4|webm|mov|mkv)(?:[?#]|$)/i;

/** Bytes of the whole file, by what the server says; by counting where it all came. */
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
  if (first === undefined) throw new Error("a look without a finding");
  return {
    ...EMPTY,
    ...facts,
    url,
    verdict: first.verdict,
    code: first.code,
    sentences: findings.map(({ sentence }) => sentence),
  };
}
