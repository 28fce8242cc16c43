import type { Problem } from "../../../../shared/api/problem.ts";
import type { FieldProblem } from "../../../../shared/faults/faults.ts";
import type { CreateSubmission, Submission } from "../../../../shared/submission.ts";
import type { TaskForm } from "../form/task-form.ts";
import type { Question } from "./question/question.ts";

export type Problems = Readonly<Record<string, FieldProblem>>;

/** What the operator asked to be created, checked and with its operation id. */
export interface Prepared {
  body: CreateSubmission & { parameters: { operation_id: string } };
  /** Of the content, see `DraftStore`. */
  fingerprint: string;
  /** Go on with a fresh form as soon as the server has taken it. */
  next: boolean;
  /** What had the focus at the press. */
  focused: Element | null;
  /** What was in the form. */
  form: TaskForm;
  /** The duplicates of this content were not looked for in time. */
  unchecked: boolean;
}

/** A submission that the server has. */
export interface Accepted {
  prepared: Prepared;
  submission: Submission;
  /** The form has gone on to another content. */
  left: boolean;
  /** It was created by a page that closed before it could say so. */
  resumed: boolean;
  /** How far a request to undo it is. `late`: it had been sent before. */
  undo: "asked" | "late" | "unreachable" | null;
}

/** The life of one creation, from the press of the button to its end. */
export type Creation =
  | { phase: "idle" }
  /** What has to be corrected first, by path. */
  | { phase: "blocked"; problems: Problems }
  /** Looking for what has to be asked. */
  | { phase: "checking"; prepared: Prepared }
  | { phase: "asking"; prepared: Prepared; question: Question }
  /** The content was edited before the question was answered. */
  | { phase: "withdrawn" }
  | { phase: "sending"; prepared: Prepared }
  | { phase: "failed"; prepared: Prepared; problem: Problem }
  | ({ phase: "followed" } & Accepted)
  | ({ phase: "ended" } & Accepted)
  /** Taken back before it was sent. */
  | { phase: "undone" };

/** The server has it. */
export const isAccepted = (creation: Creation): creation is Extract<Creation, Accepted> =>
  creation.phase === "followed" || creation.phase === "ended";

/** Nothing has been sent, as far as the page knows. */
export const canUndo = (creation: Creation): creation is { phase: "followed" } & Accepted =>
  creation.phase === "followed" && creation.submission.undo_until !== null && creation.undo !== "late";

/** The content is the server's now, and was not refused. */
export const isTaken = (creation: Creation): creation is Extract<Creation, Accepted> =>
  isAccepted(creation) && creation.submission.status !== "rejected";

/** Whether the server may have it although it said no such thing: its answer never came, or speaks of a breakdown. */
export const mayHaveArrived = ({ code, status }: Problem): boolean => code === "OFFLINE" || status >= 500;
