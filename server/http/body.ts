import type { IncomingMessage } from "node:http";
import { type Json, JsonError, parseJson } from "../../shared/json.ts";
import { type Problem, problem } from "../../shared/problem.ts";
import type { Result } from "../submissions/result.ts";

/** Bytes of a request's body: the largest task (1 MiB of input and 4 MiB of output values) and room around it. */
const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** What is still read of a body that is too large, so that its sender gets to see the answer instead of a reset. */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

const refused = (found: Problem): Result<never> => ({ ok: false, problem: found });

/** Whether a Content-Type is JSON in UTF-8. */
function isJsonType(header: string): boolean {
  const [type = "", ...parameters] = header.split(";").map((part) => part.trim().toLowerCase());
  if (type !== "application/json") return false;
  return parameters.every((parameter) => !parameter.startsWith("charset=") || /^charset="?utf-?8"?$/.test(parameter));
}

/**
 * The JSON of a request's body. Problems: 415 for another type, charset or a compressed body, 413 over
 * `MAX_BODY_BYTES`, 400 for what is not UTF-8 or not JSON that can be taken. `optional`: no body at all is `undefined`.
 */
export async function readJsonBody(request: IncomingMessage, optional: boolean): Promise<Result<Json | undefined>> {
  const type = request.headers["content-type"];
  if (type === undefined ? !optional : !isJsonType(type)) return refused(problem(415, "UNSUPPORTED_MEDIA_TYPE"));
  if ((request.headers["content-encoding"] ?? "identity") !== "identity")
    return refused(problem(415, "UNSUPPORTED_MEDIA_TYPE", { detail: "Send the JSON uncompressed." }));
  const bytes = await readBytes(request);
  if (bytes === null) return refused(problem(413, "BODY_TOO_LARGE"));
  if (bytes.length === 0 && optional) return { ok: true, value: undefined };
  return parseBytes(bytes);
}

async function readBytes(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  if (Number(request.headers["content-length"] ?? 0) > MAX_DISCARDED_BYTES) return null;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (size > MAX_DISCARDED_BYTES) break;
  }
  return size > MAX_BODY_BYTES ? null : Buffer.concat(chunks);
}

function parseBytes(bytes: Buffer): Result<Json> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refused(problem(400, "INVALID_JSON", { detail: "The request is not UTF-8, so it is not JSON." }));
  }
  try {
    return { ok: true, value: parseJson(text) };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const { code, message, path } = error;
    // An answer with a key `__proto__` would itself be refused by whoever reads JSON as carefully; the message names it.
    const named = path !== "" && path !== "__proto__";
    return refused(
      problem(400, code, { detail: message, ...(named ? { fields: { [path]: { code, message } } } : {}) }),
    );
  }
}
