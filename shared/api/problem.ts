import * as z from "zod/mini";
import {
  type Fault,
  type Faults,
  type FieldProblem,
  FieldProblemSchema,
  faultSentence,
  inEnglish,
  isValidationCode,
} from "../faults/faults.ts";
import { LIMITS } from "../task.ts";
import { shortPath } from "../values/json.ts";

/**
 * The codes of Task Desk and of Toloka, each with a sentence for the operator: what happened and what to do. Toloka's
 * names are from toloka-kit 1.2.2 (`error_codes.py`) and reported answers.
 */
const SENTENCES = {
  // Task Desk's own
  INVALID_JSON: "The request is not JSON. Correct it and send it again.",
  KEY_NOT_ALLOWED: "The JSON holds a key that is not allowed. Remove it.",
  LONE_SURROGATE: "A text holds half of a character, which cannot be sent. Type it again.",
  NESTED_TOO_DEEP: "The JSON nests too deep. Flatten it.",
  REPEATED_KEY: "A key stands twice in one object of the JSON. Remove one.",
  TOO_MANY_VALUES: "The JSON holds too many values for one request. Send less.",
  BUSY: "Too many large requests are being read. Try again in a few seconds.",
  INVALID_REQUEST: "The request is not as the API describes it. The fields say what to correct.",
  NO_SUCH_ROUTE: "There is nothing at this address.",
  METHOD_NOT_ALLOWED: "This address does not take requests of this kind.",
  BODY_TOO_LARGE: `The request is larger than ${inEnglish(LIMITS.bodyBytes)} bytes. Shorten it: a task's input values may take ${inEnglish(LIMITS.inputValuesBytes)}, its answers ${inEnglish(LIMITS.outputValuesBytes)}, all else ${inEnglish(LIMITS.otherBytes)}.`,
  UNSUPPORTED_MEDIA_TYPE: "Send JSON, with Content-Type: application/json.",
  HOST_NOT_ALLOWED: "This address is not one that Task Desk answers to. Open it under its own address.",
  ORIGIN_NOT_ALLOWED: "Requests from other sites' pages are refused.",
  NO_SUCH_SUBMISSION: "There is no submission with this operation id.",
  OPERATION_ID_REUSED:
    "This operation id was already used for other content. Nothing was sent. Ask for a new id to create this task as well.",
  STEP_NOT_ALLOWED: "The submission has moved on, so this can no longer be done. Look at where it stands now.",
  MAY_HAVE_ARRIVED:
    "An earlier request of this submission may have reached Toloka, so giving it up could hide a task that exists. It goes on until that is known.",
  JOURNAL_UNAVAILABLE:
    "The journal cannot be written, so no new tasks are accepted. The administrator finds the reason at /api/health.",
  ON_HOLD: "The journal was restored or copied, so nothing is sent to Toloka until an administrator releases the hold.",
  TOLOKA_UNREACHABLE: "Toloka cannot be reached at the moment. Try again; submissions are kept and sent later.",
  TOLOKA_TOKEN_REFUSED:
    "Toloka refuses the server's token. The administrator has to set a valid one; submissions wait until then.",
  WAITING_FOR_PACE: "Waiting its turn, so that Toloka's limits hold.",
  ANSWER_LOST: "The answer was lost. Task Desk finds out whether the task exists.",
  UNCERTAIN:
    "The answer was lost and Toloka shows no such task yet. Decide: it exists, or send it again (which may create it twice).",
  OPERATION_FAILED: "Toloka gave up the operation without a reason in its log. Create the task again under a new id.",
  OPERATION_UNKNOWN:
    "Toloka no longer knows what became of this operation. Look for the task in the pool before sending it again.",
  INTERNAL: "Something went wrong inside Task Desk. The administrator finds it in the log under this id.",
  PROBE_OFF: "The server's look at media is switched off by the administrator.",
  SERVER_STOPPING: "Task Desk is being restarted. Try again in a moment.",
  FIELDS_INVALID: "Some fields need correcting.",
  POOL_UNKNOWN: "Toloka has no pool with this id. Check the id, and that it belongs to this account and environment.",
  // Toloka's
  VALIDATION_ERROR: "Toloka refused some values. Correct the fields that are marked.",
  AUTHENTICATION_ERROR: "Toloka refuses the server's token. The administrator has to set a valid one.",
  OAUTH_AUTHENTICATION_ERROR: "Toloka refuses the server's token. The administrator has to set a valid one.",
  ACCESS_DENIED: "The server's account may not do this in Toloka. The owner of the account can grant the right.",
  DOES_NOT_EXIST: "Toloka has nothing under this id. Check it, and the environment.",
  NOT_FOUND: "Toloka has nothing at this address.",
  CONFLICT_STATE: "Toloka cannot do this in the present state. Reload the pool and look at its status.",
  INAPPROPRIATE_STATUS: "The status of the pool or project forbids this. Choose an open or closed pool.",
  POOL_INAPPROPRIATE_STATUS:
    "The pool takes no tasks in its present status: an archived pool has to be cloned in Toloka first.",
  PROJECT_INAPPROPRIATE_STATUS: "The project is archived, so its pools take no tasks.",
  POOL_LOCKED_BY_ANOTHER_OPERATION: "Another operation is working on the pool. Try again when it has ended.",
  MIXER_CONFIG_REQUIRED: "The pool has no smart mixing, so it takes no single tasks. Use a pool with smart mixing.",
  EMPTY_POOL: "The pool has no tasks, so it could not be opened.",
  POOL_TASKS_COUNT_EXCEEDED: "The pool is full (1,000,000 tasks). Clone it in Toloka and use the copy.",
  POOL_TASK_SUITES_COUNT_EXCEEDED: "The pool has too many task suites. Clone it in Toloka and use the copy.",
  POOL_ASSIGNMENTS_COUNT_EXCEEDED: "The pool has too many assignments. Clone it in Toloka and use the copy.",
  POOL_ASSIGNMENTS_EXHAUSTED: "The pool has used up its assignments. Clone it in Toloka and use the copy.",
  POOL_TASK_TYPE_CONFLICT:
    "A task of this kind does not fit this pool (training pools take training tasks, free pools no general ones).",
  POOL_IS_TRAINING: "This is a training: it takes only training tasks, with a hint and correct answers.",
  ASSIGNMENTS_COUNT_CONFLICT: "More people have already taken the task than the overlap asked for.",
  NOT_ENOUGH_BALANCE: "The account has not enough money. Top it up in Toloka.",
  BILLING_NOT_SYNCHRONIZED: "Toloka's billing is not up to date. Try again later.",
  OPERATION_ALREADY_EXISTS: "Toloka has this operation already.",
  OPERATION_EXECUTION_ERROR: "Toloka failed while carrying this out. Create the task again under a new id.",
  OPERATION_LOGS_ARCHIVED: "Toloka has archived the log of this operation. Look for the task in the pool.",
  TASKS_CREATION_DOES_NOT_FIT_QUOTA: "The account's quota for new tasks is used up. Wait, or ask Toloka to raise it.",
  NEED_PHONE_CONFIRMATION: "Toloka wants the account's phone number confirmed first.",
  TOO_MANY_REQUESTS: "Toloka takes no more requests at the moment. It goes on by itself.",
  ENTITY_TOO_LARGE: "There are too many items in one request.",
  INTERNAL_ERROR: "Toloka had an internal error.",
  REMOTE_SERVICE_UNAVAILABLE: "Toloka is temporarily unavailable. It goes on by itself.",
} as const;

