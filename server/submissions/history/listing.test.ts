import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CountFilter, SubmissionFilter } from "../../../shared/api/submissions/submission-filter.ts";
import { STATUSES } from "../../../shared/submission.ts";
import { startPostgres, type TestPostgres } from "../../../test/support/desk/postgres.ts";
import { writeRow } from "../../../test/support/journal/scratch-journal.ts";
import {
  IMPORTS,
  makeRows,
  OPERATORS,
  POOLS,
  ROWS,
  TIME,
  UPSTREAMS,
  WORDS,
} from "../../../test/support/toloka/listing-rows.ts";
import { type Db, openDb } from "../../db/db.ts";
import { storedValue } from "../journal/columns.ts";
import { SUBMISSION_COLUMNS, type SubmissionRow } from "../journal/row.ts";
import { changeRow } from "../journal/step.ts";
import { countByStatus, countCreated } from "./counts.ts";
import { exportRows, rowsWithIds } from "./export.ts";
import { listRows } from "./listing.ts";
import { recentPools } from "./recent-pools.ts";
import { refillText } from "./refill.ts";
import { searchTerms } from "./search-words.ts";

const rows = makeRows();

/** What the list is to hold, said in the plainest way. `parts`: with the parts of imports, which only a search finds. */
function expected(upstream: string | null, filter: SubmissionFilter, parts = Boolean(filter.q)): number[] {
  const terms = searchTerms(filter.q ?? "");
  const words = (row: SubmissionRow): string[] => row.search.trim().split(" ");
  const hasWords = (row: SubmissionRow): boolean =>
    terms.length > 0 && terms.every((term) => words(row).some((word) => word.startsWith(term)));
  const number = terms.find((term) => /^\d+$/.test(term));
  const inPool = (row: SubmissionRow): boolean =>
    row.pool_id === number &&
    terms.every((term) => term === number || words(row).some((word) => word.startsWith(term)));
  const hasId = (row: SubmissionRow): boolean =>
    /^[\w-]{14,}$/.test(filter.q ?? "") && (row.first_task_id?.startsWith(filter.q!) ?? false);
  return rows
    .filter((row) => upstream === null || row.upstream === upstream)
    .filter((row) => !filter.status || filter.status.split(",").includes(row.status))
    .filter((row) => !filter.pool_id || row.pool_id === filter.pool_id)
    .filter((row) => !filter.stopped || row.stopped !== null)
    .filter((row) => !filter.created_by || row.created_by === filter.created_by)
    .filter((row) => (filter.import_id ? row.import_id === filter.import_id : parts || row.import_id === null))
    .filter((row) => !filter.since || row.created_at >= Date.parse(filter.since))
    .filter((row) => !filter.until || row.created_at <= Date.parse(filter.until))
    .filter((row) => !filter.q || hasWords(row) || hasId(row) || inPool(row))
    .map(({ seq }) => seq)
    .reverse();
}

const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const instant = fc
  .integer({ min: -100, max: ROWS + 100 })
  .map((second) => new Date(TIME + second * 1_000).toISOString());
const question = fc.oneof(
  fc.constantFrom(
    ...WORDS,
    "okapi",
    "ca",
    "CAT",
    "zebra",
    "cat dog",
    "dog okapi",
    "e1",
    "o",
    "048e",
    "0001a5c3b9",
    "Köln 猫",
    "1080020",
    "cat 77",
    "1080",
    "rejected/1",
    "x.org/rejected",
    "rejected 1",
    "100",
  ),
  fc.integer({ min: 1, max: ROWS }).map((seq) => `op-${seq}`),
  fc.integer({ min: 1, max: ROWS }).map((seq) => `0001a5c3b9--${seq.toString(16).padStart(24, "0")}`),
);
const filters: fc.Arbitrary<SubmissionFilter> = fc
  .record({
    status: sometimes(fc.subarray([...STATUSES]).map((statuses) => statuses.join(","))),
    pool_id: sometimes(fc.constantFrom(...POOLS, "unknown")),
    stopped: fc.option(fc.constant("true" as const), { nil: undefined, freq: 8 }),
    created_by: sometimes(fc.constantFrom(...OPERATORS, "nobody")),
    import_id: sometimes(fc.constantFrom(...IMPORTS)),
    q: sometimes(question),
    since: sometimes(instant),
    until: sometimes(instant),
    limit: fc.constantFrom(1, 7, 50, 200),
  })
  .map(
    (filter) =>
      Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as SubmissionFilter,
  );

const folder = mkdtempSync(join(tmpdir(), "task-desk-listing-"));
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=off"]);
}, 60_000);
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function fill(db: Db): Promise<void> {
  const text = `insert into submissions (${SUBMISSION_COLUMNS}) values (${SUBMISSION_COLUMNS.map((_column, index) => `$${index + 1}`)})`;
  await db.write(async (tx) => {
    for (const row of rows)
      await tx.query(
        text,
        SUBMISSION_COLUMNS.map((column) => storedValue(row[column])),
      );
  });
}

