import { Agent, type Dispatcher, request } from "undici";
import { type MediaText, mediaText } from "../../shared/media/media-text.ts";
import { AddressRefused, type ConnectorOptions, guardedConnector } from "./guarded-connector.ts";
import { privateAddress, type Refusal, refusal } from "./public-address.ts";
import { ContentError, type Head, readHead } from "./read-head.ts";

export interface FetchOptions extends ConnectorOptions {
  /** Origin of the built-in Toloka: its sample pictures are allowed although they are on loopback. */
  allowedOrigin?: string | undefined;
  headBytes: number;
  maxRedirects: number;
  signal: AbortSignal;
}

/** The last answer with the beginning of its body, or why there is none. */
export type Fetched = { redirects: string[]; last: URL } & (
  | { ok: true; status: number; headers: Record<string, string>; head: Head }
  | { ok: false; code: string; text: MediaText; status: number | null }
);

/** The origin that is sent. Servers decide by it whether other sites may read the answer. */
const ORIGIN = "https://toloka.dev";

/** The path of a sample picture of the built-in Toloka. */
const SAMPLE_PICTURE = /^\/pictures\/[\w-]+(?:\.[\w-]+)*$/;

const isSample = (url: URL, allowedOrigin: string | undefined): boolean =>
  allowedOrigin !== undefined && url.origin === new URL(allowedOrigin).origin && SAMPLE_PICTURE.test(url.pathname);

/**
 * Loads the beginning of a file as any browser would: without cookies and referrer. Every redirect is checked like the first
 * address. Each call has its own connections.
 */
export async function fetchMedia(start: URL, options: FetchOptions): Promise<Fetched> {
  const guarded = new Agent({ connect: guardedConnector(options), pipelining: 1 });
  const plain = new Agent({ connect: { timeout: options.timeoutMs } });
  const redirects: string[] = [];
  let url = start;
  try {
    for (;;) {
      const sample = isSample(url, options.allowedOrigin);
      const refused = sample ? null : refusal(url);
      if (refused) return failed(redirects, url, refused);
      const answer = await requestHead(url, sample ? plain : guarded, options);
      const next = redirectOf(answer, url);
      if (next === null) return { ok: true, ...(await readAnswer(answer, options.headBytes)), redirects, last: url };
      answer.body.on("error", () => {}).destroy();
      if (next === "invalid") return failed(redirects, url, INVALID_REDIRECT, answer.statusCode);
      redirects.push(next.href);
      url = next;
      if (redirects.length > options.maxRedirects) return failed(redirects, url, TOO_MANY, answer.statusCode);
    }
  } catch (error) {
    return failed(redirects, url, faultOf(error as NodeJS.ErrnoException, url, options.signal));
  } finally {
    // Not awaited: the other side may keep its sockets open.
    void Promise.allSettled([guarded.destroy(), plain.destroy()]);
  }
}

const TOO_MANY = { code: "TOO_MANY_REDIRECTS", text: mediaText("tooManyRedirects") };
const INVALID_REDIRECT = { code: "REDIRECT_BROKEN", text: mediaText("redirectBroken") };

const failed = (
  redirects: string[],
  last: URL,
  { code, text }: { code: string; text: MediaText },
  status: number | null = null,
): Fetched => ({ ok: false, code, text, status, redirects, last });

/** Statuses of servers that do not support ranges, and (416) of an empty file. */
const RANGE_REFUSED = new Set([400, 405, 416, 501]);

async function requestHead(url: URL, dispatcher: Agent, options: FetchOptions): Promise<Dispatcher.ResponseData> {
  const first = await ask(url, dispatcher, options, { range: `bytes=0-${options.headBytes}` });
  if (!RANGE_REFUSED.has(first.statusCode)) return first;
  first.body.on("error", () => {}).destroy();
  return ask(url, dispatcher, options, {});
}

const ask = (url: URL, dispatcher: Agent, { signal }: FetchOptions, more: Record<string, string>) =>
  request(url, {
    dispatcher,
    signal,
    headers: {
      accept: "image/avif,image/webp,image/*,audio/*,video/*,*/*;q=0.8",
      "accept-encoding": "identity",
      origin: ORIGIN,
      "user-agent": "Mozilla/5.0 (compatible; Task Desk media check)",
      ...more,
    },
  });

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | "invalid" | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  const location = headerText(headers.location);
  return location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : "invalid";
}

async function readAnswer(answer: Dispatcher.ResponseData, limit: number) {
  const headers = Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [name, headerText(value) ?? ""]),
  );
  const head = await readHead(answer.body, headers["content-encoding"], limit);
  return { status: answer.statusCode, headers, head };
}

const headerText = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/;

/** The finding for a network error. */
function faultOf(
  error: NodeJS.ErrnoException,
  url: URL,
  signal: AbortSignal,
): Pick<Refusal, "text"> & { code: string } {
  const { hostname } = url;
  const code = String(error.code ?? "");
  if (error instanceof AddressRefused) return privateAddress(hostname);
  if (error instanceof ContentError) return { code: error.code, text: mediaText("undecodable") };
  if (signal.aborted || /TIMEOUT|ETIMEDOUT/.test(code))
    return { code: "TOO_SLOW", text: mediaText("tooSlow", hostname) };
  // With the server's own network down, nothing is known about the host.
  if (code === "EAI_AGAIN" || code === "ENETUNREACH" || code === "ENETDOWN")
    return { code: "NETWORK_DOWN", text: mediaText("networkDown", hostname) };
  if (code === "ENOTFOUND" || code === "ENODATA")
    return { code: "DNS_FAILED", text: mediaText("hostNotFound", hostname) };
  if (TLS.test(code))
    return {
      code: "TLS_FAILED",
      text: mediaText("tlsFailed", hostname, code),
    };
  if (error.name === "HTTPParserError" || code === "UND_ERR_HEADERS_OVERFLOW")
    return { code: "ANSWER_BROKEN", text: mediaText("notHttp", hostname) };
  return { code: "CONNECTION_FAILED", text: mediaText("connectionFailed", hostname) };
}
