import { type DestinationStream, pino } from "pino";
import type { LogLevel } from "./config.ts";

/** Writes one line to the log. */
export type Log = (level: "debug" | "info" | "warn" | "error", message: string, fields?: object) => void;

/**
 * The log: JSON lines on standard error, standard output being for people. The token is passed to nothing that logs; should
 * it come back in somebody's error text all the same, it is cut out of the line.
 */
export function openLog(
  level: LogLevel,
  token: (() => string) | null,
  destination: DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log {
  const withoutToken = (line: string): string => (token ? line.replaceAll(token(), "[token]") : line);
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: withoutToken } },
    destination,
  );
  return (severity, message, fields = {}) => logger[severity](fields, message);
}
