import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Submission } from "../../shared/submission.ts";
import { type SpawnedDesk, spawnDesk } from "../support/desk/spawned-desk.ts";
import { randomFaults } from "../support/toloka/faults.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { type Desks, readJournal, resolveUncertain, retryNow, submit } from "./operator.ts";
import { type Planned, planSubmissions } from "./plan.ts";
import { injectFaults, kills, outages, pauses, type ScheduledFault } from "./scheduled-faults.ts";
import { judge, type Verdict } from "./verdict.ts";

export interface CampaignOptions {
  submissions: number;
  kills: number;
  /** How long submitting takes. The submissions are spread evenly over it. */
  seconds: number;
  /** The probability of each kind of fault in an exchange. */
  share: number;
  seed: string;
  replicas: number;
  /** Null: SQLite. `restart` breaks every connection to the database. */
  postgres: { url: string; restart: () => Promise<void> } | null;
  report: (text: string) => void;
}

export interface CampaignResult extends Verdict {
  acknowledged: number;
  /** How many uncertain submissions the operator resolved. */
  resolved: number;
  faultyExchanges: number;
  /** Faults of exchanges by name. */
  faults: Record<string, number>;
  /** Scheduled faults by name. */
  scheduled: Record<string, number>;
  seconds: number;
}

/** Leases last 15 seconds (server/submissions/sending/sender.ts). */
const PAST_LEASE_MS = 18_000;
const DRAIN_MS = 240_000;
const ROUNDS = 12;
/** Characters of a desk's log in a report. */
const LOG_END = 3_000;

/**
 * Submits while faults are injected and desks are killed and restarted. Then stops the faults, waits until every
 * submission is final, resolves those that are uncertain, and compares what was acknowledged with what exists.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const began = performance.now();
  const toloka = await startFaultyToloka({ record: false, operationMs: 30, token: `secret-${options.seed}-token` });
  const desks: SpawnedDesk[] = [];
  try {
    const env = options.postgres ? { DATABASE_URL: options.postgres.url } : undefined;
    for (let index = 0; index < options.replicas; index++)
      desks.push(await spawnDesk({ toloka, ...(env ? { env } : {}) }));
    const plans = planSubmissions(options.seed, options.submissions);
    let turn = 0;
    const anyDesk: Desks = () => desks[turn++ % desks.length]!.url;
    toloka.intercept(randomFaults(options.seed, options.share));
    const { refused, injected } = await submitUnderFaults(options, plans, desks, toloka, anyDesk);
    options.report(`${plans.length} submitted; faults are stopped`);
    stopFaults(toloka);
    const { resolved, missed } = await finishAll(options, plans, toloka, anyDesk);
    const verdict = judge(plans, await readJournal(anyDesk), toloka.store.tasks);
    verdict.wrong.push(...refused, ...missed, ...(await tokenLeaks(desks, toloka.token)));
    return {
      ...verdict,
      acknowledged: plans.length - refused.length,
      resolved,
      faultyExchanges: [...toloka.faultCounts.values()].reduce((sum, count) => sum + count, 0),
      faults: Object.fromEntries([...toloka.faultCounts].toSorted()),
      scheduled: Object.fromEntries(injected),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } catch (error) {
    for (const desk of desks) options.report(`${desk.url} printed last:\n${desk.logs().slice(-LOG_END)}`);
    throw error;
  } finally {
    for (const desk of desks) await desk.remove();
    await toloka.close();
  }
}

/** Toloka answers without faults, and every operation that hangs ends. */
function stopFaults(toloka: FaultyToloka): void {
  toloka.intercept(null);
  toloka.store.release();
}

/** Submits everything, evenly spread over `seconds`, and injects the scheduled faults meanwhile. */
async function submitUnderFaults(
  options: CampaignOptions,
  plans: Planned[],
  desks: SpawnedDesk[],
  toloka: FaultyToloka,
  anyDesk: Desks,
): Promise<{ refused: string[]; injected: Map<string, number> }> {
  const { report, postgres } = options;
  const began = performance.now();
  const refused: string[] = [];
  let done = 0;
  const restart: ScheduledFault[] = postgres
    ? [
        {
          at: 0.5,
          name: "database restarted",
          inject: () => postgres.restart().then(() => report("database restarted")),
        },
      ]
    : [];
  const faults = [
    ...kills(options.kills, postgres ? desks.slice(0, -1) : desks, options.seed, report),
    ...outages(toloka, report),
    ...(postgres ? pauses(desks, PAST_LEASE_MS, report) : []),
    ...restart,
  ];
  const stop = new AbortController();
  const injecting = injectFaults(faults, () => done / plans.length, stop.signal);
  const one = async (plan: Planned, index: number): Promise<void> => {
    const due = began + (index / plans.length) * options.seconds * 1000;
    await sleep(Math.max(0, due - performance.now()));
    const outcome = await submit(anyDesk, plan);
    if (outcome !== "acknowledged") refused.push(outcome);
    done += 1;
  };
  try {
    await Promise.all([injecting, ...plans.map(one)]);
  } finally {
    // After a failure too: no fault may be injected while desks and database are being stopped.
    stop.abort();
    await injecting.catch(() => {});
  }
  return { refused, injected: await injecting };
}

/** Waits until every submission is final, retrying long waits and resolving uncertain submissions as an operator does. */
async function finishAll(
  options: CampaignOptions,
  plans: Planned[],
  toloka: FaultyToloka,
  anyDesk: Desks,
): Promise<{ resolved: number; missed: string[] }> {
  const missed: string[] = [];
  let resolved = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await waitUntilFinal(options, anyDesk);
    const uncertain = await readJournal(anyDesk, "uncertain");
    if (uncertain.size === 0) break;
    options.report(`${uncertain.size} uncertain`);
    resolved += uncertain.size;
    missed.push(...(await resolveUncertain(anyDesk, plans, toloka.store)));
  }
  return { resolved, missed };
}

async function waitUntilFinal({ report }: CampaignOptions, anyDesk: Desks): Promise<void> {
  const deadline = performance.now() + DRAIN_MS;
  let reported = performance.now();
  for (;;) {
    const moving: Map<string, Submission> = await readJournal(anyDesk, "queued,sending,waiting");
    if (moving.size === 0) return;
    if (performance.now() > deadline) {
      const [first] = moving.values();
      throw new Error(`${moving.size} are not final, such as ${JSON.stringify(first)}`);
    }
    if (performance.now() - reported > 5_000) {
      reported = performance.now();
      report(`${moving.size} not final`);
    }
    await retryNow(anyDesk, moving.values());
    await sleep(400);
  }
}

/** The logs and files that hold the token. */
async function tokenLeaks(desks: SpawnedDesk[], token: string): Promise<string[]> {
  const found: string[] = [];
  for (const desk of desks) {
    if (desk.logs().includes(token)) found.push("the token is in a desk's log");
    for (const entry of await readdir(desk.dataDir, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && (await contentOf(join(entry.parentPath, entry.name))).includes(token))
        found.push(`the token is in ${entry.name}`);
  }
  return found;
}

/** The bytes of a file; none if it is gone, since one file of the journal's folder is renamed every second. */
function contentOf(path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
}