describe.each([
  { engine: "sqlite", url: async () => `file:${join(folder, "journal.sqlite")}` },
  { engine: "postgres", url: () => postgres.url("listing") },
])("the list on $engine", ({ url }) => {
  let db: Db;
  beforeAll(async () => {
    db = await openDb(await url());
    await fill(db);
  }, 60_000);
  afterAll(() => db?.close());

  const seqs = async (upstream: string | null, filter: Partial<SubmissionFilter>): Promise<number[]> =>
    (await listRows(db, upstream, { limit: 50, ...filter }))!.rows.map(({ seq }) => seq);

  it("gives whole rows, newest first", async () => {
    const page = await listRows(db, null, { limit: 2 });
    expect(page?.rows).toEqual([rows[ROWS - 1], rows[ROWS - 2]]);
    const found = await listRows(db, null, { limit: 1, q: "okapi" });
    expect(found?.rows).toEqual([rows[8_000]]);
  });

  it("has the same rows as a filter over all rows, for every mix of filters and every page", async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom(...UPSTREAMS, null), async (filter, upstream) => {
        const wanted = expected(upstream, filter);
        const first = (await listRows(db, upstream, filter))!;
        expect(first.rows.map(({ seq }) => seq)).toEqual(wanted.slice(0, filter.limit));
        expect(first.next_cursor === null).toBe(wanted.length <= filter.limit);
        if (first.next_cursor === null) return;
        const second = (await listRows(db, upstream, { ...filter, cursor: first.next_cursor }))!;
        expect(second.rows.map(({ seq }) => seq)).toEqual(wanted.slice(filter.limit, 2 * filter.limit));
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it("pages to the end without a gap", async () => {
    const filter = { status: "created", q: "cat", pool_id: POOLS[0]!, limit: 200 };
    const all: number[] = [];
    let cursor: string | undefined;
    do {
      const page = (await listRows(db, UPSTREAMS[0]!, cursor === undefined ? filter : { ...filter, cursor }))!;
      all.push(...page.rows.map(({ seq }) => seq));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(all).toEqual(expected(UPSTREAMS[0]!, filter));
  });

  it("finds a row by the words and the account it has now", async () => {
    await db.write((tx) => tx.query("update submissions set search = ' renamed' where seq = 3"));
    expect(await seqs(null, { q: "rename" })).toEqual([3]);
    expect(await seqs(null, { q: "op 3", until: new Date(TIME + 6_000).toISOString() })).toEqual([]);
    await db.write((tx) => tx.query("update submissions set upstream = 'elsewhere' where seq = 3"));
    expect(await seqs("elsewhere", { q: "renamed" })).toEqual([3]);
    const { search, upstream } = rows[2]!;
    await db.write((tx) =>
      tx.query("update submissions set search = $1, upstream = $2 where seq = 3", [search, upstream]),
    );
    expect(await seqs(null, { q: "rename" })).toEqual([]);
  });

  it("finds text with signs as it stands, not its words, and a pool by its whole id", async () => {
    const having = (text: string) =>
      rows.filter(({ tasks }) => JSON.stringify(tasks[0]!.input_values).includes(text)).map(({ seq }) => seq);
    const found = await seqs(null, { q: "rejected/10", limit: 200 });
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(having("rejected/10").reverse().slice(0, 200));
    expect(await seqs(null, { q: "x.org/uncertain/10.jpg", limit: 200 })).toEqual(
      having("/uncertain/10.jpg").reverse(),
    );
    const inPool = rows.filter(({ pool_id }) => pool_id === "1080020").map(({ seq }) => seq);
    expect(await seqs(null, { q: "1080020", limit: 50 })).toEqual(inPool.reverse().slice(0, 50));
    expect(await seqs(null, { q: "108002" })).toEqual([]);
  });

  it("finds a task by its id when it is not the first of its submission", async () => {
    const owner = ["0001a5c3b9--ffff", rows[41]!.operation_id];
    await db.write((tx) =>
      tx.query("insert into task_owners (upstream, task_id, operation_id) values ($1, $2, $3)", [
        rows[41]!.upstream,
        ...owner,
      ]),
    );
    expect(await seqs(rows[41]!.upstream, { q: "0001A5C3B9--FFFF" })).toEqual([42]);
  });

  it("refuses a cursor that it never gave", async () => {
    for (const cursor of ["-1", "a b", "zzzzzzzzzzzz", "Ä"])
      expect(await listRows(db, null, { limit: 5, cursor })).toBeNull();
  });

  it("is empty for a Toloka without rows", async () => {
    expect(await seqs("unknown", {})).toEqual([]);
    expect(await seqs("unknown", { q: "cat", since: new Date(TIME).toISOString() })).toEqual([]);
    expect(await countCreated(db, "unknown", TIME)).toBe(0);
  });

  it("exports every row of a filter once, newest first, and the rows of chosen ids", async () => {
    const seqsOf = async (pages: AsyncIterable<SubmissionRow[]>) => {
      const found: number[] = [];
      for await (const page of pages) found.push(...page.map(({ seq }) => seq));
      return found;
    };
    for (const filter of [{}, { status: "rejected,cancelled" }, { q: "cat", pool_id: POOLS[0]! }])
      expect(await seqsOf(exportRows(db, UPSTREAMS[0]!, filter))).toEqual(
        expected(UPSTREAMS[0]!, { ...filter, limit: 1 }),
      );
    const ids = rows.filter(({ seq }) => seq % 9 === 0).map(({ operation_id }) => operation_id);
    expect(await seqsOf(rowsWithIds(db, [...ids, "unknown"]))).toEqual(
      Array.from({ length: ROWS / 9 }, (_, index) => ROWS - index * 9),
    );
  });

  it("counts each status and the stopped tasks, for every mix of filters", async () => {
    const most = (filter: CountFilter) => (filter.q ? 200 : 10_000);
    await fc.assert(
      fc.asyncProperty(filters, fc.constantFrom(...UPSTREAMS, null), async (given, upstream) => {
        const { limit: _limit, status: _status, stopped: _stopped, ...filter } = given;
        const wanted = (more: Partial<SubmissionFilter>) => {
          const { length } = expected(upstream, { ...filter, ...more, limit: 1 });
          return { count: Math.min(length, most(filter)), more: length > most(filter) };
        };
        expect(await countByStatus(db, upstream, filter)).toEqual({
          statuses: Object.fromEntries(STATUSES.map((status) => [status, wanted({ status })])),
          stopped: wanted({ stopped: "true" }),
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it("lists the pools with the newest submissions, with what was created since a moment and the latest task", async () => {
    for (const upstream of UPSTREAMS) {
      const since = new Date(TIME + 4_000_000).toISOString();
      const wanted = POOLS.map((pool_id) => {
        const here = rows.filter((row) => row.upstream === upstream && row.pool_id === pool_id);
        const latest = here.findLast(({ status }) => status === "created")!;
        return {
          seq: here.at(-1)!.seq,
          pool: {
            pool_id,
            last_at: new Date(here.at(-1)!.created_at).toISOString(),
            created: expected(upstream, { pool_id, status: "created", since, limit: 1 }, true).length,
            latest: {
              operation_id: latest.operation_id,
              created_at: new Date(latest.created_at).toISOString(),
              input_values: latest.tasks[0]!.input_values,
            },
          },
        };
      }).sort((a, b) => b.seq - a.seq);
      expect(await recentPools(db, upstream, { since, limit: 24 })).toEqual(wanted.map(({ pool }) => pool));
      expect(await recentPools(db, upstream, { since, limit: 2 })).toEqual(wanted.slice(0, 2).map(({ pool }) => pool));
    }
    expect(await recentPools(db, "unknown", { since: new Date(TIME).toISOString(), limit: 6 })).toEqual([]);
  });

  it("writes the words of old rows anew, and finds a submission by the code and the message of its error", async () => {
    const before = await db.query("select seq, search from submissions order by seq");
    const old = rows.find(({ status }) => status === "rejected")!.seq;
    const error = { code: "POOL_STRANGE", message: "No room for okapis." };
    const set = (sql: string, values: unknown[]) => db.write((tx) => tx.query(sql, values));
    await set("update submissions set search = ' 1080020' where seq <= 250", []);
    await set("update submissions set error = $1 where seq = $2", [JSON.stringify(error), old]);
    await set("update text_refill set below = 251", []);
    await refillText(db, () => expect.unreachable(), new AbortController().signal);
    for (const q of ["POOL_STRANGE", "room okapis"]) expect(await seqs(null, { q })).toEqual([old]);
    await set("update submissions set error = null, search = $1 where seq = $2", [rows[old - 1]!.search, old]);
    expect(await db.query("select seq, search from submissions order by seq")).toEqual(before);

    const operation_id = "op-failed";
    const { seq } = await writeRow(db, { operation_id, upstream: "failing", status: "sending", claim: "c" });
    await changeRow(db, operation_id, { claim: "c", to: "rejected", due: null, set: { error } });
    for (const q of ["POOL_STRANGE", "room okapis"]) expect(await seqs("failing", { q })).toEqual([seq]);
    await set("delete from submissions where seq = $1", [seq]);
  });

  it("counts what was created since a moment", async () => {
    for (const [upstream, since, pool] of [
      [UPSTREAMS[0]!, TIME + 100_000, undefined],
      [UPSTREAMS[0]!, TIME + 7_000_000, POOLS[1]],
      [null, TIME, POOLS[2]],
      [null, TIME + ROWS * 1_000 + 3_000, undefined],
    ] as const) {
      const filter = { limit: 1, status: "created", since: new Date(since).toISOString() };
      const wanted = expected(upstream, pool === undefined ? filter : { ...filter, pool_id: pool }, true).length;
      expect(await countCreated(db, upstream, since, pool)).toBe(wanted);
    }
  });
});
