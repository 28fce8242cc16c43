/**
 * Everything that a span may say. There is no place for a token, a password, an id of a session, a key, a task's values or a
 * query. Names of OpenTelemetry: https://opentelemetry.io/docs/specs/semconv/
 */
export interface SpanAttributes {
  "http.request.method"?: string;
  /** The pattern of a route, which holds no ids. */
  "http.route"?: string;
  "http.response.status_code"?: number;
  "server.address"?: string;
  "db.system.name"?: "sqlite" | "postgresql";
  /** The code of the problem that was answered. */
  "desk.problem"?: string;
  "desk.operation_id"?: string;
  /** The function that asks Toloka. */
  "toloka.caller"?: string;
  /** How a request to Toloka ended: answered, refused, lost or never-left. */
  "toloka.outcome"?: string;
  /** The id that Toloka gave the request. */
  "toloka.request_id"?: string;
}

export interface SpanStart {
  name: string;
  /** Answers a request from outside, makes one, or neither. */
  kind: "server" | "client" | "internal";
  /**
   * `current`: a part of the span that is under way, or else the beginning of a trace. `only-current`: the same, but without
   * such a span nothing is recorded. `linked`: the beginning of a trace, linked to that span. `none`: without a link. An
   * object: a part of what the caller's header `traceparent` names, if it has one.
   */
  parent: "current" | "only-current" | "linked" | "none" | { traceparent: string | undefined };
  attributes: SpanAttributes;
}

/** What became known while the span was under way. */
export interface SpanEnd {
  name?: string;
  failed?: boolean;
  attributes: SpanAttributes;
}

/** Records what happens, and what belongs together, for a collector of traces. */
export interface Trace {
  /** Runs `work` as a span, which ends and fails with it. */
  span<T>(start: SpanStart, work: (learn: (end: SpanEnd) => void) => Promise<T>): Promise<T>;
  /** The header `traceparent` that makes a request a part of the span that is under way; null: there is none. */
  traceparent(): string | null;
}

const ignore = () => {};

/** Without traces nothing is recorded, and OpenTelemetry is not loaded. */
export const untraced: Trace = { span: (_start, work) => work(ignore), traceparent: () => null };
