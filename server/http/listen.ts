import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { problem } from "../../shared/api/problem.ts";
import { createApp } from "./app.ts";
import type { Desk } from "./desk.ts";
import { rawProblem } from "./problems.ts";

/** Longer than what proxies before us keep a connection open for, so that they never write into a closed one. */
const KEEP_ALIVE = 75_000;
/** Answers that are not given this long after the stop began are cut off, in milliseconds; the journal has their work. */
const CUT_OFF = 6000;
/** How often connections that have become idle are closed while the server stops, in milliseconds. */
const SWEEP = 50;

/**
 * Listens. `close` takes no new connections, ends the streams of changes and resolves when every request that had begun
 * has been answered. An answer may be held for 60 s (`wait`), which no time limit here cuts: they are for requests.
 * Throws the system's error (`EADDRINUSE`).
 */
export async function listen(desk: Desk, host: string, port: number): Promise<{ url: string; close(): Promise<void> }> {
  const { app, close: closeApp } = createApp(desk);
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE, headersTimeout: KEEP_ALIVE + 5000, requestTimeout: 120_000 },
    app,
  );
  server.on("clientError", refuseBroken);
  server.listen(port, host);
  await once(server, "listening");
  const { address, family, port: actual } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${actual}`,
    async close() {
      const closed = once(server, "close");
      server.close();
      closeApp();
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
      const cut = setTimeout(() => server.closeAllConnections(), CUT_OFF);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
}

/** A request that is not HTTP, or too slow, or whose headers are too long: answered as a problem where that still can be. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === "HPE_HEADER_OVERFLOW" ? 431 : error.code === "ERR_HTTP_REQUEST_TIMEOUT" ? 408 : 400;
  socket.end(rawProblem(problem(status, "INVALID_REQUEST", { detail: "The request is not HTTP that can be read." })));
}