export type ProblemCode = keyof typeof SENTENCES;
export const problemCodes = Object.keys(SENTENCES) as ProblemCode[];

/** The sentence for a code; for an unknown one, Toloka's own message (`fallback`). */
export function sentenceFor(code: string, fallback?: string | null): string {
  if (Object.hasOwn(SENTENCES, code)) return SENTENCES[code as ProblemCode];
  if (isValidationCode(code)) return faultSentence({ code });
  return fallback ? `Toloka refused this: ${fallback}` : `Toloka refused this (${code}).`;
}

/** An error answer: `application/problem+json` (RFC 9457) with a code and the problems of fields by path. */
export const Problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  fields: z.optional(z.record(z.string(), FieldProblemSchema)),
  /** The id of the request in the server's log. */
  instance: z.optional(z.string()),
  /** The submission, if one exists. */
  submission: z.optional(z.any()),
});
export type Problem = z.infer<typeof Problem>;

/** How many faults an answer lists. Nobody corrects more at a time, and the answer stays small. */
const MAX_LISTED = 20;

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Cannot be valid",
  429: "Too many requests",
  500: "Internal error",
  502: "Toloka answered badly",
  503: "Unavailable",
  504: "Toloka did not answer in time",
};

/** Makes a problem. `detail` defaults to the code's sentence. Problems are made here only. */
export function problem(
  status: number,
  code: string,
  more: {
    detail?: string | undefined;
    fields?: Record<string, FieldProblem> | undefined;
    instance?: string;
    submission?: unknown;
  } = {},
): Problem {
  const { detail, ...rest } = more;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    type: `urn:task-desk:problem:${code.toLowerCase().replaceAll("_", "-")}`,
    title: TITLES[status] ?? "Error",
    status,
    detail: detail ?? sentenceFor(code),
    code,
    ...given,
  };
}

/** The answer 422 for faults found by Task Desk. */
export const faultsProblem = (faults: Faults): Problem =>
  problem(422, "VALIDATION_ERROR", listedFaults(SENTENCES.FIELDS_INVALID, faults));

/** Faults for an answer: the first few, and in `detail` how many more there are. */
export function listedFaults(
  detail: string,
  faults: Faults,
  sentenceOf: (fault: Fault) => string = faultSentence,
): { detail: string; fields: Record<string, FieldProblem> } {
  const all = Object.entries(faults);
  const first = all.slice(0, MAX_LISTED).map(([path, fault]) => {
    return [shortPath(path.split(".")), { code: fault.code, message: sentenceOf(fault) }] as const;
  });
  const more = all.length - first.length;
  return {
    detail: more === 0 ? detail : `${detail} The first ${MAX_LISTED} are listed; there are ${inEnglish(more)} more.`,
    fields: Object.fromEntries(first),
  };
}
