import { LIMITS } from "../task.ts";
import { grouped } from "../values/counts.ts";

/** How many faults an answer lists. Nobody corrects more at a time, and the answer stays small. */
export const MAX_LISTED = 20;

/**
 * The codes of Task Desk and of Toloka, each with a sentence for the operator: what happened and what to do. Toloka's
 * names are from toloka-kit 1.2.2 (`error_codes.py`) and reported answers.
 */
export const en = {
  // Task Desk's own
  INVALID_JSON: "The request is not valid JSON.",
  KEY_NOT_ALLOWED: "The JSON contains a key that is not allowed. Remove it.",
  LONE_SURROGATE: "A text contains half of a character. Type it again.",
  NESTED_TOO_DEEP: "The JSON is nested too deep.",
  REPEATED_KEY: "A key occurs twice in one JSON object. Remove one of them.",
  TOO_MANY_VALUES: "The JSON contains too many values for one request.",
  BUSY: "The server is busy with large requests. Try again in a few seconds.",
  INVALID_REQUEST: "The request doesn't match the API.",
  NO_SUCH_ROUTE: "Page not found.",
  METHOD_NOT_ALLOWED: "This address doesn't support this method.",
  BODY_TOO_LARGE: `The request is larger than ${grouped(LIMITS.bodyBytes)} bytes. Limits for a task: ${grouped(LIMITS.inputValuesBytes)} bytes of input values, ${grouped(LIMITS.outputValuesBytes)} of output values, ${grouped(LIMITS.otherBytes)} of everything else.`,
  UNSUPPORTED_MEDIA_TYPE: "Send JSON with Content-Type: application/json.",
  HOST_NOT_ALLOWED: "Host not allowed. Open Task Desk at its own address, or add this host to ALLOWED_HOSTS.",
  ORIGIN_NOT_ALLOWED: "Requests from other websites are not allowed.",
  NO_SUCH_SUBMISSION: "Submission not found.",
  OPERATION_ID_REUSED:
    "This operation ID was already used for another task. Nothing was sent. Use a new ID to create this task too.",
  STEP_NOT_ALLOWED: "The submission's status has changed, so this is no longer possible.",
  MAY_HAVE_ARRIVED: "Can't cancel: a request may have reached Toloka, so the task may exist.",
  JOURNAL_UNAVAILABLE: "The journal can't be written, so no tasks are accepted. The reason is at /api/health.",
  ON_HOLD: "The journal was restored or copied. Nothing is sent until an administrator releases the hold.",
  TOLOKA_UNREACHABLE: "Toloka can't be reached at the moment.",
  TOLOKA_TOKEN_REFUSED: "Toloka rejected the token. Update TOLOKA_TOKEN.",
  WAITING_FOR_PACE: "Queued: Toloka's request limit is reached.",
  ANSWER_LOST: "Toloka's response was lost. Checking whether the task exists…",
  UNCERTAIN:
    "Toloka's response was lost, and the task was not found. Choose: the task exists, or send again (which may create a duplicate).",
  OPERATION_FAILED: "The operation failed in Toloka without a reason. Create the task again with a new operation ID.",
  OPERATION_UNKNOWN: "Toloka no longer has the result of this operation. Look for the task in the pool first.",
  INTERNAL: "Internal error. Search the server's log for the request ID.",
  PROBE_OFF: "The public access check is turned off (MEDIA_PROBE).",
  SERVER_STOPPING: "Task Desk is restarting. Try again in a moment.",
  POOL_UNKNOWN: "Pool not found. Check the ID, the account and the environment.",
  METRICS_KEY_REFUSED: "/metrics needs its key (METRICS_KEY), or a program on this machine.",
  NOT_SIGNED_IN: "Sign in first.",
  SIGN_IN_FAILED: "The name or the password is wrong.",
  SIGN_IN_BUSY: "Many people sign in at the moment. Try again in a few seconds.",
  SIGN_IN_OFF: "Sign-in is turned off (SIGN_IN).",
  TOO_MANY_ATTEMPTS: "Too many failed attempts. Try again later.",
  API_KEY_REFUSED: "The API key is unknown, expired or revoked.",
  ROLE_TOO_LOW: "Your role doesn't allow this. Ask an administrator.",
  SESSION_REQUIRED: "An API key isn't enough for this. Sign in on the page.",
  INVITATION_INVALID: "This link was used or has expired. Ask an administrator for a new one.",
  PASSWORD_WRONG: "The current password is wrong.",
  PASSWORD_TOO_EASY: "This password is too easy to guess: it contains your name or hardly any different characters.",
  NAME_TAKEN: "Somebody already has this name. Choose another one.",
  NO_SUCH_PERSON: "Person not found.",
  NO_SUCH_SESSION: "Session not found. It may have ended already.",
  NO_SUCH_KEY: "API key not found. It may have been revoked already.",
  PERSON_DISABLED: "This person is disabled. Enable the person first.",
  LAST_ADMINISTRATOR: "This is the only administrator. Make somebody else an administrator first.",
  // Toloka's
  VALIDATION_ERROR: "Toloka rejected some values. Correct the marked fields.",
  AUTHENTICATION_ERROR: "Toloka rejected the token. Update TOLOKA_TOKEN.",
  OAUTH_AUTHENTICATION_ERROR: "Toloka rejected the token. Update TOLOKA_TOKEN.",
  ACCESS_DENIED: "The Toloka account has no permission for this.",
  DOES_NOT_EXIST: "Not found in Toloka. Check the ID and the environment.",
  NOT_FOUND: "Not found in Toloka.",
  CONFLICT_STATE: "Toloka can't do this in the current status. Refresh the pool.",
  INAPPROPRIATE_STATUS: "The status of the pool or project doesn't allow this.",
  POOL_INAPPROPRIATE_STATUS: "The pool's status doesn't allow new tasks. An archived pool has to be cloned in Toloka.",
  PROJECT_INAPPROPRIATE_STATUS: "The project is archived. Its pools take no tasks.",
  POOL_LOCKED_BY_ANOTHER_OPERATION: "Another operation is running on the pool. Try again when it has finished.",
  MIXER_CONFIG_REQUIRED: "The pool has no smart mixing, so it takes no single tasks. Use a pool with smart mixing.",
  EMPTY_POOL: "The pool has no tasks, so it can't be opened.",
  POOL_TASKS_COUNT_EXCEEDED: "The pool has reached 1,000,000 tasks. Clone it in Toloka and use the clone.",
  POOL_TASK_SUITES_COUNT_EXCEEDED:
    "The pool has reached the limit of task suites. Clone it in Toloka and use the clone.",
  POOL_ASSIGNMENTS_COUNT_EXCEEDED:
    "The pool has reached the limit of assignments. Clone it in Toloka and use the clone.",
  POOL_ASSIGNMENTS_EXHAUSTED: "The pool has no assignments left. Clone it in Toloka and use the clone.",
  POOL_TASK_TYPE_CONFLICT:
    "The pool doesn't take tasks of this type. Training pools take only training tasks, unpaid pools no general tasks.",
  POOL_IS_TRAINING: "The pool is a training. It takes only training tasks, with a known solution and a hint.",
  ASSIGNMENTS_COUNT_CONFLICT: "The task already has more assignments than the new overlap.",
  NOT_ENOUGH_BALANCE: "Not enough money in the Toloka account. Top it up.",
  BILLING_NOT_SYNCHRONIZED: "Toloka's billing is not up to date. Try again later.",
  OPERATION_ALREADY_EXISTS: "Toloka already has this operation.",
  OPERATION_EXECUTION_ERROR: "The operation failed in Toloka. Create the task again with a new operation ID.",
  OPERATION_LOGS_ARCHIVED: "Toloka has archived the operation's log. Look for the task in the pool.",
  TASKS_CREATION_DOES_NOT_FIT_QUOTA: "The account's quota for new tasks is used up. Wait, or ask Toloka to raise it.",
  NEED_PHONE_CONFIRMATION: "Confirm the account's phone number in Toloka.",
  TOO_MANY_AT_ONCE: "Too many of your requests are under way. Try again in a few seconds.",
  TOO_MANY_PAGES: "Too many open pages. Close some of them.",
  TOO_MANY_REQUESTS: "Toloka's request limit is reached. Retrying…",
  ENTITY_TOO_LARGE: "Too many items in one request.",
  INTERNAL_ERROR: "Internal error in Toloka.",
  REMOTE_SERVICE_UNAVAILABLE: "Toloka is temporarily unavailable. Retrying…",
};

/** Sentences that are combined with others. */
export const combined = {
  FIELDS_INVALID: "Some fields are invalid.",
  ONLY_FIRST: `Only the first ${MAX_LISTED} are listed.`,
  IN_ALL: "In all:",
  REFUSED: "Toloka refused the request",
  OPENING_FAILED: "The task was created, but the pool was not opened.",
};
