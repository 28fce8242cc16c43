import { type DestinationStream, pino } from "pino";
import type { LogLevel } from "./settings/config.ts";

/** Writes one line to the log. */
export type Log = (level: "debug" | "info" | "warn" | "error", message: string, fields?: object) => void;

/**
 * Opens the log: JSON lines on standard error. The tokens are not passed to anything that logs. If one appears in an error text
 * all the same, it is replaced.
 */
export function openLog(
  level: LogLevel,
  tokens: (() => string)[],
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  const withoutTokens = (line: string): string =>
    tokens.reduce((text, token) => text.replaceAll(token(), "[token]"), line);
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: withoutTokens } },
    destination,
  );
  return (severity, message, fields = {}) => logger[severity](fields, message);
}
