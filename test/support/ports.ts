import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Systems take the local ports of outgoing connections from above these (Linux from 32768). A server that goes away and
 * comes back would else find its port taken, even by a client's attempt to reach it there.
 */
const FIRST = 12_000;
const LAST = 32_000;

/** A port of 127.0.0.1 that nobody listens on, and that stays free while its server is away. */
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
