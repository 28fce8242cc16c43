import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { type Json, type JsonObject, parseJson, stringifyJson } from "../../../shared/values/json.ts";
import type { TestPostgres } from "../../support/desk/postgres.ts";
import { type SpawnedDesk, spawnDesk } from "../../support/desk/spawned-desk.ts";
import { until } from "../../support/until.ts";
import type { Upstream } from "../upstream.ts";
import { processorMicroseconds, processorMicrosecondsWithChildren, residentMegabytes } from "./processes.ts";

/** A way of creating tasks that is measured. */
export interface Way {
  name: string;
  create(index: number): Promise<void>;
  /** Processor time so far of every process that belongs to it, in microseconds; null for plain undici, which is this process. */
  processor(): Promise<number | null>;
  /** The 99th percentile of the delay of the slowest desk's event loop since the last call, in milliseconds. */
  loopDelay(): Promise<number | null>;
  /** Resident memory of the largest desk, in megabytes. */
  resident(): Promise<number | null>;
  close(): Promise<void>;
}

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

/** Without a desk: the fewest requests that learn the created task, asking every 5 ms for the operation's end. */
export function plainUndici(upstream: Upstream, asynchronous: boolean, width: number): Way {
  const pool = new Pool(upstream.url, { connections: width });
  const headers = { authorization: `OAuth ${upstream.token}` };
  return {
    name: "plain undici",
    async create(index) {
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
    },
    processor: async () => null,
    loopDelay: async () => null,
    resident: async () => null,
    close: () => pool.destroy(),
  };
}

export interface DesksOptions {
  name: string;
  upstream: Upstream;
  asynchronous: boolean;
  width: number;
  /** How many desks share the journal and the load. */
  replicas: number;
  /** Null: SQLite. */
  postgres: TestPostgres | null;
  /** The folder of another revision; null: this one. */
  root: string | null;
  env: Record<string, string>;
}

/** Through desks with their durable journal. */
export async function throughDesks(options: DesksOptions): Promise<Way> {
  const { postgres, upstream, asynchronous, width, replicas, root } = options;
  const env = {
    TOLOKA_RATE_PER_SECOND: "0",
    LOG_LEVEL: "warn",
    NODE_OPTIONS: `--import=${new URL("./loop-delay.ts", import.meta.url).href}`,
    ...(postgres ? { DATABASE_URL: await postgres.url("bench") } : {}),
    ...options.env,
  };
  const desks: SpawnedDesk[] = [];
  for (let index = 0; index < replicas; index++)
    desks.push(await spawnDesk({ toloka: upstream, env, ...(root === null ? {} : { root }) }));
  const pools = desks.map(({ url }) => new Pool(url, { connections: Math.ceil(width / replicas) }));
  const serverPid = await postgres?.pid();
  return {
    name: options.name,
    async create(index) {
      const asked = { task: taskOf(index), parameters: { async_mode: asynchronous } };
      const made = await ask(pools[index % pools.length]!, "POST", "/api/submissions?wait=60", {}, asked);
      if (!made.includes('"status":"created"')) throw new Error(`not created: ${made}`);
    },
    async processor() {
      const each = await Promise.all(desks.map((desk) => processorMicroseconds(desk.pid())));
      const server = serverPid === undefined ? 0 : await processorMicrosecondsWithChildren(serverPid);
      return each.reduce((sum, time) => sum + time, server);
    },
    loopDelay: async () => Math.max(...(await Promise.all(desks.map(loopDelayOf)))),
    resident: async () => Math.max(...(await Promise.all(desks.map((desk) => residentMegabytes(desk.pid()))))),
    async close() {
      await Promise.all(pools.map((pool) => pool.destroy()));
      await Promise.all(desks.map((desk) => desk.remove()));
    },
  };
}

async function loopDelayOf(desk: SpawnedDesk): Promise<number> {
  const before = desk.logs().length;
  desk.signal("SIGUSR2");
  return until("the event loop's delay", () => {
    const printed = /loop delay: \S+ (\S+)/.exec(desk.logs().slice(before));
    return printed === null ? null : Number(printed[1]);
  });
}
