import { v4 as uuid } from "uuid";
import { problem } from "../../shared/api/problem.ts";
import {
  FINDING_KINDS,
  type Finding,
  type FindingKind,
  type Reconciliation,
  type ReconciliationState,
} from "../../shared/api/reconciliation/reconciliation-routes.ts";
import type { Result } from "../result.ts";
import { listFindings } from "./findings-table.ts";
import { type ComparisonParts, LEASE_MS, runComparison } from "./run-comparison.ts";
import { claimRun, dropRunClaims, findRun, insertRun, type RunRow, releaseRun, shownRun } from "./run-table.ts";
import { isDue } from "./schedule.ts";

/** The pools that are compared: those of submissions of so many days, so many at most. */
const USED_DAYS = 30;
const MOST_POOLS = 200;
const DAY_MS = 86_400_000;
/** What is younger is not compared: it may not be finished, or not everywhere in Toloka, and clocks differ. */
const MARGIN_MS = 900_000;
/** After a start that finds an unfinished comparison, and between two looks for one that is due or that another server has left. */
const FIRST_MS = 2_000;
const EVERY_MS = 30_000;
/** Findings of an export that are read at once. */
const EXPORT_PAGE = 1_000;
/** The share of the requests to Toloka that a comparison takes. */
const SHARE = 0.02;

/** What the HTTP layer can do with comparisons of a connection. */
export interface Reconciliations {
  state(): Promise<ReconciliationState>;
  /** Starts a comparison. 200: one runs already. */
  start(operator: string): Promise<Result<{ status: 200 | 202; value: Reconciliation }>>;
  /** Findings of a comparison; without `runId`, of the one that was started last. */
  findings(asked: {
    run_id: string | undefined;
    kind: FindingKind | undefined;
    above: number;
    limit: number;
  }): Promise<Finding[]>;
  pages(asked: { run_id: string | undefined; kind: FindingKind | undefined }): AsyncIterable<Finding[]>;
  /** How many differences the last finished comparison found, by kind, and when it ended (milliseconds); null: there is none. */
  found(): Promise<{ counts: Record<FindingKind, number>; finished_at: number } | null>;
  stop(): Promise<void>;
}

/** The least time between two requests of a comparison, in milliseconds. `ratePerSecond` 0: requests are not paced. */
const gapOf = (ratePerSecond: number): number => (ratePerSecond === 0 ? 50 : 1_000 / (ratePerSecond * SHARE));

/**
 * Compares the journal with the pools of a connection in the background. `everyHours` 0: only when somebody asks for it. Of all
 * servers, one compares at a time; another goes on where it was left.
 */
export async function openReconciliation(
  options: Omit<ComparisonParts, "gapMs"> & { ratePerSecond: number; everyHours: number },
): Promise<Reconciliations> {
  const { db, toloka, journal, log, everyHours } = options;
  if (db.engine === "sqlite") await dropRunClaims(db);
  const parts = { ...options, gapMs: gapOf(options.ratePerSecond) };
  const stopped = new AbortController();
  const openedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let wanted = false;

  async function insert(upstream: string, askedBy: string | null): Promise<RunRow | null> {
    const now = toloka.clock.earliest();
    const pools = await journal.usedPools(Date.now() - USED_DAYS * DAY_MS, MOST_POOLS * 10);
    const left = Math.max(0, pools.length - MOST_POOLS);
    const run = { upstream, asked_by: askedBy, compared_before: Math.floor(now - MARGIN_MS), pools_left_out: left };
    return insertRun(db, run, pools.slice(0, MOST_POOLS));
  }
  async function insertIfDue(upstream: string): Promise<void> {
    const sinceStart = performance.now() - openedAt;
    if (!isDue(everyHours, { sinceStart, lastStart: null, now: Date.now() })) return;
    const [running, last] = await Promise.all([findRun(db, upstream, "running"), findRun(db, upstream, "last")]);
    const lastStart = last?.started_at ?? null;
    if (running === null && isDue(everyHours, { sinceStart, lastStart, now: Date.now() })) await insert(upstream, null);
  }
  async function look(): Promise<void> {
    const upstream = journal.account();
    if (upstream === null) return;
    await insertIfDue(upstream);
    if ((await findRun(db, upstream, "running")) === null) return;
    const claim = uuid();
    const run = await claimRun(db, upstream, claim, LEASE_MS);
    if (run === null) return;
    try {
      await runComparison(parts, run, claim, stopped.signal);
    } finally {
      await releaseRun(db, claim);
    }
  }
  /** One look at a time; a wake during one leads to exactly one more. */
  function wake(): void {
    if (stopped.signal.aborted || wanted) return;
    wanted = true;
    running = running.then(async () => {
      wanted = false;
      clearTimeout(timer);
      await look().catch((error: Error) =>
        log("warn", "The journal could not be compared with the pools", { reason: error.message }),
      );
      if (!stopped.signal.aborted) timer = setTimeout(wake, EVERY_MS).unref();
    });
  }
  const upstreamNow = () => journal.account() ?? "";
  const left = await findRun(db, upstreamNow(), "running");
  timer = setTimeout(wake, left === null ? EVERY_MS : FIRST_MS).unref();

  async function runIdOf(asked: string | undefined): Promise<string> {
    if (asked !== undefined) return asked;
    const upstream = upstreamNow();
    return ((await findRun(db, upstream, "running")) ?? (await findRun(db, upstream, "last")))?.run_id ?? "";
  }
  const shown = async (which: "running" | "last") => {
    const row = await findRun(db, upstreamNow(), which);
    return row && shownRun(db, row);
  };

  return {
    async state() {
      const [now, last] = await Promise.all([shown("running"), shown("last")]);
      return { every_hours: everyHours, running: now, last };
    },
    async start(operator) {
      const upstream = journal.account();
      if (upstream === null) return { ok: false, problem: problem(503, "TOLOKA_UNREACHABLE") };
      const inserted = await insert(upstream, operator);
      wake();
      const row = inserted ?? (await findRun(db, upstream, "running")) ?? (await findRun(db, upstream, "last"));
      if (row === null) return { ok: false, problem: problem(503, "TOLOKA_UNREACHABLE") };
      return { ok: true, value: { status: inserted === null ? 200 : 202, value: await shownRun(db, row) } };
    },
    findings: async ({ run_id, ...asked }) => listFindings(db, await runIdOf(run_id), asked),
    async *pages({ run_id, kind }) {
      const id = await runIdOf(run_id);
      for (let above = 0; ; ) {
        const items = await listFindings(db, id, { kind, above, limit: EXPORT_PAGE });
        if (items.length > 0) yield items;
        if (items.length < EXPORT_PAGE) return;
        above = items.at(-1)!.seq;
      }
    },
    async found() {
      const last = await shown("last");
      if (last?.finished_at == null) return null;
      const count = (kind: FindingKind) => last.pools.reduce((sum, pool) => sum + pool[kind], 0);
      const counts = Object.fromEntries(FINDING_KINDS.map((kind) => [kind, count(kind)]));
      return { counts: counts as Record<FindingKind, number>, finished_at: Date.parse(last.finished_at) };
    },
    async stop() {
      stopped.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
