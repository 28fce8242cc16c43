import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Overview } from "../shared/api/connection.ts";

/** What `/metrics` says, in Prometheus's format: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export interface Metrics {
  /** A request to this server was answered. `route`: its pattern, which holds no ids. */
  answered(method: string, route: string, status: number, milliseconds: number): void;
  /** A request to Toloka ended. `outcome`: answered, refused, lost or never-left. */
  asked(caller: string, outcome: string, milliseconds: number): void;
  text(journal: Overview, paused: boolean): Promise<string>;
  contentType: string;
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
    labelNames: ["caller", "outcome"],
    buckets: BUCKETS,
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const unfinished = gauge("desk_unfinished_submissions", "Unfinished submissions by status", ["status"]);
  const submissions = gauge("desk_submissions", "Submissions in the journal");
  const bytes = gauge("desk_journal_bytes", "Size of the journal's database");
  const creations = gauge("desk_creations", "Requests to create tasks, of all servers, within a limit of Toloka", [
    "limit",
  ]);
  const paused = gauge("desk_sending_paused", "1 while nothing is sent, because Toloka refuses the token");
  return {
    answered: (method, route, status, ms) => answers.observe({ method, route, status: String(status) }, ms / 1000),
    asked: (caller, outcome, ms) => exchanges.observe({ caller, outcome }, ms / 1000),
    async text(journal, isPaused) {
      for (const [status, count] of Object.entries(journal.unfinished)) unfinished.set({ status }, count);
      submissions.set(journal.submissions);
      bytes.set(journal.bytes);
      for (const [limit, { used }] of Object.entries(journal.creations ?? {})) creations.set({ limit }, used);
      paused.set(isPaused ? 1 : 0);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
