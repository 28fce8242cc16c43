import { searchText } from "../../../server/submissions/history/search-words.ts";
import type { SubmissionRow } from "../../../server/submissions/journal/row.ts";
import { STATUSES, type Stop } from "../../../shared/submission.ts";
import { seededIntegers } from "../seeded-random.ts";

export const UPSTREAMS = ["https://sandbox.toloka.dev 1", "https://toloka.dev 'o\\1"];
export const POOLS = ["1080020", "1080021", "77"];
export const OPERATORS = ["ann", "o'hara \\ @x", "Жанна"];
export const IMPORTS = ["5c4e3d0a", "9f"];
export const WORDS = ["cat", "category", "dog", "köln", "猫", "https", "e10", "048e5760"];
export const ROWS = 9_000;
export const TIME = Date.UTC(2026, 0, 1);

const STOP: Stop = { at: "2026-01-01", by: "ann", overlap: 0, before: { overlap: 3, infinite_overlap: false } };

/** Enough rows for two blocks of the text index. The words depend on the age; creation times differ from the order by up to two seconds. Both engines get the same rows. */
export function makeRows(): SubmissionRow[] {
  const random = seededIntegers(7);
  return Array.from({ length: ROWS }, (_, index) => {
    const seq = index + 1;
    const words = WORDS.filter((_word, place) => random(ROWS) < (place * ROWS + seq) / 9);
    if (seq % 4_000 === 1) words.push("okapi");
    const status = STATUSES[random(3) === 0 ? random(STATUSES.length) : 3]!;
    const pool_id = POOLS[random(30) === 0 ? 2 : random(2)]!;
    const tasks = [
      { pool_id, input_values: { text: words.join(" "), url: `https://x.org/${status}/${seq % 50}.jpg` } },
    ];
    return {
      seq,
      operation_id: `op-${seq}`,
      upstream: UPSTREAMS[random(4) === 0 ? 1 : 0]!,
      environment: "sandbox",
      pool_id,
      status,
      fingerprint: "f",
      content_hash: "h",
      first_task_id: seq % 3 === 0 ? `0001a5c3b9--${seq.toString(16).padStart(24, "0")}` : null,
      import_id: random(10) === 0 ? IMPORTS[random(2)]! : null,
      priority: 0,
      attempts: 0,
      next_at: null,
      planned_at: null,
      delay_ms: 0,
      claim: null,
      lease_until: null,
      sent_at: null,
      doubt_since: null,
      doubt_asks: 0,
      replaces: null,
      stop_state: null,
      replaced_by: null,
      stopped: status === "created" && seq % 41 === 0 ? STOP : null,
      created_at: TIME + seq * 1_000 + random(2_000),
      updated_at: TIME,
      created_by: OPERATORS[random(40) === 0 ? 2 : random(2)]!,
      search: searchText(tasks, [`op-${seq}`]),
      tasks,
      parameters: { operation_id: `op-${seq}`, async_mode: true, allow_defaults: false, open_pool: false },
      operation: null,
      created_tasks: null,
      error: null,
    };
  });
}
