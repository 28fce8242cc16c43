import { AuditEntry, type auditRoutes } from "../../../shared/api/audit/audit-routes.ts";
import { problem } from "../../../shared/api/problem.ts";
import { stringifyJson } from "../../../shared/values/json.ts";
import type { Audit } from "../../audit/audit.ts";
import { BYTE_ORDER_MARK, lineOf } from "../answers/export.ts";
import type { Handlers } from "../mount.ts";

/** The handlers of `audit-routes`. `audit` is null without sign-in. */
export function auditHandlers(audit: Audit | null): Pick<Handlers, keyof typeof auditRoutes> {
  const off = { ok: false as const, problem: problem(404, "SIGN_IN_OFF") };
  return {
    listAudit: async ({ query: { limit, cursor, ...filter } }) =>
      audit === null ? off : { ok: true, value: await audit.list(filter, cursor === 0 ? null : cursor, limit) },
    exportAudit: async ({ query: { format, ...filter } }) => {
      if (audit === null) return off;
      const name = `audit-${new Date().toISOString().slice(0, 10)}.${format}`;
      const pages = audit.pages(filter);
      const download =
        format === "csv"
          ? { type: "text/csv; charset=utf-8", name, parts: csvOf(pages) }
          : { type: "application/x-ndjson", name, parts: linesOf(pages) };
      return { ok: true, download };
    },
    verifyAudit: async () => (audit === null ? off : { ok: true, value: await audit.verify() }),
  };
}

async function* linesOf(pages: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((entry) => `${stringifyJson(entry)}\n`).join("");
}

const COLUMNS = Object.keys(AuditEntry.shape) as (keyof AuditEntry)[];

async function* csvOf(pages: AsyncIterable<AuditEntry[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + lineOf(COLUMNS);
  for await (const page of pages)
    yield page.map((entry) => lineOf(COLUMNS.map((column) => String(entry[column] ?? "")))).join("");
}
