import { createHash } from "node:crypto";
import type { Db } from "../../server/db/db.ts";
import { searchText } from "../../server/submissions/history/search-words.ts";
import { storedValue } from "../../server/submissions/journal/columns.ts";
import { SUBMISSION_COLUMNS, type SubmissionRow } from "../../server/submissions/journal/row.ts";
import type { Status } from "../../shared/submission.ts";
import type { Task } from "../../shared/task.ts";
import { type RandomInteger, seededIntegers } from "../support/seeded-random.ts";

export const SANDBOX = "https://sandbox.toloka.dev 566ec2b0ff0deeaae5f9d500";
const UPSTREAMS = [SANDBOX, "https://toloka.dev 566ec2b0ff0deeaae5f9d501", "http://127.0.0.1:41234 local"];
export const END = Date.UTC(2026, 10, 23);
export const BEGIN = Date.UTC(2024, 10, 23);

/** Small numbers often, large ones seldom: pool 0 has a seventh of the rows, pool 399 a few hundred in a million. */
const skewed = (random: RandomInteger, limit: number): number =>
  Math.min(limit - 1, Math.floor(limit ** (random(1_000_000) / 1_000_000)) - 1 + random(2));

const hex = (text: string, length: number): string => createHash("md5").update(text).digest("hex").slice(0, length);
const uuid = (text: string): string => hex(text, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");

export const poolName = (pool: number): string => String(1_080_000 + pool);
export const operationId = (index: number): string => uuid(`operation ${index}`);
export const taskId = (index: number, pool: string): string =>
  `${Number(pool).toString(16).padStart(10, "0")}--${hex(`task ${index}`, 24)}`;
/** Ann labels even pools only, Bea odd ones only, the others everything. */
const OPERATORS = ["ann", "bea", "carl", "dora", "emil", "fay", "gus", "hana", "ivo", "jo", "kim", "lou"];

function statusOf(random: RandomInteger, fromEnd: number): Status {
  if (fromEnd < 300) return (["queued", "sending", "waiting", "created"] as const)[random(4)]!;
  const share = random(100_000);
  return share < 2_000 ? "rejected" : share < 2_500 ? "cancelled" : share < 2_510 ? "uncertain" : "created";
}

function taskOf(index: number, total: number, pool: number, random: RandomInteger): Task {
  const animal = pool % 2 === 0 ? "cats" : "dogs";
  const words = [
    `lot${random(5_000)}`,
    index < total * 0.3 ? "winter" : "summer",
    random(1_000) === 0 ? "unusual" : "usual",
  ];
  if (index % 100_003 === 7) words.push("okapi");
  return {
    pool_id: poolName(pool),
    input_values: {
      image: `https://tlk.s3.yandex.net/dataset/${animal}/${hex(`image ${index}`, 32)}.jpg`,
      caption: `${words.join(" ")} picture number ${index} of the ${animal} taken by camera ${random(400)}`,
      width: 400 + random(1_600),
    },
    known_solutions:
      random(10) === 0 ? [{ output_values: { result: animal.slice(0, -1) }, correctness_weight: 1 }] : null,
    overlap: 3,
    infinite_overlap: false,
  };
}

/** Row `index` of `total` in the order of arrival, as the values of `SUBMISSION_COLUMNS`. */
export function rowValues(index: number, total: number): unknown[] {
  const random = seededIntegers(index);
  const inImport = index % 10 === 0;
  const part = Math.floor(index / 4_000);
  const pool = inImport ? part % 50 : skewed(random, 400);
  const seldom = random(3_000) === 0;
  const created_by = seldom ? "zoe" : OPERATORS[inImport ? 2 : 2 + skewed(random, OPERATORS.length - 2)]!;
  const operator = seldom || inImport || random(3) > 0 ? created_by : OPERATORS[pool % 2]!;
  const status = statusOf(random, total - index);
  const created = status === "created";
  const task = taskOf(index, total, pool, random);
  const operation_id = operationId(index);
  const at = BEGIN + Math.floor(((END - BEGIN) * index) / total) + random(2_000);
  const first = created ? taskId(index, task.pool_id) : null;
  const upstreamShare = random(100);
  const row: Omit<SubmissionRow, "seq"> = {
    operation_id,
    upstream: UPSTREAMS[upstreamShare < 75 ? 0 : upstreamShare < 98 ? 1 : 2]!,
    environment: upstreamShare < 75 ? "sandbox" : upstreamShare < 98 ? "production" : "built-in",
    pool_id: task.pool_id,
    status,
    fingerprint: hex(`fingerprint ${index}`, 32),
    content_hash: hex(`content ${index - (index % 40)}`, 32),
    tasks: [task],
    parameters: { operation_id, async_mode: true, allow_defaults: true, open_pool: false },
    operation: created ? { id: operation_id, type: "TASK.BATCH_CREATE", status: "SUCCESS", progress: 100 } : null,
    created_tasks: first === null ? null : [{ ...task, id: first, remaining_overlap: 3 }],
    error: status === "rejected" ? { code: "VALIDATION_ERROR", message: "Refused." } : null,
    first_task_id: first,
    import_id: inImport ? uuid(`import ${part}`) : null,
    priority: inImport ? 1 : 0,
    attempts: 1,
    next_at: status === "queued" ? at : null,
    planned_at: null,
    delay_ms: 0,
    claim: null,
    lease_until: null,
    sent_at: at,
    doubt_since: null,
    doubt_asks: 0,
    replaces: null,
    stop_state: null,
    replaced_by: null,
    stopped: null,
    created_at: at,
    updated_at: at,
    created_by: operator,
    search: searchText([task], [operation_id]),
  };
  return SUBMISSION_COLUMNS.map((column) => storedValue(row[column]));
}

/** Rows in a transaction of `fillJournal`. */
export const FILL_BATCH = 1_000;

/** Writes `total` rows, a multiple of `FILL_BATCH`. */
export async function fillJournal(db: Db, total: number): Promise<void> {
  // Postgres pays for every trip, SQLite for every place in a statement.
  const together = db.engine === "postgres" ? 100 : 1;
  const width = SUBMISSION_COLUMNS.length;
  const line = (row: number): string =>
    `(${SUBMISSION_COLUMNS.map((_column, index) => `$${row * width + index + 1}`)})`;
  const insert = `insert into submissions (${SUBMISSION_COLUMNS}) values ${Array.from({ length: together }, (_, row) => line(row))}`;
  for (let from = 0; from < total; from += FILL_BATCH) {
    await db.write(async (tx) => {
      for (let at = from; at < from + FILL_BATCH; at += together)
        await tx.query(insert, Array.from({ length: together }, (_, row) => rowValues(at + row, total)).flat());
    });
  }
}
