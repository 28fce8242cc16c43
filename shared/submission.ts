import * as z from "zod/mini";
import { FieldProblemSchema } from "./faults/faults.ts";
import { AskedParameters, CreatedTask, CreateTaskParameters, Task } from "./task.ts";
import { Operation } from "./toloka.ts";
import { json } from "./values/schemas.ts";

/** The statuses of a submission; `STEPS` says how they change. */
export const STATUSES = ["queued", "sending", "waiting", "created", "rejected", "uncertain", "cancelled"] as const;
export type Status = (typeof STATUSES)[number];

/**
 * Every permitted step. The journal enforces this table in the SQL that changes a row's status.
 * `sending → queued`: the request never left, or may be repeated under its id (asynchronous mode).
 * `waiting → queued`: Toloka does not know the operation after all; the same id is sent again.
 * `waiting → uncertain`: the operation ended, its log is gone, and the task was not found.
 * `uncertain → created`: the task was found, or an operator says so; `uncertain → queued`: only by an operator.
 */
export const STEPS: Record<Status, readonly Status[]> = {
  queued: ["sending", "cancelled", "rejected"],
  sending: ["queued", "waiting", "created", "rejected", "uncertain"],
  waiting: ["created", "rejected", "queued", "uncertain"],
  uncertain: ["queued", "created"],
  created: [],
  rejected: [],
  cancelled: [],
};

/** The statuses from which a submission may change to `to`. */
export const statusesBefore = (to: Status): Status[] => STATUSES.filter((from) => STEPS[from].includes(to));

export const isFinal = (status: Status): boolean => STEPS[status].length === 0;
/** Whether the sender continues with it by itself. */
export const isMoving = (status: Status): boolean =>
  status === "queued" || status === "sending" || status === "waiting";

const ENVIRONMENTS = ["built-in", "sandbox", "production", "custom"] as const;
export const Environment = z.enum(ENVIRONMENTS);
export type Environment = z.infer<typeof Environment>;

/** Why a submission was rejected or has to wait, with Toloka's code if Toloka refused it. */
export const SubmissionError = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.optional(z.record(z.string(), FieldProblemSchema)),
  /** The id of the request, for Toloka's support. */
  request_id: z.optional(z.string()),
});
export type SubmissionError = z.infer<typeof SubmissionError>;

/** How the assignment of a created task was stopped. */
export const Stop = z.object({
  at: z.string(),
  /** The operator; null: another task has replaced it. */
  by: z.nullable(z.string()),
  /** The overlap since then: the number of assignments taken. null: Toloka has not confirmed the stop. */
  overlap: z.nullable(z.number()),
  /** The overlap before the stop, which resuming restores. */
  before: z.object({ overlap: z.nullable(z.number()), infinite_overlap: z.boolean() }),
});
export type Stop = z.infer<typeof Stop>;

/** Whether Toloka has confirmed that the task is no longer assigned. */
export const isStopped = ({ overlap }: Stop): boolean => overlap !== null;

/** Whether resuming has an effect: the former overlap exceeds the assignments taken, and no task has replaced it. */
export const canResume = ({ by, overlap, before }: Stop): boolean =>
  by !== null && overlap !== null && (before.infinite_overlap || (before.overlap ?? 0) > overlap);

const common = {
  operation_id: z.string(),
  status: z.enum(STATUSES),
  environment: Environment,
  /** The connection that sends it; null: it is for another Toloka or account than those that the server is connected to. */
  connection: z.nullable(z.string()),
  parameters: CreateTaskParameters,
  operation: z.nullable(Operation),
  error: z.nullable(SubmissionError),
  /** How many creation requests were or may have been sent. */
  attempts: z.number(),
  /** When the sender continues; ISO 8601. null: it does not wait. */
  next_at: z.nullable(z.string()),
  /** Until when nothing is sent, so that it can be cancelled; ISO 8601. null: it was sent without a delay, or it has gone on. */
  undo_until: z.nullable(z.string()),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.string(),
  /** For another Toloka or account than those that the server is connected to: it waits. */
  foreign: z.boolean(),
  /** The submission whose task this one replaces, and whether that task has been stopped. */
  replaces: z.nullable(z.object({ operation_id: z.string(), stopped: z.boolean() })),
  replaced_by: z.nullable(z.string()),
  /** null: the created task was not stopped, or none exists. `created_task` stays as Toloka returned it at first. */
  stopped: z.nullable(Stop),
};

/** An operator's request to create one task. */
export const SingleSubmission = z.object({ ...common, task: Task, created_task: z.nullable(CreatedTask) });
export type SingleSubmission = z.infer<typeof SingleSubmission>;

/** A part of an import: one request that creates many tasks. */
export const PartSubmission = z.object({
  ...common,
  tasks: z.array(Task),
  created_tasks: z.array(CreatedTask),
  import_id: z.string(),
});
export type PartSubmission = z.infer<typeof PartSubmission>;

export const Submission = z.union([SingleSubmission, PartSubmission]);
export type Submission = z.infer<typeof Submission>;

/** The tasks of a submission of either kind. */
export const tasksOf = (submission: Submission): Task[] =>
  "task" in submission ? [submission.task] : submission.tasks;

/** The request to create one task. `replaces`: the submission whose task is stopped once this one exists. */
export const CreateSubmission = z.strictObject(
  {
    task: Task,
    parameters: z.optional(AskedParameters),
    replaces: z.optional(z.string().check(z.regex(/^[\w-]{1,64}$/, "ENTITY_DOES_NOT_EXIST"))),
  },
  "OBJECT_EXPECTED",
);
export type CreateSubmission = z.infer<typeof CreateSubmission>;

/** A timeline entry of a submission. */
export const Attempt = z.object({
  at: z.string(),
  /**
   * What was done: `send`, `poll`, `log`, `read`, `look`, `stop`, `resume`, `hold`, or an operator's `retry`, `cancel`,
   * `settle`.
   */
  action: z.string(),
  /** Method and path of the request, without headers. */
  request: z.nullable(z.string()),
  /** The status of the HTTP answer, if one came. */
  http_status: z.nullable(z.number()),
  /** The outcome as text. */
  outcome: z.string(),
  milliseconds: z.nullable(z.number()),
  request_id: z.nullable(z.string()),
  /** The operator, if one did it. */
  by: z.nullable(z.string()),
  detail: z.nullable(json),
});
export type Attempt = z.infer<typeof Attempt>;
