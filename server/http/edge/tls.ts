import { readFileSync, unwatchFile, watchFile } from "node:fs";
import { createServer, type Server } from "node:https";
import { createSecureContext } from "node:tls";
import type { Log } from "../../log.ts";

/** How often it is looked whether the files have changed, in milliseconds. */
const LOOK_MS = 5_000;

/** Paths of a certificate with those that signed it, and of its key; both PEM. */
export interface TlsFiles {
  cert: string;
  key: string;
}

/** Names the setting and the file, since the system's error may name neither. */
export class TlsFilesError extends Error {}

interface Pair {
  cert: Buffer;
  key: Buffer;
}

/** Reads both files. Throws `TlsFilesError` if one cannot be read, or if they are no certificate and its key. */
function readPair({ cert, key }: TlsFiles): Pair {
  const read = (variable: string, path: string): Buffer => {
    try {
      return readFileSync(path);
    } catch (error) {
      throw new TlsFilesError(`${variable}: ${path} can't be read (${(error as NodeJS.ErrnoException).code}).`);
    }
  };
  const pair = { cert: read("TLS_CERT_FILE", cert), key: read("TLS_KEY_FILE", key) };
  try {
    createSecureContext(pair);
  } catch {
    throw new TlsFilesError(
      `TLS_CERT_FILE and TLS_KEY_FILE: ${cert} and ${key} are no certificate and its key in PEM.`,
    );
  }
  return pair;
}

/**
 * An https server that takes a renewed certificate without a restart. A pair that is not valid is not taken: it may be half
 * written. Throws `TlsFilesError` if the first pair is not valid.
 */
export function createTlsServer(files: TlsFiles, options: object, log: Log): Server {
  const server = createServer({ ...options, ...readPair(files), minVersion: "TLSv1.2" });
  const renew = (): void => {
    try {
      server.setSecureContext(readPair(files));
      log("info", "The certificate was read again");
    } catch (error) {
      if (!(error instanceof TlsFilesError)) throw error;
      log("warn", "The changed certificate is not used", { reason: error.message });
    }
  };
  const paths = [files.cert, files.key];
  for (const path of paths) watchFile(path, { interval: LOOK_MS, persistent: false }, renew);
  server.once("close", () => {
    for (const path of paths) unwatchFile(path, renew);
  });
  return server;
}
