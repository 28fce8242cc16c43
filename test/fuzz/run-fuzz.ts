import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Json, parseJson, stringifyJson } from "../../shared/values/json.ts";
import { type SpawnedDesk, spawnDesk, temporaryFolder } from "../support/desk/spawned-desk.ts";
import { seededIntegers } from "../support/seeded-random.ts";
import { PASSWORD } from "../support/sign-in/signed-in.ts";
import { addCast, type Caller } from "./callers.ts";
import { faultIn } from "./judge.ts";
import { type Asked, type Description, requestsFrom } from "./requests.ts";
import { openSender } from "./send.ts";
import { KnownIds, learn, pick } from "./values.ts";

/** Requests under way together. */
const AT_ONCE = 24;
/** Every caller makes less than one in so many of the requests of all. */
const MANY = 5;
/** Faults after which the run ends. */
const ENOUGH = 20;
/** What resident memory may grow by after the warm-up, in MiB: what V8 has not collected yet. */
const MAX_GROWTH = 120;

export interface FuzzOptions {
  requests: number;
  seed: number;
  /** The name of the only caller; without it, all of them. */
  as?: string | undefined;
  /** Ends after this long, in milliseconds. */
  longest?: number;
  report?: (text: string) => void;
}

export interface FuzzResult {
  requests: number;
  faults: string[];
  /** Successful answers by caller. */
  answered: Map<string, number>;
  /** Answers by operation and status. */
  statuses: Map<string, number>;
  /** Resident memory of the server in MiB: after the warm-up, and at the end. */
  memory: [warm: number, end: number];
}

/** Sends random requests to a real server, as everybody who may and may not, and judges each answer. */
export async function runFuzz(options: FuzzOptions): Promise<FuzzResult> {
  const dataDir = await temporaryFolder();
  const url = `file:${join(dataDir, "journal.sqlite")}`;
  const cast = await addCast(url, PASSWORD, options.as === undefined ? options.requests / MANY : options.requests);
  const desk = await spawnDesk({ dataDir, env: { SIGN_IN: "password", DATABASE_URL: url } });
  const sender = openSender(desk.port, AT_ONCE);
  try {
    const description = parseJson((await desk.call("GET", "/api/openapi.json")).text) as unknown as Description;
    return await fuzz({ ...options, desk, description, cast, send: sender.send });
  } finally {
    sender.close();
    await desk.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Run = FuzzOptions & {
  desk: SpawnedDesk;
  description: Description;
  cast: Awaited<ReturnType<typeof addCast>>;
  send: ReturnType<typeof openSender>["send"];
};

async function fuzz({
  requests,
  seed,
  as,
  longest = Number.POSITIVE_INFINITY,
  report,
  desk,
  description,
  cast,
  send,
}: Run) {
  const ids = new KnownIds();
  const random = seededIntegers(seed);
  const make = requestsFrom(description, cast, ids);
  const callers = as === undefined ? cast.callers : cast.callers.filter(({ name }) => name === as);
  if (callers.length === 0)
    throw new Error(`nobody is called "${as}", only ${cast.callers.map(({ name }) => name).join(", ")}`);
  const deadline = performance.now() + longest;
  const result: FuzzResult = { requests: 0, faults: [], answered: new Map(), statuses: new Map(), memory: [0, 0] };
  const { faults, answered, statuses } = result;
  const ended = new Set<Caller>();
  const memory: number[] = [];
  const every = Math.max(500, Math.ceil(requests / 40));

  async function one(asked: Asked): Promise<void> {
    try {
      const answer = await send(asked);
      const { fault, json } = faultIn(asked, answer, cast.secrets);
      if (fault !== null) faults.push(`${fault}: ${answer.status} ${answer.text.slice(0, 300)}\n  ${shown(asked)}`);
      count(statuses, `${asked.operation ?? "no operation"} ${answer.status}`);
      if (answer.status < 300) {
        count(answered, asked.caller.name);
        learn(json, ids, asked.path.split(/[/?]/)[2] ?? "");
      }
      if (answer.status === 401 && asked.caller.session && !asked.odd && codeOf(json) === "NOT_SIGNED_IN")
        ended.add(asked.caller);
    } catch (error) {
      faults.push(`no answer (${String(error)})\n  ${shown(asked)}`);
    }
  }

  async function worker(): Promise<void> {
    while (result.requests < requests && faults.length < ENOUGH && performance.now() < deadline) {
      result.requests += 1;
      const number = result.requests;
      const asked = make(pick(random, callers), random);
      await one(asked);
      // Requests under way with the old session are refused as well, so a session may be renewed once too often.
      if (ended.delete(asked.caller) && !asked.caller.renew())
        faults.push(`no session is left for ${asked.caller.name}`);
      if (number % every === 0) {
        memory.push(residentOf(desk.pid()));
        report?.(`${number} requests, ${memory.at(-1)} MiB, ${faults.length} faults`);
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const alive = await desk.call("GET", "/api/health").catch(() => null);
  if (alive?.status !== 200) faults.push(`the server does not answer any more:\n${desk.logs().slice(-2000)}`);
  const bugs = desk
    .logs()
    .split("\n")
    .filter((line) => /Internal error|Warning|"level":(?:50|"error")/.test(line));
  if (bugs.length > 0) faults.push(`the log has errors:\n${bugs.slice(0, 5).join("\n")}`);
  memory.push(residentOf(desk.pid()));
  const third = Math.ceil(memory.length / 3);
  result.memory = [middle(memory.slice(third, 2 * third)), middle(memory.slice(2 * third))];
  if (result.memory[1] - result.memory[0] > MAX_GROWTH) faults.push(`memory grew: ${result.memory.join(" to ")} MiB`);
  return result;
}

const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
const codeOf = (json: Json): unknown => (json as { code?: unknown } | null)?.code;
const middle = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** Resident memory of a process in MiB, on Linux; 0 elsewhere. */
function residentOf(pid: number): number {
  if (process.platform !== "linux") return 0;
  return Math.round(Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024);
}

/** The request, so that it can be repeated by hand. Long parts are cut. */
const shown = ({ caller, method, path, headers, body }: Asked): string =>
  `${caller.name}: ${method} ${path.slice(0, 500)} ${stringifyJson(headers).slice(0, 500)} ${body.slice(0, 500)}`;
