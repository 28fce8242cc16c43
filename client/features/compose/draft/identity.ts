import { canonicalJson, type Json } from "../../../../shared/values/json.ts";
import type { TaskForm } from "../form/task-form.ts";

/** The id under which a content was sent, so that the same content is always sent under the same id. */
interface Sent {
  content: string;
  operation_id: string;
}

/**
 * What is kept on this device while a task is typed. `operation_id` belongs to `content`, a fingerprint of the task
 * and its parameters; `own_id`: the operator typed it, so it stays.
 */
export interface Draft {
  operation_id: string;
  own_id: boolean;
  content: string;
  sent: Sent[];
  form: TaskForm;
  /** Milliseconds since 1970. */
  saved_at: number;
  /** The submission whose task is stopped once this one exists ("Correct and replace"). */
  replaces: string | null;
  /** What was typed into fields that the project no longer has, by their ids: part of no task, and still to be read. */
  gone: Record<string, string>;
}

/** More contents than one draft is ever sent with before something is created from it. */
const SENT_KEPT = 20;

/** FNV-1a twice, 64 bits. Two contents with one fingerprint cost a refusal by the server, no duplicate. */
export function contentFingerprint(content: Json): string {
  const text = canonicalJson(content);
  let low = 0x811c9dc5;
  let high = 0x01234567;
  for (let index = 0; index < text.length; index++) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(index) ^ (low >>> 16), 0x01000193);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

export type Identity = Pick<Draft, "operation_id" | "own_id" | "content" | "sent" | "replaces" | "gone">;

/** The id for a content: the one it had or was sent under, else a new one. An id that the operator typed stays. */
export function identify<T extends Identity>(draft: T, content: string, newId: () => string): T {
  if (draft.content === content) return draft;
  const sent = draft.sent.find((one) => one.content === content);
  if (sent !== undefined) return { ...draft, content, operation_id: sent.operation_id, own_id: false };
  const used = draft.sent.some((one) => one.operation_id === draft.operation_id);
  if (draft.own_id && !used) return { ...draft, content };
  return { ...draft, content, operation_id: newId(), own_id: false };
}

/** Remembers that the draft's content is about to be sent under its id. */
export function markSent<T extends Identity>(draft: T): T {
  const { content, operation_id, sent } = draft;
  if (sent.some((one) => one.content === content && one.operation_id === operation_id)) return draft;
  return {
    ...draft,
    sent: [...sent.filter((one) => one.content !== content), { content, operation_id }].slice(-SENT_KEPT),
  };
}

/**
 * What was sent under an id has arrived. The content in the form keeps its id; typed again later, it is another task, about
 * which the operator is asked.
 */
export const forgetSent = <T extends Identity>(draft: T, operationId: string): T => ({
  ...draft,
  sent: draft.sent.filter(({ operation_id }) => operation_id !== operationId),
});

/** Another id for the same content: the operator wants another task like it. */
export const renew = <T extends Identity>(draft: T, newId: () => string): T => ({
  ...draft,
  operation_id: newId(),
  own_id: false,
  sent: draft.sent.filter(({ content }) => content !== draft.content),
});
