import { LIMITS } from "../../../shared/task.ts";
import type { Db } from "../../db/db.ts";

/**
 * For whom a request is made: `AHEAD`, somebody waits for a new submission or an answer; 0, an operator's submission from the
 * queue; 1, an import; 2, nobody.
 */
export type Turn = number;
export const AHEAD: Turn = -1;

/** Limits the rate of requests to Toloka. Counts are in the journal, over all replicas. */
export interface Pacer {
  /**
   * Resolves when one request may be sent: operators' submissions before imports, and those before the rest, each in order. A
   * tenth of the rate is kept for requests ahead of the queue, and more while there are some, so that a long queue does not keep
   * people waiting.
   */
  request(turn: Turn): Promise<void>;
  /** Whether a request may be sent at once, without waiting or reading the journal. Counts it if so. */
  tryRequest(): boolean;
  /** Counts creations against Toloka's limits for a minute and a day: 0, or the milliseconds to wait until one ends. */
  creations(count: number): Promise<number>;
  /** How many requests wait in this process. */
  waiting(): number;
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

const OPEN: Pacer = {
  request: async () => {},
  tryRequest: () => true,
  creations: async () => 0,
  waiting: () => 0,
};

/** `ratePerSecond` 0: no limits. `account`: whose limits these are. */
export function createPacer(db: Db, account: () => string, ratePerSecond: number): Pacer {
  if (ratePerSecond === 0) return OPEN;
  const slotMs = ratePerSecond >= 50 ? 100 : 1_000;
  const cap = Math.max(1, Math.floor((ratePerSecond * slotMs) / 1_000));
  const takeFromSlot = (count: number, limit: number) => take(db, account(), "request", slotMs, count, limit);
  let lastAhead = Number.NEGATIVE_INFINITY;
  const kept = (): number => {
    const tenth = Math.floor(cap / 10);
    const isUsed = performance.now() - lastAhead < AHEAD_FOR_MS;
    return isUsed ? Math.max(tenth, Math.min(KEPT_WHILE_USED, Math.floor(cap / 2))) : tenth;
  };
  const ahead = createLane(takeFromSlot, {
    slotMs,
    limit: () => cap,
    least: Math.min(REQUESTS_OF_A_CREATION, Math.ceil(cap / 8)),
  });
  const rest = createLane(takeFromSlot, { slotMs, limit: () => cap - kept(), least: Math.ceil(cap / 10) });
  return {
    waiting: () => ahead.waiting() + rest.waiting(),
    tryRequest: rest.tryRequest,
    request(turn) {
      if (turn !== AHEAD) return rest.request(turn === 0 ? 0 : turn === 1 ? 1 : 2);
      lastAhead = performance.now();
      return ahead.request(0);
    },
    async creations(count) {
      // If the day's limit is reached, the minute's count is too high. That does no harm before the day ends.
      const minute = await take(db, account(), "minute", MINUTE_MS, count, LIMITS.createsPerMinute);
      if (!minute.taken) return minute.leftMs;
      const day = await take(db, account(), "day", DAY_MS, count, LIMITS.createsPerDay);
      return day.taken ? 0 : day.leftMs;
    },
  };
}

/** An asynchronous creation sends its task, and asks for the operation, its log and the created task. */
const REQUESTS_OF_A_CREATION = 4;
/** Requests of a slot that are kept while somebody creates ahead of the queue: with fewer, each creation waits for the next slot. */
const KEPT_WHILE_USED = 2 * REQUESTS_OF_A_CREATION;
/** How long they are kept after the last one. */
const AHEAD_FOR_MS = 10_000;

interface LaneOptions {
  slotMs: number;
  /** How far a slot may be used by all lanes together. */
  limit(): number;
  /** How many rights are taken at once at least. */
  least: number;
}

/** Requests that wait for their turn, in queues of which the first goes first. */
function createLane(
  takeFromSlot: (count: number, limit: number) => Promise<{ taken: boolean; leftMs: number }>,
  { slotMs, limit, least }: LaneOptions,
) {
  const queues: (() => void)[][] = [[], [], []];
  let granted = { until: 0, left: 0 };
  let pumping = false;

  const waiting = (): number => queues.reduce((sum, queue) => sum + queue.length, 0);
  const next = (): (() => void) | undefined => queues.find((queue) => queue.length > 0)?.shift();

  async function pump(): Promise<void> {
    if (pumping) return;
    pumping = true;
    try {
      while (waiting() > 0) {
        if (granted.left > 0 && performance.now() < granted.until) {
          granted.left -= 1;
          next()?.();
        } else {
          const block = await reserve(Math.min(limit(), Math.max(waiting(), least)));
          if (block.left > 0) granted = block;
          else await new Promise((wake) => setTimeout(wake, block.until));
        }
      }
    } finally {
      pumping = false;
    }
  }

  /** Reserves requests of the current slot: `left` of them, valid until `until`; or none, and `until` is the wait in milliseconds. */
  async function reserve(wanted: number): Promise<{ until: number; left: number }> {
    const now = performance.now();
    try {
      for (const count of wanted > 1 ? [wanted, 1] : [1]) {
        const slot = await takeFromSlot(count, limit());
        if (slot.taken) return { until: now + slot.leftMs, left: count };
        if (count === 1) return { until: slot.leftMs, left: 0 };
      }
      return { until: slotMs, left: 0 };
    } catch {
      // Nothing is sent while the journal cannot be written.
      return { until: 1_000, left: 0 };
    }
  }

  return {
    waiting,
    tryRequest(): boolean {
      if (waiting() > 0 || granted.left === 0 || performance.now() >= granted.until) return false;
      granted.left -= 1;
      return true;
    },
    request(queue: 0 | 1 | 2): Promise<void> {
      return new Promise((resolve) => {
        queues[queue]!.push(resolve);
        void pump();
      });
    },
  };
}

/**
 * Adds `count` to the current slot of `kind` unless that exceeds `cap`. `leftMs`: how long the slot still lasts. All replicas
 * write the same few rows, so each statement is a transaction of its own and does not wait for the disk.
 */
async function take(
  db: Db,
  account: string,
  kind: string,
  slotMs: number,
  count: number,
  cap: number,
): Promise<{ taken: boolean; leftMs: number }> {
  const [slot] = await db.execute<{ slot: number; used: number; left_ms: number }>(
    `insert into pacing (upstream, kind, slot, used) values ($1, $2, ${db.now} / cast($3 as bigint), $4)
     on conflict (upstream, kind, slot) do update set used = pacing.used + excluded.used where pacing.used + excluded.used <= $5
     returning slot, used, (slot + 1) * cast($3 as bigint) - ${db.now} as left_ms`,
    [account, kind, slotMs, count, cap],
    { durable: false },
  );
  if (slot?.used === count)
    await db.execute(
      "delete from pacing where upstream = $1 and kind = $2 and slot < $3",
      [account, kind, slot.slot - 1],
      { durable: false },
    );
  if (slot) return { taken: true, leftMs: slot.left_ms };
  const [clock] = await db.query<{ left_ms: number }>(
    `select cast($1 as bigint) - ${db.now} % cast($1 as bigint) as left_ms`,
    [slotMs],
  );
  return { taken: false, leftMs: clock?.left_ms ?? slotMs };
}
