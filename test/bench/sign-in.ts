import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { type Collector, startCollector } from "../support/collector.ts";
import { type SpawnedDesk, spawnDesk, temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople, visitor } from "../support/sign-in/signed-in.ts";
import { createLoad } from "./measure/load.ts";
import { processorMicroseconds, residentMegabytes } from "./measure/processes.ts";

/**
 * `npm run bench:sign-in -- --requests 5000 --turns 3`: what sign-in and traces cost on SQLite with the built-in Toloka: seconds
 * of a start, resident memory when idle, and processor time a request, of the whole server. The servers take turns, so
 * that another program on this machine slows all of them.
 */
const { values } = parseArgs({
  options: { requests: { type: "string", default: "5000" }, turns: { type: "string", default: "3" } },
});
const requests = Number(values.requests);
const turns = Number(values.turns);

const WIDTH = 8;
/** Until nothing more is loaded or collected, in milliseconds. */
const IDLE_MS = 10_000;
const PATH = "/api/session";
/** The budgets of sign-in. */
const BUDGET = { startSeconds: 3, megabytes: 150, requestMicroseconds: 300 };

interface Measured {
  name: string;
  starts: number[];
  megabytes: number;
  /** Microseconds a request, of each turn. */
  requests: number[];
}

const middle = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;

async function startTimed(env: Record<string, string>, dataDir: string) {
  const began = performance.now();
  // As `npm start` does.
  const NODE_COMPILE_CACHE = join(import.meta.dirname, "../../.cache/compiled");
  const desk = await spawnDesk({ env: { NODE_COMPILE_CACHE, ...env }, dataDir });
  return { desk, seconds: (performance.now() - began) / 1_000 };
}

/** Asks for who is signed in, over kept connections. */
function asking(desk: SpawnedDesk, cookie: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: WIDTH });
  const headers = cookie === "" ? {} : { cookie };
  const one = () =>
    new Promise<void>((resolve, reject) => {
      request({ host: "127.0.0.1", port: desk.port, path: PATH, agent, headers }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`${PATH} was answered with ${answer.statusCode}`));
        answer.resume().once("end", resolve);
      })
        .once("error", reject)
        .end();
    });
  return { one, close: () => agent.destroy() };
}

async function measureRequests(desk: SpawnedDesk, one: () => Promise<void>): Promise<number> {
  const before = await processorMicroseconds(desk.pid());
  let left = requests;
  const caller = async (): Promise<void> => {
    while (left-- > 0) await one();
  };
  await Promise.all(Array.from({ length: WIDTH }, caller));
  return ((await processorMicroseconds(desk.pid())) - before) / requests;
}

async function prepare(name: string, env: Record<string, string>, person: string | null) {
  const dataDir = await temporaryFolder();
  if (person !== null) await addPeople(`file:${join(dataDir, "journal.sqlite")}`, { [person]: "administrator" });
  const starts: number[] = [];
  for (let turn = 1; turn < turns; turn++) {
    const { desk, seconds } = await startTimed(env, dataDir);
    starts.push(seconds);
    await desk.stop();
  }
  const { desk, seconds } = await startTimed(env, dataDir);
  starts.push(seconds);
  const visit = visitor(desk.url);
  if (person !== null) await visit.signIn(person);
  await sleep(IDLE_MS);
  const measured: Measured = { name, starts, megabytes: await residentMegabytes(desk.pid()), requests: [] };
  const { one, close } = asking(desk, visit.cookie());
  await createLoad().warmUp(WIDTH, 2, one);
  const end = async (): Promise<void> => {
    close();
    await desk.remove();
  };
  return { measured, desk, one, end };
}

async function run(collector: Collector): Promise<Measured[]> {
  const prepared = [
    await prepare("without sign-in", {}, null),
    await prepare("SIGN_IN=password, with a session", { SIGN_IN: "password" }, "Ada"),
    await prepare("traces, without sign-in", { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, null),
  ];
  for (let turn = 0; turn < turns; turn++)
    for (const { measured, desk, one } of prepared) measured.requests.push(await measureRequests(desk, one));
  for (const { end } of prepared) await end();
  return prepared.map(({ measured }) => measured);
}

const collector = await startCollector();
const measured = await run(collector);
await collector.close();
console.log("| | start, s | idle, MB | processor µs a request |\n|---|---|---|---|");
for (const { name, starts, megabytes, requests: all } of measured)
  console.log(
    `| ${name} | ${middle(starts).toFixed(2)} | ${megabytes.toFixed(0)} | ${all.map((each) => each.toFixed(0)).join(", ")} |`,
  );
const [without, session] = measured as [Measured, Measured];
// Of each turn, since both were measured one after the other in it.
const more = middle(session.requests.map((each, turn) => each - without.requests[turn]!));
console.log(`A session takes ${more.toFixed(0)} µs more a request.`);
const kept =
  middle(session.starts) <= BUDGET.startSeconds &&
  session.megabytes <= BUDGET.megabytes &&
  more <= BUDGET.requestMicroseconds;
console.log(kept ? "Within the budgets of sign-in." : `Over a budget of sign-in: ${JSON.stringify(BUDGET)}`);
process.exitCode = kept ? 0 : 1;
