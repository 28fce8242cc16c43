import type { Finding, reconciliationRoutes } from "../../shared/api/reconciliation/reconciliation-routes.ts";
import type { Reconciliations } from "../reconciliation/reconciliation.ts";
import { BYTE_ORDER_MARK, lineOf } from "./answers/export.ts";
import type { Handlers } from "./mount.ts";

/** The handlers of `reconciliation-routes`. */
export function reconciliationHandlers(
  reconciliations: Reconciliations,
): Pick<Handlers, keyof typeof reconciliationRoutes> {
  return {
    getReconciliation: async () => ({ ok: true, value: await reconciliations.state() }),
    startReconciliation: async (_input, { operator, note }) => {
      const started = await reconciliations.start(operator);
      if (!started.ok) return started;
      const { status, value } = started.value;
      note({ subject: value.run_id, after: { pools: value.pools.length } });
      return { ok: true, value, status };
    },
    listFindings: async ({ query: { run_id, kind, cursor, limit } }) => {
      const found = await reconciliations.findings({ run_id, kind, above: cursor, limit: limit + 1 });
      const items = found.slice(0, limit);
      return {
        ok: true,
        value: { items, next_cursor: found.length > limit ? String(items.at(-1)!.seq) : null },
      };
    },
    exportFindings: async ({ query: { run_id, kind } }) => ({
      ok: true,
      download: {
        type: "text/csv; charset=utf-8",
        name: `reconciliation-${new Date().toISOString().slice(0, 10)}.csv`,
        parts: csvOf(reconciliations.pages({ run_id, kind })),
      },
    }),
  };
}

const COLUMNS = [
  "kind",
  "pool_id",
  "task_id",
  "task_created_at",
  "operation_id",
  "status",
] as const satisfies (keyof Finding)[];

async function* csvOf(pages: AsyncIterable<Finding[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + lineOf(COLUMNS);
  for await (const page of pages)
    yield page.map((finding) => lineOf(COLUMNS.map((column) => finding[column] ?? ""))).join("");
}
