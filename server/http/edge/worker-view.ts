/**
 * The documents that draw what a worker sees. They run the requester's template, so they are kept apart from the page: each
 * is sandboxed into an origin of its own, may load pictures and media only, and is shown by our own page alone.
 */
export const WORKER_VIEW = "/worker-view/";

/** A document of the build is named after the SHA-256 of its script, in base64url. */
const DOCUMENT = /^\/worker-view\/([a-z]+)-([\w-]{43})\.html$/;
/** The document that runs a requester's own script may turn text into code. Nobody's code runs in the others. */
const WITH_SCRIPT = "script";

const MEDIA = "http: https: data: blob:";

/** The headers of a path under `WORKER_VIEW`, instead of a page's. A path without a document gets a policy without scripts. */
export function workerViewHeaders(path: string): Record<string, string> {
  const [, name, hash] = DOCUMENT.exec(path) ?? [];
  const own = hash === undefined ? "'none'" : `'sha256-${hash.replaceAll("-", "+").replaceAll("_", "/")}='`;
  const script = name === WITH_SCRIPT ? `${own} 'unsafe-eval'` : own;
  const policy = [
    "default-src 'none'",
    `script-src ${script}`,
    "style-src 'unsafe-inline'",
    `img-src ${MEDIA}`,
    `media-src ${MEDIA}`,
    "connect-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "webrtc 'block'",
    "sandbox allow-scripts",
  ];
  return {
    "Content-Security-Policy": policy.join(";"),
    "Referrer-Policy": "no-referrer",
    "X-DNS-Prefetch-Control": "off",
    "X-Content-Type-Options": "nosniff",
  };
}

/** The value of `frame-src` for our page: these documents alone, which keeps them from navigating themselves elsewhere. */
export function workerViewSource(host: string | undefined): string {
  // A source cannot name an IPv6 address. Without a scheme it has the page's.
  return host !== undefined && /^[a-z0-9.-]+(?::\d{1,5})?$/i.test(host) ? `${host}${WORKER_VIEW}` : "'self'";
}
