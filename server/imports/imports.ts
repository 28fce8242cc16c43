import type { Decision } from "../../shared/api/approvals/approval-routes.ts";
import type { CreateImport, Import, ImportFilter, RowResult } from "../../shared/api/imports/import-routes.ts";
import { problem } from "../../shared/api/problem.ts";
import { decideApproval, isPending, type Person } from "../approvals/approvals.ts";
import type { Db, Queryable } from "../db/db.ts";
import type { Log } from "../log.ts";
import type { Result } from "../result.ts";
import type { PartDesk } from "../submissions/parts.ts";
import { startFeeding } from "./feed.ts";
import { findImport, type ImportRow, importOf, listImportRows, setState } from "./import-table.ts";
import { dropStaged } from "./part-table.ts";
import { resultsOf } from "./results.ts";
import { retryRejected } from "./retry.ts";
import { acceptImport, type Upload } from "./upload/accept-import.ts";
import { discardLeftovers } from "./upload/upload-table.ts";

/** What the HTTP layer can do with imports. Expected failures are problems. */
export interface Imports {
  create(asked: CreateImport, upload: Upload, person: Person): Promise<Result<{ status: 200 | 202; value: Import }>>;
  get(importId: string): Promise<Result<Import>>;
  list(filter: ImportFilter): Promise<Result<{ items: Import[]; next_cursor: string | null }>>;
  pause(importId: string): Promise<Result<Import>>;
  resume(importId: string): Promise<Result<Import>>;
  /** Cancels what was not sent. What was sent is finished. */
  cancel(importId: string, operator: string): Promise<Result<Import>>;
  /** Approves or refuses an import that waits for a second person. A refused one is cancelled. */
  decide(importId: string, decision: Decision, person: Person): Promise<Result<Import>>;
  /** Sends the rows again that Toloka rejected. */
  retry(importId: string): Promise<Result<Import>>;
  /** What became of each row, in order, a part's rows at a time. */
  results(importId: string): Promise<Result<AsyncIterable<RowResult[]>>>;
  stop(): Promise<void>;
}

/** How often interrupted uploads are looked for. */
const CLEAN_MS = 300_000;

/** Removes what interrupted uploads left, and sends what accepted imports have left. */
export async function openImports({ db, desk, log }: { db: Db; desk: PartDesk; log: Log }): Promise<Imports> {
  await discardLeftovers(db, db.engine === "sqlite");
  const feeding = startFeeding({ db, desk, log });
  const cleaning = setInterval(() => {
    discardLeftovers(db, false).catch((error: unknown) =>
      log("warn", "Interrupted uploads could not be removed", { error: String(error) }),
    );
  }, CLEAN_MS).unref();

  async function found<T>(importId: string, then: (row: ImportRow) => Promise<Result<T>>): Promise<Result<T>> {
    const row = await findImport(db, importId);
    return row ? then(row) : { ok: false, problem: problem(404, "NO_SUCH_IMPORT") };
  }
  const get = (importId: string) => found(importId, async (row) => ({ ok: true, value: importOf(row) }));

  /** Changes the state, then does what follows from it. Repeating it does no harm: the rest may have been interrupted. */
  function change(importId: string, to: ImportRow["state"], from: ImportRow["state"][], then: () => Promise<void>) {
    return found(importId, async () => {
      const row = await setState(db, importId, to, [...from, to]);
      if (row === null) return { ok: false, problem: problem(409, "IMPORT_STEP_NOT_ALLOWED") };
      await then();
      return get(importId);
    });
  }

  async function goOn(importId: string): Promise<void> {
    await desk.holdUnsent(importId, false);
    feeding.wake();
    desk.wake();
  }

  return {
    create: (asked, upload, person) =>
      acceptImport({ db, desk: { ...desk, wake: feeding.wake } }, asked, upload, person),
    get,
    async list({ pool_id, cursor, limit }) {
      const before = cursor === undefined || cursor === "" ? Number.MAX_SAFE_INTEGER : Number.parseInt(cursor, 36);
      if (!Number.isSafeInteger(before)) return invalidCursor;
      const rows = await listImportRows(db, desk.upstreams(), { poolId: pool_id, cursor: before, limit: limit + 1 });
      const page = rows.slice(0, limit);
      const next_cursor = rows.length > page.length ? page.at(-1)!.seq.toString(36) : null;
      return { ok: true, value: { items: page.map(importOf), next_cursor } };
    },
    pause: (importId) => change(importId, "paused", ["running"], () => desk.holdUnsent(importId, true)),
    async resume(importId) {
      // Where the setting was taken back, resuming cancels what was asked for.
      if (desk.approvalFrom !== null && (await isPending(db, importId)))
        return { ok: false, problem: problem(409, "APPROVAL_NEEDED") };
      return change(importId, "running", ["paused"], () => goOn(importId));
    },
    decide: (importId, decision, person) =>
      found(importId, async ({ seq }) => {
        const refused = await db.write(async (tx) => {
          const not = await decideApproval(tx, db.now, importId, decision, person);
          if (not !== null) return not;
          if ("approve" in decision)
            await tx.query(`update imports set state = 'running', updated_at = ${db.now} where seq = $1`, [seq]);
          else await cancelIn(tx, db.now, seq);
          return null;
        });
        if (refused !== null) return { ok: false, problem: refused };
        await goOn(importId);
        return get(importId);
      }),
    cancel: (importId, operator) =>
      found(importId, async ({ seq }) => {
        await db.write((tx) => cancelIn(tx, db.now, seq));
        for (const operationId of await desk.unsent(importId)) await desk.cancel(operationId, operator);
        return get(importId);
      }),
    retry: (importId) =>
      found(importId, async (row) => {
        if (row.state === "cancelled") return { ok: false, problem: problem(409, "IMPORT_STEP_NOT_ALLOWED") };
        if ((await retryRejected(db, desk, row)) === 0) return { ok: false, problem: problem(409, "NOTHING_TO_RETRY") };
        feeding.wake();
        return get(importId);
      }),
    results: (importId) => found(importId, async (row) => ({ ok: true, value: resultsOf(db, desk.outcomes, row) })),
    async stop() {
      clearInterval(cleaning);
      await feeding.stop();
    },
  };
}

/** Cancels what is not a submission yet, in a transaction. */
async function cancelIn(tx: Queryable, nowSql: string, seq: number): Promise<void> {
  await tx.query(`update imports set state = 'cancelled', updated_at = ${nowSql} where seq = $1`, [seq]);
  const count = await dropStaged(tx, seq);
  await tx.query("update imports set pending = pending - $2, cancelled = cancelled + $2 where seq = $1", [seq, count]);
}

const invalidCursor: Result<never> = {
  ok: false,
  problem: problem(400, "INVALID_REQUEST", {
    fields: { cursor: { code: "INVALID_VALUE", message: "Invalid cursor. Start again without one" } },
  }),
};
