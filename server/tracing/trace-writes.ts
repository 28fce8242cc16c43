import type { Db } from "../db/db.ts";
import type { SpanStart, Trace } from "./trace.ts";

/**
 * The same database, whose writes are spans: from the call until they are on disk. Those of loops and timers, which belong to
 * nothing that is under way, are not recorded.
 */
export function traceWrites(db: Db, trace: Trace): Db {
  const start: SpanStart = {
    name: "journal write",
    kind: "client",
    parent: "only-current",
    attributes: { "db.system.name": db.engine === "sqlite" ? "sqlite" : "postgresql" },
  };
  return {
    ...db,
    write: (unit) => trace.span(start, () => db.write(unit)),
    execute: (text, values, options) => trace.span(start, () => db.execute(text, values, options)),
  };
}
