import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { Pool } from "undici";
import { type Json, type JsonObject, parseJson, stringifyJson } from "../../shared/values/json.ts";
import { spawnDesk } from "../support/desk/spawned-desk.ts";
import { type Load, underLoad } from "./load.ts";
import { startUpstream, type Upstream } from "./upstream.ts";

/**
 * `npm run bench -- --seconds 10`: creates a second and an operator's wait, through the desk with its durable journal and
 * by plain undici straight at the same upstream, in one run. Upstream, desk and load share this machine.
 */
const { values } = parseArgs({ options: { seconds: { type: "string", default: "10" } } });
const seconds = Number(values.seconds);

type Create = (index: number) => Promise<void>;
const taskOf = (index: number): JsonObject => ({
  pool_id: "1080020",
  input_values: { image: `https://example.com/bench/${index}.jpg` },
  overlap: 3,
  infinite_overlap: false,
});

/** The answer's text: reading it is left to those who need it, for the load takes its time from the same cores. */
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

async function compare(name: string, upstream: Upstream, asynchronous: boolean, width: number): Promise<[Load, Load]> {
  const desk = await spawnDesk({ toloka: upstream, env: { TOLOKA_RATE_PER_SECOND: "0", LOG_LEVEL: "warn" } });
  const toDesk = new Pool(desk.url, { connections: width });
  const toUpstream = new Pool(upstream.url, { connections: width });
  try {
    const bare = await underLoad(width, seconds, plain(toUpstream, upstream.token, asynchronous));
    const through = await underLoad(width, seconds, throughDesk(toDesk, asynchronous));
    show(name, through, bare);
    return [through, bare];
  } finally {
    await Promise.all([toDesk.destroy(), toUpstream.destroy()]);
    await desk.remove();
  }
}

function show(name: string, desk: Load, bare: Load): void {
  const row = ({ perSecond, p50, p95 }: Load): string =>
    `${perSecond.toFixed(0).padStart(6)}/s   p50 ${p50.toFixed(1).padStart(6)} ms   p95 ${p95.toFixed(1).padStart(6)} ms`;
  console.log(`\n${name}\n  Task Desk     ${row(desk)}\n  plain undici  ${row(bare)}`);
  console.log(`  ratio         ${(desk.perSecond / bare.perSecond).toFixed(2)}`);
}

const quick = await startUpstream(20);
try {
  await compare("synchronous, 64 at a time", quick, false, 64);
  await compare("asynchronous, operations of 20 ms, 256 at a time", quick, true, 256);
} finally {
  await quick.close();
}
const slow = await startUpstream(30);
try {
  const [desk, bare] = await compare("one operator, operations of 30 ms", slow, true, 1);
  console.log(
    `  own share     p50 ${(desk.p50 - 30).toFixed(1)} ms over Toloka's 30 ms (plain: ${(bare.p50 - 30).toFixed(1)} ms)`,
  );
} finally {
  await slow.close();
}
