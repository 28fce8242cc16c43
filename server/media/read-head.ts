import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress, type Gunzip } from "node:zlib";

/** The beginning of a body. */
export interface Head {
  bytes: Buffer;
  /** Whether this is the whole body. */
  whole: boolean;
  /** Decompressed bytes for each compressed one; 1 for an uncompressed body. */
  ratio: number;
}

export type ContentFault = "ENCODING_UNKNOWN" | "BROKEN_ENCODING";
export class ContentError extends Error {
  readonly code: ContentFault;
  constructor(code: ContentFault, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

type Decoder = Pick<Gunzip, "bytesWritten"> & NodeJS.ReadWriteStream & Readable;
const DECODERS: Record<string, () => Decoder> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/**
 * Reads at most `limit` bytes of a body, counted after decompression, and then destroys it. Throws `ContentError` for an
 * encoding that is unknown or broken.
 */
export async function readHead(body: Readable, encoding: string | undefined, limit: number): Promise<Head> {
  // A body that is destroyed early emits an error, which would be unhandled.
  body.on("error", () => {});
  const name = (encoding ?? "identity").trim().toLowerCase();
  try {
    if (name === "identity" || name === "") return { ...(await take(body, limit)), ratio: 1 };
    if (!Object.hasOwn(DECODERS, name)) throw new ContentError("ENCODING_UNKNOWN");
    return await decompress(body, DECODERS[name]!(), limit);
  } finally {
    body.destroy();
  }
}

async function decompress(body: Readable, decoder: Decoder, limit: number): Promise<Head> {
  let failure: Error | null = null;
  body.on("error", (error) => {
    failure = error;
    decoder.destroy(error);
  });
  body.pipe(decoder);
  try {
    const head = await take(decoder, limit);
    return { ...head, ratio: head.bytes.length / Math.max(1, decoder.bytesWritten) };
  } catch (error) {
    throw failure ?? new ContentError("BROKEN_ENCODING", { cause: error });
  }
}

async function take(stream: Readable, limit: number): Promise<{ bytes: Buffer; whole: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop destroys the stream and ends the download.
    if (length > limit) return { bytes: Buffer.concat(chunks).subarray(0, limit), whole: false };
  }
  return { bytes: Buffer.concat(chunks), whole: true };
}
