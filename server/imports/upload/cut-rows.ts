import type { RefusedRow } from "../../../shared/api/imports/import-routes.ts";
import type { Problem } from "../../../shared/api/problem.ts";
import type { SubmissionError } from "../../../shared/submission.ts";
import type { Project } from "../../../shared/toloka.ts";
import type { Json } from "../../../shared/values/json.ts";
import { checkRow } from "./check-row.ts";
import { createCutter, type Part } from "./cut-parts.ts";

/** A row as it was read: the task's JSON, or why it is none. Rows count from 1. */
export type ReadRow = { row: number; task: Json } | { row: number; error: SubmissionError };

/** Rows as they are read, or a problem that ends the upload: it is not what its type says, or it cannot be held. */
export type Batches = AsyncIterable<{ rows: ReadRow[] } | { problem: Problem }>;

/** For what rows are checked. */
export interface Checking {
  spec: Project["task_spec"];
  pool_id: string;
  /** `all`: after a refused row no more parts are made, but the other rows are still checked. */
  mode: "all" | "skip";
}

/** What the rows of an upload came to. `named`: the first of the refused rows. */
export interface Rows {
  rows: number;
  refused: number;
  named: RefusedRow[];
}

/** A part, and at last what the rows came to, or a problem. */
export type Cut = { part: Part } | { end: Rows } | { problem: Problem };

/** How many refused rows are named. */
const MAX_NAMED = 100;

/** Checks rows as they are read, and cuts them into parts. Holds one part in memory. */
export async function* cutRows(batches: Batches, { spec, pool_id, mode }: Checking): AsyncGenerator<Cut> {
  const cutter = createCutter();
  const end: Rows = { rows: 0, refused: 0, named: [] };
  const stopped = (): boolean => mode === "all" && end.refused > 0;
  for await (const batch of batches) {
    if ("problem" in batch) return yield batch;
    end.rows += batch.rows.length;
    for (const read of batch.rows) {
      const checked = "task" in read ? checkRow(spec, pool_id, read.task) : { ok: false as const, error: read.error };
      if (!checked.ok) {
        end.refused += 1;
        if (end.named.length < MAX_NAMED) end.named.push({ row: read.row, error: checked.error });
      }
      const part = checked.ok ? cutter.add(read.row, checked.text) : cutter.refuse(read.row, checked.error);
      if (part !== null && !stopped()) yield { part };
    }
  }
  const rest = cutter.rest();
  if (rest !== null && !stopped()) yield { part: rest };
  yield { end };
}
