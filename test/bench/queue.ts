import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { openDb } from "../../server/db/db.ts";
import { insertSubmission, type NewRow } from "../../server/submissions/journal/insert.ts";
import { upstreamKey } from "../../shared/upstream-key.ts";
import { spawnDesk } from "../support/desk/spawned-desk.ts";
import { percentile } from "./measure/load.ts";
import { startUpstream } from "./upstream.ts";

/**
 * `npm run bench:queue -- --rows 100000`: how long health and an operator's own creation take while a long queue is worked
 * off, compared with an empty queue, in one run.
 */
const { values } = parseArgs({ options: { rows: { type: "string", default: "100000" } } });
const total = Number(values.rows);
const SAMPLES = 60;

const upstream = await startUpstream(20);
const desk = await spawnDesk({ toloka: upstream, env: { LOG_LEVEL: "warn" } });

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

async function create(): Promise<void> {
  const task = { pool_id: "1080020", input_values: { image: `https://example.com/${randomUUID()}.jpg` }, overlap: 3 };
  const { status, body } = await desk.call("POST", "/api/submissions?wait=60", { task });
  if (status !== 201) throw new Error(`${status}: ${JSON.stringify(body)}`);
}

async function measure(name: string): Promise<void> {
  const health: number[] = [];
  const creation: number[] = [];
  await create();
  for (let sample = 0; sample < SAMPLES; sample++) {
    health.push(await timed(() => desk.call("GET", "/api/health")));
    creation.push(await timed(create));
  }
  const text = (times: number[]): string =>
    `p50 ${percentile(times, 0.5).toFixed(0)} ms  p99 ${percentile(times, 0.99).toFixed(0)} ms`;
  const { body } = await desk.call("GET", "/api/health");
  const { length } = (body as unknown as { queue: { length: number } }).queue;
  console.log(`${name} (${length} queued)\n  health    ${text(health)}\n  creation  ${text(creation)}`);
}

/** Submissions as a script leaves them that was quicker than Toloka. */
async function fillQueue(): Promise<void> {
  const db = await openDb(`file:${desk.dataDir}/journal.sqlite`);
  const [known] = await db.query<{ upstream: string }>("select upstream from submissions limit 1");
  const row = (): NewRow => {
    const operation_id = randomUUID();
    const image = `https://example.com/${operation_id}.jpg`;
    return {
      operation_id,
      upstream: known?.upstream ?? upstreamKey({ environment: "custom", url: upstream.url }),
      environment: "custom",
      pool_id: "1080020",
      status: "queued",
      content_hash: operation_id,
      tasks: [{ pool_id: "1080020", input_values: { image }, overlap: 3 }],
      parameters: { operation_id, async_mode: true, allow_defaults: false, open_pool: false },
      created_by: "operator",
      replaces: null,
      search: ` ${operation_id}`,
      delay_ms: 0,
      claim: null,
      lease_ms: 0,
      sent_at: null,
    };
  };
  for (let filled = 0; filled < total; filled += 250)
    await Promise.all(Array.from({ length: 250 }, () => insertSubmission(db, row())));
  await db.close();
}

try {
  await measure("Empty queue");
  await desk.stop();
  await fillQueue();
  await desk.start();
  await measure("Long queue");
} finally {
  await desk.remove();
  await upstream.close();
}
