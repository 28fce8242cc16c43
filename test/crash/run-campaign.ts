import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Submission } from "../../shared/submission.ts";
import { randomFaults } from "../support/faults.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/faulty-toloka.ts";
import { type SpawnedDesk, spawnDesk } from "../support/spawned-desk.ts";
import { type Desks, hurry, readJournal, settle, submit } from "./operator.ts";
import { type Planned, planSubmissions } from "./plan.ts";
import { kills, letLoose, outages, pauses, type Trouble } from "./scheduled-faults.ts";
import { judge, type Verdict } from "./verdict.ts";

export interface CampaignOptions {
  submissions: number;
  kills: number;
  /** How long submitting is stretched to, so that the troubles have something to hit. */
  seconds: number;
  /** The share of each kind of fault. */
  share: number;
  seed: string;
  replicas: number;
  /** Null: SQLite. `restart` takes the whole database away for a moment. */
  postgres: { url: string; restart: () => Promise<void> } | null;
  tell: (text: string) => void;
}

export interface CampaignReport extends Verdict {
  acknowledged: number;
  /** Decided by the operator, after looking could not. */
  decided: number;
  faulty: number;
  faults: Record<string, number>;
  troubles: Record<string, number>;
  seconds: number;
}

/** Leases last 15 seconds (server/submissions/sending/sender.ts); to sleep past one takes longer. */
const PAST_LEASE_MS = 18_000;
const DRAIN_MS = 240_000;
const ROUNDS = 12;
/** Of a desk's log, characters. */
const LAST_WORDS = 3_000;

/**
 * Submits under every fault, kills and restarts desks meanwhile, heals Toloka, waits until nothing moves, decides what is
 * uncertain, and compares what was acknowledged with what exists.
 */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
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
    const { refused, struck } = await storm(options, plans, desks, toloka, anyDesk);
    options.tell(`${plans.length} submitted; Toloka heals`);
    toloka.intercept(null);
    toloka.store.release();
    const { decided, overdue } = await calm(options, plans, toloka, anyDesk);
    const verdict = judge(plans, await readJournal(anyDesk), toloka.store.tasks);
    verdict.wrong.push(...refused, ...overdue, ...(await leaks(desks, toloka.token)));
    return {
      ...verdict,
      acknowledged: plans.length - refused.length,
      decided,
      faulty: [...toloka.faultCounts.values()].reduce((sum, count) => sum + count, 0),
      faults: Object.fromEntries([...toloka.faultCounts].toSorted()),
      troubles: Object.fromEntries(struck),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } catch (error) {
    for (const desk of desks) options.tell(`${desk.url} printed at last:\n${desk.logs().slice(-LAST_WORDS)}`);
    throw error;
  } finally {
    for (const desk of desks) await desk.remove();
    await toloka.close();
  }
}

/** Everything is submitted, evenly spread, while troubles strike. */
async function storm(
  options: CampaignOptions,
  plans: Planned[],
  desks: SpawnedDesk[],
  toloka: FaultyToloka,
  anyDesk: Desks,
): Promise<{ refused: string[]; struck: Map<string, number> }> {
  const { tell, postgres } = options;
  const began = performance.now();
  const refused: string[] = [];
  let done = 0;
  const restart: Trouble[] = postgres
    ? [{ at: 0.5, name: "database restarted", strike: () => postgres.restart().then(() => tell("database restarted")) }]
    : [];
  const troubles = [
    ...kills(options.kills, postgres ? desks.slice(0, -1) : desks, options.seed, tell),
    ...outages(toloka, tell),
    ...(postgres ? pauses(desks, PAST_LEASE_MS, tell) : []),
    ...restart,
  ];
  const over = new AbortController();
  const loose = letLoose(troubles, () => done / plans.length, over.signal);
  const one = async (plan: Planned, index: number): Promise<void> => {
    const due = began + (index / plans.length) * options.seconds * 1000;
    await sleep(Math.max(0, due - performance.now()));
    const outcome = await submit(anyDesk, plan);
    if (outcome !== "acknowledged") refused.push(outcome);
    done += 1;
  };
  try {
    await Promise.all([loose, ...plans.map(one)]);
  } finally {
    // Whatever failed: no trouble may strike once desks and database are being put away.
    over.abort();
    await loose.catch(() => {});
  }
  return { refused, struck: await loose };
}

/** Until nothing moves and nothing is uncertain: long waits are cut short and doubts decided, as operators do. */
async function calm(
  options: CampaignOptions,
  plans: Planned[],
  toloka: FaultyToloka,
  anyDesk: Desks,
): Promise<{ decided: number; overdue: string[] }> {
  const overdue: string[] = [];
  let decided = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await atRest(options, anyDesk);
    const uncertain = await readJournal(anyDesk, "uncertain");
    if (uncertain.size === 0) break;
    options.tell(`${uncertain.size} to be decided`);
    decided += uncertain.size;
    overdue.push(...(await settle(anyDesk, plans, toloka.store)));
  }
  return { decided, overdue };
}

async function atRest({ tell }: CampaignOptions, anyDesk: Desks): Promise<void> {
  const deadline = performance.now() + DRAIN_MS;
  let told = performance.now();
  for (;;) {
    const moving: Map<string, Submission> = await readJournal(anyDesk, "queued,sending,waiting");
    if (moving.size === 0) return;
    if (performance.now() > deadline) {
      const [first] = moving.values();
      throw new Error(`${moving.size} still move, such as ${JSON.stringify(first)}`);
    }
    if (performance.now() - told > 5_000) {
      told = performance.now();
      tell(`${moving.size} still under way`);
    }
    await hurry(anyDesk, moving.values());
    await sleep(400);
  }
}

/** Where the token turned up though it must be nowhere: what was printed, what was stored. */
async function leaks(desks: SpawnedDesk[], token: string): Promise<string[]> {
  const found: string[] = [];
  for (const desk of desks) {
    if (desk.logs().includes(token)) found.push("the token is in a desk's log");
    for (const entry of await readdir(desk.dataDir, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && (await contentOf(join(entry.parentPath, entry.name))).includes(token))
        found.push(`the token is in ${entry.name}`);
  }
  return found;
}

/** The bytes of a file. The mark of the journal's home is renamed every second; one that is gone by now holds nothing. */
function contentOf(path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
}
