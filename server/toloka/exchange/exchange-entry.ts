import type { Attempt } from "../../../shared/submission.ts";
import type { Json } from "../../../shared/values/json.ts";
import type { Outcome } from "./exchange.ts";

/** A timeline entry for one exchange with Toloka. */
export type ExchangeEntry = Pick<
  Attempt,
  "action" | "request" | "http_status" | "outcome" | "milliseconds" | "request_id" | "detail"
>;

/** The entry for an exchange. It holds no headers, and no body but Toloka's refusal. */
export function exchangeEntry(action: string, request: string, outcome: Outcome<unknown>): ExchangeEntry {
  const common = { action, request, milliseconds: outcome.ms, detail: null };
  if (outcome.kind === "answered")
    return { ...common, http_status: outcome.status, outcome: "answered", request_id: outcome.request_id };
  if (outcome.kind === "refused") {
    const { code, message, request_id } = outcome.error;
    return {
      ...common,
      detail: outcome.error as Json,
      http_status: outcome.status,
      outcome: message ? `${code}: ${message}` : code,
      request_id: request_id ?? null,
    };
  }
  const status = outcome.kind === "lost" ? outcome.status : null;
  const words = outcome.kind === "lost" ? `response lost (${outcome.reason})` : `not sent (${outcome.reason})`;
  return { ...common, http_status: status, outcome: words, request_id: null };
}
