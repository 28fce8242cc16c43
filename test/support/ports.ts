import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below the local ports of outgoing connections (on Linux from 32768). Otherwise a connection, even a client's attempt to
 * reach a stopped server, could take the server's port.
 */
const FIRST = 12_000;
const LAST = 32_000;

/** A free port of 127.0.0.1 that outgoing connections do not take. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    const probe = createServer().listen(port, "127.0.0.1");
    const free = await once(probe, "listening").then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "EADDRINUSE" && error.code !== "EACCES") throw error;
        return false;
      },
    );
    if (!free) continue;
    probe.close();
    await once(probe, "close");
    return port;
  }
}
