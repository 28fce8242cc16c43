import type { IncomingMessage } from "node:http";
import { type Problem, problem } from "../../../shared/api/problem.ts";
import { LIMITS } from "../../../shared/task.ts";
import { type Json, JsonError, parseJson } from "../../../shared/values/json.ts";
import type { Result } from "../../result.ts";
import type { Intake } from "./intake.ts";
import { checkBounds } from "./json-bounds.ts";

/** A body that is too large is still read up to this many bytes: its sender then gets the answer, not a reset. */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

const refused = (found: Problem): Result<never> => ({ ok: false, problem: found });
const TOO_LARGE = refused(problem(413, "BODY_TOO_LARGE"));

/** Whether a Content-Type is JSON in UTF-8. */
function isJsonType(header: string): boolean {
  if (header === "application/json") return true;
  const [type = "", ...parameters] = header.split(";").map((part) => part.trim().toLowerCase());
  if (type !== "application/json") return false;
  return parameters.every((parameter) => !parameter.startsWith("charset=") || /^charset="?utf-?8"?$/.test(parameter));
}

/**
 * The JSON of a request's body. Problems: 415 for another type or charset or a compressed body, 413 over `LIMITS.bodyBytes`
 * or over `BOUNDS`, 400 for invalid UTF-8 or JSON, those of `intake` if too much is read already. `optional`: a missing body
 * is `undefined`.
 */
export async function readJsonBody(
  request: IncomingMessage,
  optional: boolean,
  intake: Intake,
): Promise<Result<Json | undefined>> {
  const type = request.headers["content-type"];
  if (type === undefined ? !optional : !isJsonType(type)) return refused(problem(415, "UNSUPPORTED_MEDIA_TYPE"));
  if ((request.headers["content-encoding"] ?? "identity") !== "identity")
    return refused(problem(415, "UNSUPPORTED_MEDIA_TYPE", { detail: "Send the JSON uncompressed." }));
  if (Number(request.headers["content-length"] ?? 0) > MAX_DISCARDED_BYTES) return TOO_LARGE;
  return intake.inTurn<Json | undefined>(request, async () => {
    const bytes = await readBytes(request, intake);
    if (!bytes.ok) return bytes;
    if (bytes.value.length === 0 && optional) return { ok: true, value: undefined };
    return intake.check(bytes.value.length, () => parseBytes(bytes.value));
  });
}

/** By events, because the iterator of a stream takes several times as long for a body of one piece. */
function readBytes(request: IncomingMessage, intake: Intake): Promise<Result<Buffer>> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    let held = 0;
    const drop = () => {
      intake.hold(-held);
      held = 0;
      chunks = [];
    };
    const stop = () => {
      request.off("data", take).off("end", end).off("error", fail).off("close", cutShort);
      drop();
    };
    const refuse = (answer: Result<never>) => {
      request.pause();
      stop();
      resolve(answer);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_DISCARDED_BYTES) return refuse(TOO_LARGE);
      if (size > LIMITS.bodyBytes) return drop();
      chunks.push(chunk);
      held += chunk.length;
      if (!intake.hold(chunk.length)) refuse(refused(problem(503, "BUSY")));
    };
    const end = () => {
      const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      stop();
      resolve(size > LIMITS.bodyBytes ? TOO_LARGE : { ok: true, value: bytes });
    };
    const fail = (error: Error) => {
      stop();
      reject(error);
    };
    const cutShort = () => fail(new Error("the request was cut short"));
    // It may have been closed while it waited for its turn.
    if (request.destroyed) return cutShort();
    request.on("data", take).on("end", end).on("error", fail).on("close", cutShort);
  });
}

function parseBytes(bytes: Buffer): Result<Json> {
  try {
    checkBounds(bytes);
    return { ok: true, value: parseJson(utf8.decode(bytes)) };
  } catch (error) {
    if (error instanceof JsonError) return refused(jsonProblem(error));
    if (error instanceof TypeError && "code" in error && error.code === "ERR_ENCODING_INVALID_ENCODED_DATA")
      return refused(problem(400, "INVALID_JSON", { detail: "The request is not UTF-8." }));
    throw error;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function jsonProblem({ code, message, path }: JsonError): Problem {
  // Careful JSON readers refuse an answer with a key `__proto__`. The message names it.
  const named = path !== "" && path !== "__proto__";
  return problem(code === "TOO_MANY_VALUES" ? 413 : 400, code, {
    detail: message,
    ...(named ? { fields: { [path]: { code, message } } } : {}),
  });
}
