import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDb } from "../../server/db/db.ts";
import { completeTextIndex } from "../../server/submissions/history/feed-text-index.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { fillJournal } from "./history-rows.ts";
import { type Chart, drawCharts } from "./measure/chart.ts";
import { checkOut } from "./measure/check-out.ts";
import { createLoad, type Load } from "./measure/load.ts";
import { type DesksOptions, plainUndici, throughDesks, type Way } from "./measure/ways.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

/**
 * `npm run bench -- --seconds 2 --turns 3 --against REVISION --chart FILE.svg`: creates a second, an operator's wait, and the
 * processor time a create of every process, through a desk with its durable journal on SQLite, on PostgreSQL and through two
 * replicas, and by plain undici straight at the same upstream. With a revision, its desk is measured as well. They take turns,
 * so that another program on this machine slows all of them. Upstream, desks and load share the machine.
 * `--rows 1000000` adds a desk whose SQLite journal holds so many submissions already. `--flush-ms 10` makes each flush of the SQLite journal take that much longer; `--memory 1000,10000,100000` states the
 * resident memory after so many creates. What cannot be measured here is named.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "2" },
    turns: { type: "string", default: "3" },
    widths: { type: "string", default: "1,16,64,256" },
    journals: { type: "string", default: "sqlite,postgres,replicas" },
    memory: { type: "string", default: "1000,10000,100000" },
    against: { type: "string" },
    rows: { type: "string" },
    "flush-ms": { type: "string", default: "0" },
    chart: { type: "string" },
  },
});
const seconds = Number(values.seconds);
const turns = Number(values.turns);
const widths = values.widths.split(",").map(Number);
const journals = values.journals.split(",");
const memoryAfter = values.memory.split(",").filter(Boolean).map(Number);

const WARM_UP_SECONDS = 2;
const MEMORY_WIDTH = 64;

const MODES = [
  { asynchronous: false, operationMs: 0, name: "Synchronous" },
  { asynchronous: true, operationMs: 20, name: "Asynchronous, operations of 20 ms" },
] as const;

/** What a way came to in all its turns; times in milliseconds unless said. */
interface Result {
  name: string;
  load: Load;
  /** Microseconds, all turns. */
  processor: number | null;
  loopDelay: number | null;
  resident: number | null;
}

