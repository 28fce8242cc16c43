import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

const HOST = "127.0.0.1";

/**
 * Listens on `port` of 127.0.0.1. For port 0 it is the port of the last start, so that the addresses of pictures in the history
 * stay right; or any free one, if there was none or another program has it now. Rejects with the system's error.
 */
export async function listenOnPort(server: Server, port: number, dataDir: string): Promise<number> {
  const file = join(dataDir, "local-toloka-port");
  const last = port === 0 ? readPort(file) : port;
  try {
    await listenOn(server, last);
  } catch (error) {
    if (last === port || (error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    await listenOn(server, 0);
  }
  const { port: used } = server.address() as AddressInfo;
  if (used !== last) writeFileSync(file, `${used}\n`);
  return used;
}

async function listenOn(server: Server, port: number): Promise<void> {
  server.listen(port, HOST);
  await once(server, "listening");
}

/** The port in the file; 0 if there is none. */
function readPort(file: string): number {
  try {
    const text = readFileSync(file, "utf8").trim();
    return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : 0;
  } catch {
    return 0;
  }
}
