import { searchText } from "../../server/submissions/history/search-words.ts";
import type { SubmissionRow } from "../../server/submissions/journal/row.ts";
import { STATUSES } from "../../shared/submission.ts";

export const UPSTREAMS = ["https://sandbox.toloka.dev 1", "https://toloka.dev 'o\\1"];
export const POOLS = ["1080020", "1080021", "77"];
export const OPERATORS = ["ann", "o'hara \\ @x", "Жанна"];
export const IMPORTS = ["5c4e3d0a", "9f"];
export const WORDS = ["cat", "category", "dog", "köln", "猫", "https", "e10", "048e5760"];
export const ROWS = 9_000;
export const TIME = Date.UTC(2026, 0, 1);

/** A small generator, so that both engines hold the same rows. */
function createDice(): (sides: number) => number {
  let state = 7;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

/** Rows over two blocks of the text index. Words shift with age, and clocks differ by up to two seconds. */
export function makeRows(): SubmissionRow[] {
  const dice = createDice();
  return Array.from({ length: ROWS }, (_, index) => {
    const seq = index + 1;
    const words = WORDS.filter((_word, place) => dice(ROWS) < (place * ROWS + seq) / 9);
    if (seq % 4_000 === 1) words.push("okapi");
    const pool_id = POOLS[dice(30) === 0 ? 2 : dice(2)]!;
    return {
      seq,
      operation_id: `op-${seq}`,
      upstream: UPSTREAMS[dice(4) === 0 ? 1 : 0]!,
      environment: "sandbox",
      pool_id,
      status: STATUSES[dice(3) === 0 ? dice(STATUSES.length) : 3]!,
      fingerprint: "f",
      content_hash: "h",
      first_task_id: seq % 3 === 0 ? `0001a5c3b9--${seq.toString(16).padStart(24, "0")}` : null,
      import_id: dice(10) === 0 ? IMPORTS[dice(2)]! : null,
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
      stopped: null,
      created_at: TIME + seq * 1_000 + dice(2_000),
      updated_at: TIME,
      created_by: OPERATORS[dice(40) === 0 ? 2 : dice(2)]!,
      search: searchText([{ pool_id, input_values: { text: words.join(" ") } }], [`op-${seq}`]),
      tasks: [],
      parameters: { operation_id: `op-${seq}`, async_mode: true, allow_defaults: false, open_pool: false },
      operation: null,
      created_tasks: null,
      error: null,
    };
  });
}
