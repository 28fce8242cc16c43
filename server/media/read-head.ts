import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress, type Gunzip } from "node:zlib";

/** The beginning of a body, never more of it than asked for. */
export interface Head {
  bytes: Buffer;
  /** Whether the body ended there. */
  whole: boolean;
  /** Decompressed bytes for each that the decoder has consumed; 1 for a plain body. */
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
 * Reads at most `limit` bytes of a body, counted after decompression, so that a small answer cannot grow without end.
 * Destroys the body when it has enough. Throws `ContentError` for an encoding that cannot be undone.
 */
export async function readHead(body: Readable, encoding: string | undefined, limit: number): Promise<Head> {
  // A body that is destroyed early says so by an error event, which nobody else would hear.
  body.on("error", () => {});
  const name = (encoding ?? "identity").trim().toLowerCase();
  try {
    if (name === "identity" || name === "") return { ...(await take(body, limit)), ratio: 1 };
    if (!Object.hasOwn(DECODERS, name)) throw new ContentError("ENCODING_UNKNOWN");
    return await unpack(body, DECODERS[name]!(), limit);
  } finally {
    body.destroy();
  }
}

async function unpack(body: Readable, decoder: Decoder, limit: number): Promise<Head> {
  let lost: Error | null = null;
  body.on("error", (error) => {
    lost = error;
    decoder.destroy(error);
  });
  body.pipe(decoder);
  try {
    const head = await take(decoder, limit);
    return { ...head, ratio: head.bytes.length / Math.max(1, decoder.bytesWritten) };
  } catch (error) {
    throw lost ?? new ContentError("BROKEN_ENCODING", { cause: error });
  }
}

async function take(stream: Readable, limit: number): Promise<{ bytes: Buffer; whole: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop destroys the stream, and with it the rest of the download.
    if (length > limit) return { bytes: Buffer.concat(chunks).subarray(0, limit), whole: false };
  }
  return { bytes: Buffer.concat(chunks), whole: true };
}
