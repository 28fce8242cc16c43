import { messageOf } from "../failures.ts";

/** SQLSTATE of a server's error, or the code of a system error (`ECONNREFUSED`), or undefined. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

/** The transaction was rolled back because of concurrent ones, or because it was idle (25P03). It may succeed when repeated. */
export const isConflict = (error: unknown): boolean =>
  ["40001", "40P01", "55P03", "25P03"].includes(codeOf(error) ?? "");

/**
 * The server or the connection failed, not the statement. Classes: 08 connection, 53 out of disk space or connections,
 * 57 shutting down, starting or cancelled, 58 disk errors, XX internal errors; and a standby that is not yet the primary.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  // Errors of `pg` about the connection ("Connection terminated unexpectedly") have no code.
  if (code === undefined) return !(error instanceof TypeError);
  if (code === "0A000") return messageOf(error).includes("recovery");
  return /^(08|53|57|58|XX)...$/.test(code) || /^(E[A-Z]+|EAI_AGAIN)$/.test(code);
}

/** One line about an error, for people. An `AggregateError` (one host, several addresses) has no message. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(", ");
  return messageOf(error);
}
