import { Readable } from "node:stream";
import { parseArgs } from "node:util";
import { request } from "undici";
import { parseJson } from "../../shared/values/json.ts";
import { linesOf } from "../support/desk/import-call.ts";
import { startPostgres } from "../support/desk/postgres.ts";
import { spawnDesk } from "../support/desk/spawned-desk.ts";
import { processorMicroseconds, residentMegabytes } from "./measure/processes.ts";
import { startUpstream } from "./upstream.ts";

/**
 * `npm run bench:imports -- --rows 1000000 --engine sqlite|postgres [--all] [--cold]`: uploads many rows through the API as JSON lines.
 * How many rows a second are on disk when the import is accepted, the server's processor time for a row, and by how much its
 * resident memory grows until then and while it sends. `--all` waits until every task is created, at Toloka's pace of 100,000 a
 * minute; without, sending is watched for a minute. `--cold`: nothing is imported before, so that compiled code and caches count
 * as growth. Load, Toloka and PostgreSQL share the machine with the server.
 */
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    engine: { type: "string", default: "sqlite" },
    all: { type: "boolean", default: false },
    cold: { type: "boolean", default: false },
  },
});
const total = Number(values.rows);
/** Rows made at a time. */
const BATCH = 1_000;
const WATCH_MS = 40_000;

const postgres = values.engine === "postgres" ? await startPostgres() : null;
const upstream = await startUpstream(20);
const env: Record<string, string> = { LOG_LEVEL: "warn" };
if (postgres) env.DATABASE_URL = await postgres.url("bench");
const desk = await spawnDesk({ toloka: upstream, env });

function rows(from: number, count: number): string {
  return linesOf(
    Array.from({ length: count }, (_row, index) => ({
      input_values: { image: `https://example.com/pictures/${from + index}.jpg`, count: (from + index) % 1_000 },
      overlap: 3,
    })),
  );
}

function* lines(count: number, name: number): Generator<Buffer> {
  for (let made = 0; made < count; made += BATCH) yield Buffer.from(rows(name + made, Math.min(BATCH, count - made)));
}

interface State {
  import_id: string;
  created: number;
  pending: number;
}

async function upload(count: number, name: number): Promise<State> {
  const { statusCode, body } = await request(`${desk.url}/api/imports?pool_id=1080020`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson" },
    body: Readable.from(lines(count, name)),
  });
  const text = await body.text();
  if (statusCode !== 202) throw new Error(`${statusCode}: ${text}`);
  return parseJson(text) as unknown as State;
}

async function stateOf(id: string): Promise<State> {
  return (await desk.call("GET", `/api/imports/${id}`)).body as unknown as State;
}

/** The largest resident memory while `act` runs, in megabytes. */
async function peakDuring<T>(act: () => Promise<T>): Promise<{ value: T; peak: number }> {
  let peak = 0;
  const sample = async (): Promise<void> => {
    peak = Math.max(peak, await residentMegabytes(desk.pid()));
  };
  await sample();
  const timer = setInterval(() => void sample(), 50);
  try {
    return { value: await act(), peak };
  } finally {
    clearInterval(timer);
  }
}

const megabytes = (size: number): string => `${size.toFixed(0)} MB`;

try {
  const idle = await residentMegabytes(desk.pid());
  // So that compiled code and caches are not counted as growth.
  const small = values.cold ? null : await upload(20_000, 10_000_000);
  for (let state = small; state !== null && state.pending > 0; state = await stateOf(state.import_id))
    await new Promise((wake) => setTimeout(wake, 200));
  const before = await residentMegabytes(desk.pid());

  const worked = await processorMicroseconds(desk.pid());
  let began = performance.now();
  const accepted = await peakDuring(() => upload(total, 0));
  const seconds = (performance.now() - began) / 1_000;
  const processor = ((await processorMicroseconds(desk.pid())) - worked) / total;
  console.log(
    `${total} rows on ${values.engine} accepted in ${seconds.toFixed(1)} s: ${Math.round(total / seconds)} rows a second, ${processor.toFixed(1)} µs of processor time a row` +
      `\n  resident memory: ${megabytes(idle)} after the start, ${megabytes(before)} before, at most ${megabytes(accepted.peak)}: grows by ${megabytes(accepted.peak - before)}`,
  );

  began = performance.now();
  const id = accepted.value.import_id;
  const sent = await peakDuring(async () => {
    for (;;) {
      const state = await stateOf(id);
      if (state.pending === 0 || (!values.all && performance.now() - began > WATCH_MS)) return state;
      await new Promise((wake) => setTimeout(wake, 1_000));
    }
  });
  const minutes = (performance.now() - began) / 60_000;
  console.log(
    `  sending: ${sent.value.created} created in ${minutes.toFixed(1)} minutes; resident memory at most ${megabytes(sent.peak)}: grows by ${megabytes(sent.peak - before)}`,
  );
} finally {
  await desk.remove();
  await upstream.close();
  await postgres?.stop();
}