/** Runs a part of the bench; one that cannot run is named, and the bench goes on. */
async function orSay<T>(part: string, run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    console.log(`Not measured: ${part}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** A journal with so many submissions, in a folder of its own. */
async function filledJournal(rows: number): Promise<{ name: string; url: string; remove(): Promise<void> }> {
  const folder = await temporaryFolder();
  const url = `file:${join(folder, "journal.sqlite")}`;
  const db = await openDb(url);
  await fillJournal(db, rows);
  await completeTextIndex(db);
  await db.close();
  return {
    name: `SQLite, ${rows.toLocaleString("en")} rows`,
    url,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
type Filled = Awaited<ReturnType<typeof filledJournal>>;

/** The desks that are measured beside plain undici. */
function desksOf(postgres: TestPostgres | null, against: string | null, filled: Filled | null) {
  const wanted: (Pick<DesksOptions, "name" | "replicas" | "postgres" | "root"> & { url?: string })[] = [];
  if (journals.includes("sqlite")) wanted.push({ name: "SQLite", replicas: 1, postgres: null, root: null });
  if (filled !== null) wanted.push({ ...filled, replicas: 1, postgres: null, root: null });
  if (against !== null) wanted.push({ name: `SQLite, ${values.against}`, replicas: 1, postgres: null, root: against });
  if (postgres !== null && journals.includes("postgres"))
    wanted.push({ name: "PostgreSQL", replicas: 1, postgres, root: null });
  if (postgres !== null && journals.includes("replicas"))
    wanted.push({ name: "PostgreSQL, two replicas", replicas: 2, postgres, root: null });
  return wanted;
}

async function compare(
  upstream: Upstream,
  asynchronous: boolean,
  width: number,
  wanted: ReturnType<typeof desksOf>,
): Promise<Result[]> {
  const ways: Way[] = [plainUndici(upstream, asynchronous, width)];
  for (const { url, ...desks } of wanted) {
    const env = { FLUSH_DELAY_MS: values["flush-ms"], ...(url === undefined ? {} : { DATABASE_URL: url }) };
    const way = await orSay(desks.name, () => throughDesks({ ...desks, upstream, asynchronous, width, env }));
    if (way !== null) ways.push(way);
  }
  const results = ways.map(
    ({ name }): Result => ({ name, load: createLoad(), processor: null, loopDelay: null, resident: null }),
  );
  try {
    for (const [index, way] of ways.entries()) {
      await results[index]!.load.warmUp(width, WARM_UP_SECONDS, way.create);
      await way.loopDelay();
    }
    for (let turn = 0; turn < turns; turn++)
      for (const [index, way] of ways.entries()) {
        const result = results[index]!;
        const before = await way.processor();
        await result.load.run(width, seconds, way.create);
        const after = await way.processor();
        if (before !== null && after !== null) result.processor = (result.processor ?? 0) + after - before;
        const delay = await way.loopDelay();
        if (delay !== null) result.loopDelay = Math.max(result.loopDelay ?? 0, delay);
        result.resident = await way.resident();
      }
    return results;
  } finally {
    for (const way of ways) await way.close();
  }
}

const rounded = (value: number | null, digits: number): string => (value === null ? "" : value.toFixed(digits));
const perCreate = ({ processor, load }: Result): number | null =>
  processor === null ? null : processor / load.count();

function printTable(width: number, results: Result[]): void {
  console.table(
    results.map((result) => ({
      "at a time": width,
      way: result.name,
      "creates/s": Math.round(result.load.perSecond()),
      ratio: (result.load.perSecond() / results[0]!.load.perSecond()).toFixed(2),
      "p50 ms": result.load.percentile(0.5).toFixed(1),
      "p95 ms": result.load.percentile(0.95).toFixed(1),
      "p99 ms": result.load.percentile(0.99).toFixed(1),
      "processor µs/create": rounded(perCreate(result), 0),
      "loop p99 ms": rounded(result.loopDelay, 1),
      "resident MB": rounded(result.resident, 0),
    })),
  );
}

/** Resident memory when idle and after so many synchronous creates on SQLite. */
async function measureMemory(): Promise<void> {
  const upstream = await startUpstream(0);
  const options = { name: "SQLite", upstream, asynchronous: false, width: MEMORY_WIDTH };
  const way = await throughDesks({ ...options, replicas: 1, postgres: null, root: null, env: {} });
  try {
    const rows: Record<string, string>[] = [{ creates: "0", "resident MB": rounded(await way.resident(), 0) }];
    let next = 0;
    for (const creates of memoryAfter.toSorted((a, b) => a - b)) {
      const caller = async (): Promise<void> => {
        while (next < creates) await way.create(next++);
      };
      await Promise.all(Array.from({ length: MEMORY_WIDTH }, caller));
      rows.push({ creates: creates.toLocaleString("en"), "resident MB": rounded(await way.resident(), 0) });
    }
    console.log("\nMemory, SQLite, synchronous");
    console.table(rows);
  } finally {
    await way.close();
    await upstream.close();
  }
}

function chartsOf(mode: string, measured: { width: number; results: Result[] }[]): Chart[] {
  const series = measured[0]?.results.map(({ name }) => name) ?? [];
  const groups = (value: (result: Result, all: Result[]) => number | null) =>
    measured.map(({ width, results }) => ({
      label: `${width} at a time`,
      values: series.map((name) => {
        const result = results.find((found) => found.name === name);
        return result === undefined ? null : value(result, results);
      }),
    }));
  return [
    { title: mode, unit: "creates a second", series, groups: groups(({ load }) => load.perSecond()) },
    { title: mode, unit: "processor microseconds a create, every process", series, groups: groups(perCreate) },
  ];
}

const { rows } = values;
const filled = rows === undefined ? null : await orSay(`${rows} rows`, () => filledJournal(Number(rows)));
const against = values.against === undefined ? null : await orSay(values.against, () => checkOut(values.against!));
const postgres = journals.some((journal) => journal !== "sqlite")
  ? await orSay("PostgreSQL", () => startPostgres())
  : null;
try {
  const charts: Chart[] = [];
  for (const { asynchronous, operationMs, name } of MODES) {
    const upstream = await startUpstream(operationMs);
    console.log(`\n${name}`);
    const measured = [];
    try {
      for (const width of widths) {
        const results = await compare(upstream, asynchronous, width, desksOf(postgres, against?.root ?? null, filled));
        printTable(width, results);
        measured.push({ width, results });
      }
    } finally {
      await upstream.close();
    }
    charts.push(...chartsOf(name, measured));
  }
  if (values.chart !== undefined) await writeFile(values.chart, drawCharts(charts));
  if (memoryAfter.length > 0) await orSay("memory", measureMemory);
} finally {
  await against?.remove();
  await filled?.remove();
  await postgres?.stop();
}
