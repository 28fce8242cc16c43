import { Agent, type Dispatcher, request } from "undici";
import { AddressRefused, type ConnectorOptions, guardedConnector } from "./guarded-connector.ts";
import { innerAddress, type Refusal, refusal } from "./public-address.ts";
import { ContentError, type Head, readHead } from "./read-head.ts";

export interface FetchOptions extends ConnectorOptions {
  /** Origin of the built-in Toloka, whose own pictures may be asked for although it is on loopback. */
  allowedOrigin?: string | undefined;
  headBytes: number;
  maxRedirects: number;
  signal: AbortSignal;
}

/** The end of the road: an answer with the beginning of its body, or what stood in the way. */
export type Fetched = { redirects: string[]; last: URL } & (
  | { ok: true; status: number; headers: Record<string, string>; head: Head }
  | { ok: false; code: string; sentence: string; status: number | null }
);

/** Where a stranger's request comes from; servers decide by it whether other sites may read them. */
const ORIGIN = "https://toloka.dev";

/** Pictures of the built-in Toloka, and nothing else of it. */
const SAMPLE_PICTURE = /^\/pictures\/[\w-]+(?:\.[\w-]+)*$/;

const isSample = (url: URL, allowedOrigin: string | undefined): boolean =>
  allowedOrigin !== undefined && url.origin === new URL(allowedOrigin).origin && SAMPLE_PICTURE.test(url.pathname);

/**
 * Asks for the beginning of an address as a stranger's browser would: no cookies, no referrer, every redirect checked
 * anew. One connection pool for each look, gone with it.
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
      if (refused) return stopped(redirects, url, refused);
      const answer = await askTwice(url, sample ? plain : guarded, options);
      const next = redirectOf(answer, url);
      if (next === null) return { ok: true, ...(await readAnswer(answer, options.headBytes)), redirects, last: url };
      answer.body.on("error", () => {}).destroy();
      if (next === "broken") return stopped(redirects, url, BROKEN_REDIRECT, answer.statusCode);
      redirects.push(next.href);
      url = next;
      if (redirects.length > options.maxRedirects) return stopped(redirects, url, LOOP, answer.statusCode);
    }
  } catch (error) {
    return stopped(redirects, url, faultOf(error as NodeJS.ErrnoException, url, options.signal));
  } finally {
    // Not awaited: closing waits for sockets that the other side may hold.
    void Promise.allSettled([guarded.destroy(), plain.destroy()]);
  }
}

const LOOP = { code: "TOO_MANY_REDIRECTS", sentence: "The address is passed on again and again, without an end." };
const BROKEN_REDIRECT = { code: "REDIRECT_BROKEN", sentence: "The address is passed on, but not to one that exists." };

const stopped = (
  redirects: string[],
  last: URL,
  { code, sentence }: { code: string; sentence: string },
  status: number | null = null,
): Fetched => ({ ok: false, code, sentence, status, redirects, last });

/** Statuses with which servers that know no ranges refuse one, or (416) an empty file. */
const RANGE_REFUSED = new Set([400, 405, 416, 501]);

async function askTwice(url: URL, dispatcher: Agent, options: FetchOptions): Promise<Dispatcher.ResponseData> {
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

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | "broken" | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  const location = text(headers.location);
  return location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : "broken";
}

async function readAnswer(answer: Dispatcher.ResponseData, limit: number) {
  const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, text(value) ?? ""]));
  const head = await readHead(answer.body, headers["content-encoding"], limit);
  return { status: answer.statusCode, headers, head };
}

const text = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

const TLS = /^(?:ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|EPROTO)/;

/** An exception of the network as a finding. */
function faultOf(
  error: NodeJS.ErrnoException,
  url: URL,
  signal: AbortSignal,
): Pick<Refusal, "sentence"> & { code: string } {
  const { hostname } = url;
  const code = String(error.code ?? "");
  if (error instanceof AddressRefused) return innerAddress(hostname);
  if (error instanceof ContentError)
    return { code: error.code, sentence: "The content is compressed in a way that cannot be undone." };
  if (signal.aborted || /TIMEOUT|ETIMEDOUT/.test(code))
    return { code: "TOO_SLOW", sentence: `${hostname} did not answer in time: Tolokers would wait in vain.` };
  if (code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "ENODATA")
    return { code: "DNS_FAILED", sentence: `There is no host ${hostname}. Check the spelling.` };
  if (TLS.test(code))
    return {
      code: "TLS_FAILED",
      sentence: `The secure connection to ${hostname} fails (${code}): browsers refuse it.`,
    };
  if (error.name === "HTTPParserError" || code === "UND_ERR_HEADERS_OVERFLOW")
    return { code: "ANSWER_BROKEN", sentence: `${hostname} answers something that is not HTTP.` };
  return { code: "CONNECTION_FAILED", sentence: `${hostname} does not take the connection, or breaks it off.` };
}
