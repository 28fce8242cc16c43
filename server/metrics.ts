import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Overview } from "../shared/api/connection.ts";

/** What `/metrics` says, in Prometheus's format: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export interface Metrics {
  /** A request to this server was answered. `route`: its pattern, which holds no ids. */
  answered(method: string, route: string, status: number, milliseconds: number): void;
  /** A request to Toloka ended. `outcome`: answered, refused, lost or never-left. */
  asked(connection: string, caller: string, outcome: string, milliseconds: number): void;
  /** `journals`: what each connection knows of the journal. `found`: by the last comparison with the pools; null: there is none. */
  text(journals: { connection: string; journal: Overview; paused: boolean; found: Found | null }[]): Promise<string>;
  contentType: string;
}

interface Found {
  counts: Record<string, number>;
  finished_at: number;
}

/** Seconds. Answers that are held for an outcome take up to a minute. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({
    name: "desk_http_request_seconds",
    help: "Requests to Task Desk, until they were answered",
    labelNames: ["method", "route", "status"],
    buckets: BUCKETS,
    registers,
  });
  const exchanges = new Histogram({
    name: "desk_toloka_request_seconds",
    help: "Requests to Toloka, until their end; outcome: answered, refused, lost or never-left",
    labelNames: ["connection", "caller", "outcome"],
    buckets: BUCKETS,
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const unfinished = gauge("desk_unfinished_submissions", "Unfinished submissions by status", ["connection", "status"]);
  const submissions = gauge("desk_submissions", "Submissions in the journal");
  const bytes = gauge("desk_journal_bytes", "Size of the journal's database");
  const creations = gauge("desk_creations", "Requests to create tasks, of all servers, within a limit of Toloka", [
    "connection",
    "limit",
  ]);
  const paused = gauge("desk_sending_paused", "1 while nothing is sent, because Toloka refuses the token", [
    "connection",
  ]);
  const differences = gauge("desk_reconciliation_differences", "Tasks that the last comparison found, by kind", [
    "connection",
    "kind",
  ]);
  const reconciled = gauge("desk_reconciliation_finished_seconds", "When the last comparison ended, since 1970", [
    "connection",
  ]);
  return {
    answered: (method, route, status, ms) => answers.observe({ method, route, status: String(status) }, ms / 1000),
    asked: (connection, caller, outcome, ms) => exchanges.observe({ connection, caller, outcome }, ms / 1000),
    async text(journals) {
      for (const { connection, journal, paused: isPaused, found } of journals) {
        for (const [status, count] of Object.entries(journal.unfinished)) unfinished.set({ connection, status }, count);
        for (const [limit, { used }] of Object.entries(journal.creations ?? {}))
          creations.set({ connection, limit }, used);
        submissions.set(journal.submissions);
        bytes.set(journal.bytes);
        for (const [kind, count] of Object.entries(found?.counts ?? {})) differences.set({ connection, kind }, count);
        if (found !== null) reconciled.set({ connection }, found.finished_at / 1000);
        paused.set({ connection }, isPaused ? 1 : 0);
      }
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
