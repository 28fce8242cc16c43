import { LIMITS } from "../../shared/task.ts";
import type { Db, Queryable } from "../db/db.ts";

/** Rights to ask Toloka, counted in the journal over all replicas. */
export interface Pacer {
  /** Resolves when one request may leave; operators' submissions (priority 0) before imports (1), each in order. */
  request(priority: number): Promise<void>;
  /** Takes a right at once if there is one without waiting or asking the journal. */
  tryRequest(): boolean;
  /** Counts `count` creations against Toloka's minute and day: 0, or the milliseconds to wait because one is full. */
  creations(count: number): Promise<number>;
  /** How many wait here for a right to ask. */
  waiting(): number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const OPEN: Pacer = {
  request: async () => {},
  tryRequest: () => true,
  creations: async () => 0,
  waiting: () => 0,
};

/** `ratePerSecond` 0 switches all of it off. `account` names whose limits these are. */
export function createPacer(db: Db, account: () => string, ratePerSecond: number): Pacer {
  if (ratePerSecond === 0) return OPEN;
  const slotMs = ratePerSecond >= 50 ? 100 : 1_000;
  const cap = Math.max(1, Math.floor((ratePerSecond * slotMs) / 1_000));
  const queues: (() => void)[][] = [[], []];
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
          const block = await reserve(Math.min(cap, Math.max(waiting(), Math.ceil(cap / 10))));
          if (block.left > 0) granted = block;
          else await new Promise((wake) => setTimeout(wake, block.until));
        }
      }
    } finally {
      pumping = false;
    }
  }

  /** Takes a block of rights of the present slot: `left` of them until `until`; or none, and the milliseconds to wait. */
  async function reserve(wanted: number): Promise<{ until: number; left: number }> {
    const now = performance.now();
    try {
      return await db.write(async (tx) => {
        for (const count of wanted > 1 ? [wanted, 1] : [1]) {
          const slot = await take(tx, db.now, account(), "request", slotMs, count, cap);
          if (slot.taken) return { until: now + slot.leftMs, left: count };
          if (count === 1) return { until: slot.leftMs, left: 0 };
        }
        return { until: slotMs, left: 0 };
      });
    } catch {
      // The journal cannot be written at the moment: nothing leaves until it can.
      return { until: 1_000, left: 0 };
    }
  }

  return {
    waiting,
    tryRequest() {
      if (waiting() > 0 || granted.left === 0 || performance.now() >= granted.until) return false;
      granted.left -= 1;
      return true;
    },
    request(priority) {
      return new Promise((resolve) => {
        queues[priority === 0 ? 0 : 1]!.push(resolve);
        void pump();
      });
    },
    async creations(count) {
      const full = new Error("full");
      let wait = 0;
      try {
        await db.write(async (tx) => {
          for (const [kind, ms, limit] of [
            ["minute", MINUTE_MS, LIMITS.createsPerMinute],
            ["day", DAY_MS, LIMITS.createsPerDay],
          ] as const) {
            const slot = await take(tx, db.now, account(), kind, ms, count, limit);
            if (slot.taken) continue;
            wait = slot.leftMs;
            throw full;
          }
        });
      } catch (error) {
        if (error !== full) throw error;
      }
      return wait;
    },
  };
}

/** Adds `count` to the present slot of `kind` if that stays within `cap`; `leftMs` is how long the slot still lasts. */
async function take(
  tx: Queryable,
  nowSql: string,
  account: string,
  kind: string,
  slotMs: number,
  count: number,
  cap: number,
): Promise<{ taken: boolean; leftMs: number }> {
  const [clock] = await tx.query<{ now: number }>(`SELECT ${nowSql} AS now`);
  const now = Number(clock!.now);
  const slot = Math.floor(now / slotMs);
  const rows = await tx.query(
    `INSERT INTO pacing (upstream, kind, slot, used) VALUES ($1, $2, $3, $4)
     ON CONFLICT (upstream, kind, slot) DO UPDATE SET used = pacing.used + excluded.used WHERE pacing.used + excluded.used <= $5
     RETURNING used`,
    [account, kind, slot, count, cap],
  );
  if (rows.length > 0 && Number((rows[0] as { used: number }).used) === count)
    await tx.query("DELETE FROM pacing WHERE upstream = $1 AND kind = $2 AND slot < $3", [account, kind, slot - 1]);
  return { taken: rows.length > 0, leftMs: (slot + 1) * slotMs - now };
}
