import type { IncomingMessage } from "node:http";
import { problem } from "../../../shared/api/problem.ts";
import { fieldProblem } from "../../../shared/faults/faults.ts";
import { CreateTaskParameters } from "../../../shared/task.ts";
import type { Upload } from "../../imports/upload/accept-import.ts";
import type { Result } from "../../result.ts";
import { readUpload } from "./read-upload.ts";

const KEY = "Idempotency-Key";

/**
 * The upload of a request; its body is read later, as a stream. Problems: 415 for another type, charset or a compressed body,
 * 400 for an idempotency key that is no UUID.
 */
export function checkUpload(request: IncomingMessage, types: readonly string[]): Result<Upload> {
  const [type = "", ...parameters] = (request.headers["content-type"] ?? "")
    .split(";")
    .map((part) => part.trim().toLowerCase());
  const utf8 = parameters.every(
    (parameter) => !parameter.startsWith("charset=") || /^charset="?utf-?8"?$/.test(parameter),
  );
  const plain = (request.headers["content-encoding"] ?? "identity") === "identity";
  if (!types.includes(type) || !utf8 || !plain) {
    const detail = `Send the rows uncompressed, in UTF-8, with one of these as Content-Type: ${types.join(", ")}.`;
    return { ok: false, problem: problem(415, "UNSUPPORTED_MEDIA_TYPE", { detail }) };
  }
  const asked = request.headers[KEY.toLowerCase()];
  if (asked === undefined) return { ok: true, value: readUpload(request, type, null) };
  const key = CreateTaskParameters.shape.operation_id.safeParse(asked);
  if (key.success) return { ok: true, value: readUpload(request, type, key.data) };
  return {
    ok: false,
    problem: problem(400, "INVALID_REQUEST", { fields: { [KEY]: fieldProblem({ code: "UUID_EXPECTED" }) } }),
  };
}
