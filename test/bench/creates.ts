import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Pool } from "undici";
import { type Json, type JsonObject, parseJson, stringifyJson } from "../../shared/values/json.ts";
import { type SpawnedDesk, spawnDesk } from "../support/desk/spawned-desk.ts";
import { until } from "../support/until.ts";
import { checkOut } from "./check-out.ts";
import { createLoad, type Load } from "./load.ts";
import { processorMicroseconds, residentMegabytes } from "./processes.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

/**
 * `npm run bench -- --seconds 2 --turns 3 --against REVISION`: creates a second, an operator's wait, and the desk's processor
 * time a create, through the desk with its durable journal and by plain undici straight at the same upstream. With a revision,
 * its desk is measured as well. They take turns, so that another program on this machine slows all of them. Upstream, desks
 * and load share the machine. `--flush-ms 10` makes each flush of the journal to disk take that much longer.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "2" },
    turns: { type: "string", default: "3" },
    widths: { type: "string", default: "1,16,64,256" },
    against: { type: "string" },
    "flush-ms": { type: "string", default: "0" },
  },
});
const seconds = Number(values.seconds);
const turns = Number(values.turns);
const widths = values.widths.split(",").map(Number);

const WARM_UP_SECONDS = 2;

type Create = (index: number) => Promise<void>;
const taskOf = (index: number): JsonObject => ({
  pool_id: "1080020",
  input_values: { image: `https://example.com/bench/${index}.jpg` },
  overlap: 3,
  infinite_overlap: false,
});

/** The answer's text: reading it is left to those who need it, because the load runs on the same cores. */
async function ask(
  pool: Pool,
  method: "GET" | "POST",
  path: string,
  headers: Record<string, string>,
  body?: Json,
): Promise<string> {
  const answer = await pool.request({
    method,
    path,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: stringifyJson(body) }),
  });
  const text = await answer.body.text();
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
  return text;
}

/** Creating without a desk: the fewest requests that learn the created task, asking every 5 ms for the operation's end. */
function plain(pool: Pool, token: string, asynchronous: boolean): Create {
  const headers = { authorization: `OAuth ${token}` };
  return async (index) => {
    const id = randomUUID();
    const path = `/api/v1/tasks?async_mode=${asynchronous}&operation_id=${id}`;
    const answer = await ask(pool, "POST", path, headers, taskOf(index));
    if (!asynchronous) return;
    for (let operation = answer; !operation.includes('"status":"SUCCESS"'); ) {
      await sleep(5);
      operation = await ask(pool, "GET", `/api/v1/operations/${id}`, headers);
    }
    const log = parseJson(await ask(pool, "GET", `/api/v1/operations/${id}/log`, headers)) as JsonObject[];
    await ask(pool, "GET", `/api/v1/tasks/${(log[0]!.output as { task_id: string }).task_id}`, headers);
  };
}

function throughDesk(pool: Pool, asynchronous: boolean): Create {
  return async (index) => {
    const asked = { task: taskOf(index), parameters: { async_mode: asynchronous } };
    const made = await ask(pool, "POST", "/api/submissions?wait=60", {}, asked);
    if (!made.includes('"status":"created"')) throw new Error(`not created: ${made}`);
  };
}

/** One way of creating tasks, and what it came to in all its turns. */
interface Way {
  name: string;
  pool: Pool;
  create: Create;
  load: Load;
  /** Absent for plain undici, whose work is done by this process. */
  desk?: SpawnedDesk;
  processor: number;
  /** The 99th percentile of each turn, milliseconds. */
  loopDelays: number[];
}

/** The 99th percentile of the delay of a desk's event loop since the last call, milliseconds. */
async function loopDelay(desk: SpawnedDesk): Promise<number> {
  const before = desk.logs().length;
  desk.signal("SIGUSR2");
  return until("the event loop's delay", () => {
    const printed = /loop delay: \S+ (\S+)/.exec(desk.logs().slice(before));
    return printed === null ? null : Number(printed[1]);
  });
}

async function compare(upstream: Upstream, asynchronous: boolean, width: number, against: string | null) {
  const env = {
    TOLOKA_RATE_PER_SECOND: "0",
    LOG_LEVEL: "warn",
    NODE_OPTIONS: `--import=${new URL("./loop-delay.ts", import.meta.url).href}`,
    FLUSH_DELAY_MS: values["flush-ms"],
  };
  const bare = new Pool(upstream.url, { connections: width });
  const ways: Way[] = [
    {
      name: "plain undici",
      pool: bare,
      create: plain(bare, upstream.token, asynchronous),
      load: createLoad(),
      processor: 0,
      loopDelays: [],
    },
  ];
  for (const [name, root] of [
    ["Task Desk", null] as const,
    ...(against === null ? [] : [[values.against!, against] as const]),
  ]) {
    const desk = await spawnDesk({ toloka: upstream, env, ...(root === null ? {} : { root }) });
    const pool = new Pool(desk.url, { connections: width });
    ways.push({
      name,
      pool,
      create: throughDesk(pool, asynchronous),
      load: createLoad(),
      desk,
      processor: 0,
      loopDelays: [],
    });
  }
  try {
    for (const { load, create, desk } of ways) {
      await load.warmUp(width, WARM_UP_SECONDS, create);
      if (desk) await loopDelay(desk);
    }
    for (let turn = 0; turn < turns; turn++)
      for (const way of ways) {
        const before = way.desk ? await processorMicroseconds(way.desk.pid()) : 0;
        await way.load.run(width, seconds, way.create);
        if (way.desk === undefined) continue;
        way.processor += (await processorMicroseconds(way.desk.pid())) - before;
        way.loopDelays.push(await loopDelay(way.desk));
      }
    const rows = [];
    for (const { name, load, processor, desk, loopDelays } of ways)
      rows.push({
        "at a time": width,
        way: name,
        "creates/s": Math.round(load.perSecond()),
        ratio: (load.perSecond() / ways[0]!.load.perSecond()).toFixed(2),
        "p50 ms": load.percentile(0.5).toFixed(1),
        "p95 ms": load.percentile(0.95).toFixed(1),
        "p99 ms": load.percentile(0.99).toFixed(1),
        "processor µs/create": desk ? Math.round(processor / load.count()) : "",
        "loop p99 ms": desk ? Math.max(...loopDelays).toFixed(1) : "",
        "resident MB": desk ? Math.round(await residentMegabytes(desk.pid())) : "",
      });
    console.table(rows);
  } finally {
    for (const { pool, desk } of ways) {
      await pool.destroy();
      await desk?.remove();
    }
  }
}

const against = values.against === undefined ? null : await checkOut(values.against);
try {
  for (const [asynchronous, operationMs] of [
    [false, 0],
    [true, 20],
  ] as const) {
    const upstream = await startUpstream(operationMs);
    console.log(`\n${asynchronous ? `Asynchronous, operations of ${operationMs} ms` : "Synchronous"}`);
    try {
      for (const width of widths) await compare(upstream, asynchronous, width, against?.root ?? null);
    } finally {
      await upstream.close();
    }
  }
} finally {
  await against?.remove();
}
