import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Lookup } from "../../../server/media/guarded-connector.ts";
import type { ProbeOptions } from "../../../server/media/probe.ts";
import { makeCertificate } from "./certificate.ts";
import { REPLIES, send } from "./media-replies.ts";

/** The DNS answers. The guard checks these addresses; then a test server is connected to instead. */
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
  /** The requests received, for every host name. */
  asked: IncomingMessage[];
  /** The addresses connected to, in order. */
  dialled: string[];
  /** The port of plain HTTP on 127.0.0.1. */
  port: number;
  /** The options of a probe that resolves the names above, at a fixed time. */
  options(): ProbeOptions;
  close(): void;
}

/** Starts three servers on loopback: with HTTP, with TLS, and with TLS and an expired certificate. */
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
        // The first address has an expired certificate, the other no TLS.
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
