import type { Request } from "express";
import type * as z from "zod/mini";
import { listedFaults, type Problem, problem, sentenceFor } from "../../../shared/api/problem.ts";
import type { Route } from "../../../shared/api/route.ts";
import type { Faults } from "../../../shared/faults/faults.ts";
import { faultsOf } from "../../../shared/faults/schema-faults.ts";
import type { Upload } from "../../imports/upload/accept-import.ts";
import type { Result } from "../../result.ts";
import { checkUpload } from "../imports/check-upload.ts";
import { readJsonBody } from "./body.ts";
import type { Intake } from "./intake.ts";

/** The parts of a request, each as its schema returned it. */
export interface Input {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  upload?: Upload;
}

/** Checks params, query and body of a request. Problems: 400 for the address, those of `readJsonBody`, 422 for the body. */
export async function checkRequest(route: Route, request: Request, intake: Intake): Promise<Result<Input>> {
  const input: Input = {};
  if (route.params) {
    const params = checkText(route.params, new URLSearchParams(request.params as Record<string, string>));
    if (!params.ok) return params;
    input.params = params.value;
  }
  if (route.query) {
    const given = new URLSearchParams(queryOf(request.url));
    // Every route takes it: see `chooseConnection`.
    given.delete("connection");
    const query = checkText(route.query, given);
    if (!query.ok) return query;
    input.query = query.value;
  }
  if (route.method === "GET") return { ok: true, value: input };
  if (route.uploads) {
    const upload = checkUpload(request, route.uploads);
    return upload.ok ? { ok: true, value: { ...input, upload: upload.value } } : upload;
  }
  const body = await readJsonBody(request, route.body === undefined, intake);
  if (!body.ok) return body;
  if (route.body) {
    const read = route.body.safeParse(body.value);
    if (!read.success) return refused(bodyProblem(faultsOf(read.error, body.value)));
    input.body = read.data;
  }
  return { ok: true, value: input };
}

const NOT_AS_DESCRIBED = sentenceFor("INVALID_REQUEST");

const refused = (found: Problem): Result<never> => ({ ok: false, problem: found });

/** What follows the first `?` of a request's address. */
function queryOf(url: string): string {
  const at = url.indexOf("?");
  return at < 0 ? "" : url.slice(at + 1);
}

function checkText(schema: z.ZodMiniType, given: URLSearchParams): Result<unknown> {
  // The plain objects below cannot hold this key, nor can `fields` in the answer.
  if (given.has("__proto__"))
    return refused(problem(400, "INVALID_REQUEST", { detail: '"__proto__" is not allowed as a name. Remove it.' }));
  const faults: Faults = {};
  const seen = new Set<string>();
  for (const [key, value] of given) {
    if (seen.has(key)) faults[key] = { code: "MAX_ONE_PROPERTY_ALLOWED" };
    seen.add(key);
    // No database stores this character, and no id of Toloka has it.
    if (value.includes("\0") || key.includes("\0"))
      faults[key.replaceAll("\0", "")] = { code: "CHARACTER_NOT_ALLOWED" };
  }
  const input = Object.fromEntries(given);
  const read = schema.safeParse(input);
  if (!read.success) Object.assign(faults, { ...faultsOf(read.error, input), ...faults });
  if (Object.keys(faults).length > 0)
    return refused(problem(400, "INVALID_REQUEST", listedFaults(NOT_AS_DESCRIBED, named(faults))));
  return { ok: true, value: read.data };
}

/** Paths in a task begin without `task.`, as in Toloka's answers and in the form. */
function bodyProblem(faults: Faults): Problem {
  const renamed = Object.entries(faults).map(([path, fault]) => [path.replace(/^task\./, "") || "body", fault]);
  return problem(422, "VALIDATION_ERROR", listedFaults(NOT_AS_DESCRIBED, named(Object.fromEntries(renamed))));
}

/** A name that the request may not have is not about a field of the pool. */
function named(faults: Faults): Faults {
  return Object.fromEntries(
    Object.entries(faults).map(([path, fault]) => [
      path,
      fault.code === "VALUE_NOT_ALLOWED" && fault.params?.[0] === "field" ? { ...fault, params: ["name"] } : fault,
    ]),
  );
}
