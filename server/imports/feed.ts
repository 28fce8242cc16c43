import { collectGarbageMeanwhile } from "../collect-garbage.ts";
import type { Db } from "../db/db.ts";
import type { Log } from "../log.ts";
import { insertPart, type PartDesk } from "../submissions/parts.ts";
import { operationIdOf } from "./import-ids.ts";
import { type ImportRow, openImports } from "./import-table.ts";
import { markSubmitted, nextPart } from "./part-table.ts";

/** Parts of all imports that are being sent at a time, over all replicas: bounds the memory that their tasks take. */
const MAX_SENDING = 3;
/** Maximum time between two looks: other replicas may have left something, and a notification may be lost. */
const TICK_MS = 1_000;
/** The same without open imports where no other replica can accept one: the account may have changed. */
const IDLE_MS = 60_000;

/**
 * Makes parts of running imports submissions, in order and a few at a time; the sender does the rest. Any number of replicas may
 * do this: each part becomes a submission in the transaction that notes it.
 */
export function startFeeding({ db, desk, log }: { db: Db; desk: PartDesk; log: Log }): {
  wake(): void;
  stop(): Promise<void>;
} {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let wanted = false;
  /** Whether any import had parts left at the last look: otherwise a changed submission is of no interest. */
  let anyOpen = true;
  let feeding: Promise<void> = Promise.resolve();

  async function feed(): Promise<void> {
    let fed = false;
    try {
      for (let next: Look = "fed"; !stopped && next === "fed"; ) {
        next = await feedNext(db, desk);
        fed ||= next === "fed";
        anyOpen = next !== "none";
      }
    } catch (error) {
      log("error", "Parts of imports could not be submitted", { error: String(error) });
    }
    if (fed) {
      desk.wake();
      collectGarbageMeanwhile();
    }
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(wake, anyOpen || db.engine === "postgres" ? TICK_MS : IDLE_MS);
  }
  /** One look at a time; a wake during one leads to exactly one more. */
  function wake(): void {
    if (stopped || wanted) return;
    wanted = true;
    feeding = feeding.then(() => {
      wanted = false;
      return feed();
    });
  }

  const unsubscribe = desk.onChange(() => {
    if (anyOpen) wake();
  });
  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      unsubscribe();
      clearTimeout(timer);
      await feeding;
    },
  };
}

/** `fed`: one part has become a submission. `open`: none is waiting, or enough are being sent. `none`: no import is open. */
type Look = "fed" | "open" | "none";

async function feedNext(db: Db, desk: PartDesk): Promise<Look> {
  const open = await openImports(db, desk.upstreams());
  if (open.length === 0) return "none";
  let sending = 0;
  for (const { import_id } of open) sending += await desk.countUnfinished(db, import_id!);
  if (sending >= MAX_SENDING) return "open";
  for (const found of open) if (await submitNext(db, desk, found)) return "fed";
  return "open";
}

/** The first statement locks the import: what is paused or cancelled meanwhile is not submitted. */
function submitNext(db: Db, desk: PartDesk, found: ImportRow): Promise<boolean> {
  const { seq, pool_id, upstream, environment, allow_defaults, open_pool, mode, created_by } = found;
  const import_id = found.import_id!;
  return db.write(async (tx) => {
    const [running] = await tx.query(
      "update imports set state = state where seq = $1 and state = 'running' returning seq",
      [seq],
    );
    if (running === undefined || (await desk.countUnfinished(tx, import_id)) >= MAX_SENDING) return false;
    const part = await nextPart(tx, seq);
    if (part === null) return false;
    const operation_id = operationIdOf(import_id, part.part, part.attempt);
    // What is sent again was refused because of some of it.
    const skip = mode === "skip" || part.attempt > 0;
    const parameters = {
      ...{ operation_id, async_mode: true, allow_defaults, open_pool },
      ...(skip ? { skip_invalid_items: true } : {}),
    };
    await insertPart(db, tx, { import_id, upstream, environment, pool_id, created_by, parameters, tasks: part.tasks });
    await markSubmitted(tx, seq, part, operation_id);
    return true;
  });
}
