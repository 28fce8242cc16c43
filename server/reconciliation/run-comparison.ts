import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "../db/db.ts";
import type { Log } from "../log.ts";
import type { Comparable } from "../submissions/comparable.ts";
import type { Toloka } from "../toloka/client.ts";
import { compareStep } from "./compare-step.ts";
import { finishRun, givePoolUp, nextPool, type RunRow, renewRun, saveStep, setWaiting, shownRun } from "./run-table.ts";

/** How long a claim holds a comparison unless it is renewed, and how often it is, in milliseconds. */
export const LEASE_MS = 60_000;
const RENEW_MS = 15_000;
/** The waits while Toloka cannot be read, in milliseconds. */
const WAITS_MS = [10_000, 30_000, 60_000, 300_000];

export interface ComparisonParts {
  /** The connection's name. */
  name: string;
  db: Db;
  toloka: Toloka;
  journal: Comparable;
  /** The least time between two requests, milliseconds. */
  gapMs: number;
  log: Log;
}

/**
 * Compares the pools of a claimed comparison one after another, each from where it was left, until all are done, the claim is
 * lost, or `stopped` aborts.
 */
export async function runComparison(
  parts: ComparisonParts,
  run: RunRow,
  claim: string,
  stopped: AbortSignal,
): Promise<void> {
  const { db, toloka, journal, gapMs, log } = parts;
  const lost = new AbortController();
  const ended = AbortSignal.any([stopped, lost.signal]);
  const renewing = setInterval(() => {
    renewRun(db, claim, LEASE_MS).then(
      (held) => held || lost.abort(),
      // The lease ends by itself.
      (error: Error) => log("warn", "The lease of a comparison could not be renewed", { reason: error.message }),
    );
  }, RENEW_MS);
  const rest = (ms: number) => sleep(ms, undefined, { signal: ended }).catch(() => {});
  /** The turn of the next request, or the end. It leaves no listener behind: there may be very many turns. */
  const turn = () =>
    new Promise<void>((resolve) => {
      const done = () => {
        ended.removeEventListener("abort", done);
        resolve();
      };
      ended.addEventListener("abort", done);
      if (ended.aborted) done();
      else void journal.pace().then(done);
    });
  const pace = async () => {
    await rest(gapMs);
    await turn();
  };

  /** Compares one pool to its end. False: the comparison has ended before. */
  async function comparePool(found: NonNullable<Awaited<ReturnType<typeof nextPool>>>): Promise<boolean> {
    const { pool_id, position } = found;
    const bounds = await journal.boundsOf(pool_id);
    let pool = found;
    for (let failures = 0; !ended.aborted; ) {
      const range = { above: pool.compared_to, bounds, before: run.compared_before };
      const stepped = await compareStep({ toloka, journal, pace }, pool_id, range);
      if (ended.aborted) return false;
      if (stepped.kind === "compared") {
        failures = 0;
        const saved = await saveStep(db, claim, { ...pool, run_id: run.run_id }, stepped.step);
        if (saved === null) return false;
        pool = saved;
        if (pool.done_at !== null) return true;
      } else if (stepped.again === "never") {
        await givePoolUp(db, claim, { run_id: run.run_id, position }, stepped.problem);
        return true;
      } else {
        await setWaiting(db, claim, stepped.problem);
        await rest(WAITS_MS[Math.min(failures++, WAITS_MS.length - 1)]!);
      }
    }
    return false;
  }

  try {
    for (let pool = await nextPool(db, run.run_id); pool !== null; pool = await nextPool(db, run.run_id))
      if (!(await comparePool(pool))) return;
    if (!ended.aborted && (await finishRun(db, run, claim))) await logResult(parts, run);
  } finally {
    clearInterval(renewing);
  }
}

async function logResult({ name, db, log }: ComparisonParts, run: RunRow): Promise<void> {
  const { pools, started_at, run_id } = await shownRun(db, run);
  const sum = (count: "tasks" | "missing_in_toloka" | "possible_duplicate" | "created_elsewhere") =>
    pools.reduce((total, pool) => total + pool[count], 0);
  const found = {
    missing_in_toloka: sum("missing_in_toloka"),
    possible_duplicate: sum("possible_duplicate"),
    created_elsewhere: sum("created_elsewhere"),
  };
  const faults = found.missing_in_toloka + found.possible_duplicate;
  log(faults > 0 ? "warn" : "info", "The journal was compared with the pools", {
    ...{ connection: name, run_id, pools: pools.length, tasks: sum("tasks"), ...found },
    failed_pools: pools.filter(({ problem }) => problem !== null).length,
    seconds: Math.round((Date.now() - Date.parse(started_at)) / 1000),
  });
}
