import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { createProxyServer } from "httpxy";
import { makeCertificate } from "../support/media/certificate.ts";

/** The header in which the proxy says which replica answered. */
export const REPLICA = "x-replica";
const DAY_MS = 24 * 60 * 60 * 1000;

/** A reverse proxy with TLS on a free port of 127.0.0.1. */
export interface TlsProxy {
  /** The name of its certificate, which it passes on as `Host`. */
  host: string;
  port: number;
  /** The certificate, PEM. */
  cert: string;
  close(): Promise<void>;
}

/** Starts a proxy in front of `replicas` (URLs). Requests on one connection go to the replicas by turns. */
export async function startTlsProxy(host: string, replicas: readonly string[]): Promise<TlsProxy> {
  const now = Date.now();
  const { cert, key } = makeCertificate([host], { from: new Date(now - DAY_MS), until: new Date(now + DAY_MS) });
  const proxy = createProxyServer({ xfwd: true });
  let connections = 0;
  const turns = new WeakMap<Socket, number>();
  const server = createServer({ cert, key }, async (request, response) => {
    const turn = turns.get(request.socket) ?? connections++;
    turns.set(request.socket, turn + 1);
    const replica = turn % replicas.length;
    response.setHeader(REPLICA, String(replica));
    try {
      await proxy.web(request, response, { target: replicas[replica]! });
    } catch {
      // A client that leaves ends its request to the replica, which is no fault of the replica.
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host,
    port: (server.address() as AddressInfo).port,
    cert,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
