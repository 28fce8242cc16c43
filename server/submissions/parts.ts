import { createHash } from "node:crypto";
import type { PoolWithProject } from "../../shared/api/routes.ts";
import type { Environment } from "../../shared/submission.ts";
import type { PartParameters, Task } from "../../shared/task.ts";
import { parseJson } from "../../shared/values/json.ts";
import type { Db, Queryable } from "../db/db.ts";
import type { Result } from "../result.ts";
import { searchText } from "./history/search-words.ts";
import { findRow } from "./journal/find-row.ts";
import { insertRow } from "./journal/insert.ts";
import type { SubmissionRow } from "./journal/row.ts";
import type { PersonLimits } from "./limits/person-limits.ts";

/** A part of an import that becomes a submission. `tasks`: a JSON list. */
export interface NewPart {
  import_id: string;
  upstream: string;
  environment: Environment;
  pool_id: string;
  created_by: string;
  parameters: PartParameters;
  tasks: string;
}

type Outcome = Pick<SubmissionRow, "operation_id" | "status" | "error" | "created_tasks">;
/** Reads what is known of parts, by operation id. */
export type ReadParts = (operationIds: string[]) => Promise<Map<string, Outcome>>;

/** What imports need of submissions. */
export interface PartDesk {
  environment: Environment;
  /** Null: nobody has a limit. */
  limits: PersonLimits | null;
  /** Imports of so many tasks take the approval of a second person; null: none. */
  approvalFrom: number | null;
  upstream(): string;
  /** The upstreams whose parts may be sent now. */
  upstreams(): string[];
  /** A pool no older than a refusal needs; an older one, if Toloka cannot be reached. */
  pool(id: string): Promise<Result<PoolWithProject>>;
  /** To be called before an import that was checked by this pool is written. */
  noteTaskSpec(known: PoolWithProject): Promise<void>;
  outcomes: ReadParts;
  /** The tasks of a part. */
  tasks(operationId: string): Promise<Task[]>;
  /** How many parts of an import are being sent. */
  countUnfinished(tx: Queryable, importId: string): Promise<number>;
  /** The parts of an import that no request was sent for. */
  unsent(importId: string): Promise<string[]>;
  /** Lets unsent parts wait, or go on. */
  holdUnsent(importId: string, held: boolean): Promise<void>;
  cancel(operationId: string, operator: string): Promise<unknown>;
  /** Calls back when a submission may have changed; returns the function that ends this. */
  onChange(listener: () => void): () => void;
  /** Sends what is due now. */
  wake(): void;
}

/** Writes a part as a submission that is due at once, behind those of operators. No effect if its id is in the journal. */
export async function insertPart(db: Db, tx: Queryable, part: NewPart): Promise<void> {
  const { tasks: text, parameters, ...given } = part;
  const tasks = parseJson(text) as unknown as Task[];
  const hash = createHash("sha256").update(text).digest("hex");
  await insertRow(tx, db.now, {
    ...given,
    operation_id: parameters.operation_id,
    status: "queued",
    content_hash: hash,
    tasks,
    parameters,
    priority: 1,
    replaces: null,
    search: searchText(tasks, [parameters.operation_id, part.import_id]),
    delay_ms: 0,
    claim: null,
    lease_ms: 0,
    sent_at: null,
  });
}

/** The reads and writes of `PartDesk` that concern the journal alone. */
export function partsOf(db: Db) {
  return {
    async outcomes(operationIds: string[]): Promise<Map<string, Outcome>> {
      if (operationIds.length === 0) return new Map();
      const places = operationIds.map((_id, index) => `$${index + 1}`).join(", ");
      const rows = await db.query<{ [Column in keyof Outcome]: string | null }>(
        `select operation_id, status, error, created_tasks from submissions where operation_id in (${places})`,
        operationIds,
      );
      return new Map(
        rows.map(({ error, created_tasks, ...row }) => {
          const outcome = { ...row, error: parsed(error), created_tasks: parsed(created_tasks) } as Outcome;
          return [outcome.operation_id, outcome];
        }),
      );
    },
    tasks: async (operationId: string): Promise<Task[]> => (await findRow(db, operationId))?.tasks ?? [],
    async countUnfinished(tx: Queryable, importId: string): Promise<number> {
      const [row] = await tx.query<{ count: number }>(
        "select count(*) as count from submissions where import_id = $1 and status in ('queued', 'sending', 'waiting')",
        [importId],
      );
      return Number(row?.count ?? 0);
    },
    async unsent(importId: string): Promise<string[]> {
      const rows = await db.query<{ operation_id: string }>(
        "select operation_id from submissions where import_id = $1 and status = 'queued' and sent_at is null",
        [importId],
      );
      return rows.map(({ operation_id }) => operation_id);
    },
    async holdUnsent(importId: string, held: boolean): Promise<void> {
      await db.execute(
        `update submissions set next_at = ${held ? "null" : db.now}, planned_at = ${db.now}
         where import_id = $1 and status = 'queued' and ${held ? "sent_at is null and claim is null" : "next_at is null"}`,
        [importId],
      );
    },
  };
}

const parsed = (text: string | null) => (text === null ? null : parseJson(text));
