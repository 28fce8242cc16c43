import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { problem } from "../../shared/api/problem.ts";
import { rawProblem } from "./answers/problems.ts";
import { createApp } from "./app.ts";
import type { Desk } from "./desk.ts";
import { createTlsServer } from "./edge/tls.ts";

/** Longer than reverse proxies keep a connection open, so that they never write to a closed one. Milliseconds. */
const KEEP_ALIVE_MS = 75_000;
/** How long a request may take to arrive: an import of many rows is one. Other bodies have less time, see `intake`. Milliseconds. */
const UPLOAD_MS = 3_600_000;
/** Connections are closed this long after the stop began, in milliseconds. The journal keeps their work. */
const CLOSE_ALL_MS = 6000;
/** How often idle connections are closed while the server stops, in milliseconds. */
const CLOSE_IDLE_MS = 50;

/**
 * Starts the HTTP server. `close` accepts no new connections, ends the event streams and resolves when every request has
 * been answered. The time limits are for receiving requests; an answer may be held for longer (`wait`). Throws the system's
 * error (`EADDRINUSE`) or `TlsFilesError`.
 */
export async function listen(desk: Desk, host: string, port: number): Promise<{ url: string; close(): Promise<void> }> {
  const { app, close: closeApp } = createApp(desk);
  const limits = { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: KEEP_ALIVE_MS + 5000, requestTimeout: UPLOAD_MS };
  const server = desk.tls === null ? createServer(limits) : createTlsServer(desk.tls, limits, desk.log);
  server.on("request", app);
  server.on("clientError", refuseMalformed);
  server.listen(port, host);
  await once(server, "listening");
  const { address, family, port: actual } = server.address() as AddressInfo;
  return {
    url: `${desk.tls === null ? "http" : "https"}://${family === "IPv6" ? `[${address}]` : address}:${actual}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      closeApp();
      const sweep = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS);
      const cut = setTimeout(() => server.closeAllConnections(), CLOSE_ALL_MS);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
}

/** Answers a request that is not HTTP, is too slow or has too long headers, if the connection is still open. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === "HPE_HEADER_OVERFLOW" ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  socket.end(rawProblem(problem(status, "INVALID_REQUEST", { detail: "Invalid HTTP request." })));
}
