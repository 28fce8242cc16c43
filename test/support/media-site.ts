import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Lookup } from "../../server/media/guarded-connector.ts";
import type { ProbeOptions } from "../../server/media/probe.ts";
import { makeCertificate } from "./certificate.ts";
import { REPLIES, send } from "./media-replies.ts";

/** Names as a resolver would answer; the guard judges these addresses, and only then is a test server dialled instead. */
const NAMES: Record<string, string[]> = {
  "cdn.example.com": ["93.184.215.14"],
  "six.example.com": ["2606:4700::6810:84e5"],
  "spare.example.com": ["93.184.215.99", "93.184.215.14"],
  "inner.example.com": ["10.0.0.5"],
  "loop.example.com": ["::ffff:127.0.0.1"],
  "mixed.example.com": ["93.184.215.14", "192.168.0.7"],
  "metadata.example.com": ["169.254.169.254"],
  "other.example.com": ["93.184.215.14"],
  "old.example.com": ["93.184.215.15"],
  "plain.example.com": ["93.184.215.16"],
  "closed.example.com": ["93.184.215.17"],
};
const lookup: Lookup = async (name) => {
  const found = NAMES[name];
  if (!found) throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: "ENOTFOUND" });
  return found;
};

export const CDN = "https://cdn.example.com";
const NOW = Date.parse("2026-11-23T16:00:00Z");
const YEAR = 365 * 86_400_000;

export interface MediaSite {
  /** What has come in, over whatever name. */
  asked: IncomingMessage[];
  /** The addresses that were to be dialled, in their order. */
  dialled: string[];
  /** Where it speaks plain HTTP on 127.0.0.1. */
  port: number;
  /** For a probe that finds the site under the names above, at a fixed time. */
  options(): ProbeOptions;
  close(): void;
}

/** Starts three servers on loopback that stand for hosts of the web: over HTTP, over TLS, and with a certificate that ran out. */
export async function openMediaSite(): Promise<MediaSite> {
  const asked: IncomingMessage[] = [];
  const dialled: string[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(request);
    const path = new URL(request.url ?? "/", "http://x").pathname;
    (REPLIES[path] ?? send("text/html", "<h1>Not found</h1>", {}, 404))(request, response);
  };
  const names = Object.keys(NAMES);
  const secure = makeCertificate(names, { from: new Date(Date.now() - YEAR), until: new Date(Date.now() + YEAR) });
  const outdated = makeCertificate(names, {
    from: new Date(Date.now() - 2 * YEAR),
    until: new Date(Date.now() - YEAR),
  });
  const http = createServer(listener);
  const https = createSecureServer({ key: secure.key, cert: secure.cert }, listener);
  const expired = createSecureServer({ key: outdated.key, cert: outdated.cert }, listener);
  const servers = [http, https, expired];
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }
  const portOf = (server: (typeof servers)[number]) => (server.address() as AddressInfo).port;
  return {
    asked,
    dialled,
    port: portOf(http),
    options: () => ({
      lookup,
      ca: secure.cert + outdated.cert,
      now: () => NOW,
      limits: { totalMs: 1500, connectMs: 1000 },
      connectTo: (address, port) => {
        dialled.push(address);
        // These two addresses stand for a host whose certificate has run out, and one that speaks no TLS.
        const server =
          address === "93.184.215.15" ? expired : port === 80 || address === "93.184.215.16" ? http : https;
        const closed = address === "93.184.215.99" || address === "93.184.215.17";
        return { address: "127.0.0.1", port: closed ? 1 : portOf(server) };
      },
    }),
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
