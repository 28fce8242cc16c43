import type { JsonObject } from "../../shared/values/json.ts";
import { CATS, itemsIn, startBuiltIn } from "../local-toloka/built-in.ts";
import { startPostgres } from "../support/desk/postgres.ts";
import { spawnDesk } from "../support/desk/spawned-desk.ts";
import { addPeople } from "../support/sign-in/signed-in.ts";
import { until } from "../support/until.ts";
import { startTlsProxy, type TlsProxy } from "./tls-proxy.ts";
import { type Stream, type Visitor, visitThrough } from "./visitor.ts";

const HOST = "desk.example.org";
const REPLICAS = 2;
const ADMINISTRATOR = "Administrator";
/** Of a session's cookie behind a proxy with TLS. */
const COOKIE = /^__Host-desk=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/;

export interface ManyPeopleResult {
  /** What was not as it should be. */
  faults: string[];
  tasks: number;
  /** From the request that disabled a person to the end of the last that this person had open, in milliseconds. */
  endedAfterMs: number;
}

/**
 * `people` sign in at the same time, through a proxy with TLS in front of two servers on one PostgreSQL, create `tasksEach`
 * tasks each in the built-in Toloka while changes are streamed to all of them, and one of them is disabled.
 */
export async function runManyPeople(people: number, tasksEach: number): Promise<ManyPeopleResult> {
  const closers: (() => Promise<unknown>)[] = [];
  const opened = <T>(what: T, close: () => Promise<unknown>): T => {
    closers.push(close);
    return what;
  };
  try {
    const [toloka, postgres] = await Promise.all([
      startBuiltIn().then((started) => opened(started, started.stop)),
      startPostgres(["-c", "fsync=off"]).then((started) => opened(started, started.stop)),
    ]);
    const DATABASE_URL = await postgres.url("many_people");
    const names = Array.from({ length: people }, (_, index) => `Person ${index + 1}`);
    await addPeople(DATABASE_URL, {
      [ADMINISTRATOR]: "administrator",
      ...Object.fromEntries(names.map((name) => [name, "operator" as const])),
    });
    const env = { DATABASE_URL, SIGN_IN: "password", TRUST_PROXY: "1", ALLOWED_HOSTS: HOST };
    const desks = await Promise.all(
      Array.from({ length: REPLICAS }, async () => {
        const desk = await spawnDesk({ env, toloka: { url: toloka.url, token: "local" } });
        return opened(desk, desk.remove);
      }),
    );
    const urls = desks.map(({ url }) => url);
    const proxy = await startTlsProxy(HOST, urls).then((started) => opened(started, started.close));
    const run = await peopleAtWork(proxy, names, tasksEach);
    const imagesInToloka = itemsIn(await toloka.ask("GET", `/tasks?pool_id=${CATS}&limit=10000`)).map(imageOf);
    const expected = names.flatMap((name) => Array.from({ length: tasksEach }, (_, index) => imageFor(name, index)));
    for (const image of expected) {
      const count = imagesInToloka.filter((each) => each === image).length;
      if (count !== 1) run.faults.push(`Toloka has ${count} tasks with ${image}`);
    }
    for (const desk of desks) if ((await desk.stop()) !== 0) run.faults.push(`a server failed:\n${desk.logs()}`);
    return { ...run, tasks: expected.length };
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

const imageFor = (name: string, index: number): string =>
  `https://example.com/${name.toLowerCase().replace(" ", "-")}/${index}.jpg`;
const imageOf = (task: JsonObject): unknown => (task.input_values as JsonObject).image;

async function peopleAtWork(proxy: TlsProxy, names: string[], tasksEach: number) {
  const faults: string[] = [];
  const visitors = names.map((name) => visitThrough(proxy, name));
  const administrator = visitThrough(proxy, ADMINISTRATOR);
  const streams = new Map<Visitor, Stream[]>();
  try {
    await Promise.all(
      [administrator, ...visitors].map(async (visitor) => {
        const { status, cookies } = await visitor.signIn();
        if (status !== 200 || cookies.length !== 1 || !COOKIE.test(cookies[0]!))
          faults.push(`${visitor.name} signed in with ${status} and ${cookies.join()}`);
      }),
    );
    await Promise.all(visitors.map(async (visitor) => void streams.set(visitor, await streamOfEach(visitor))));
    const ids = (await Promise.all(visitors.map((visitor) => createTasks(visitor, tasksEach, faults)))).flat();
    await until("every stream to have every submission", () =>
      [...streams.values()].flat().every((stream) => ids.every((id) => stream.received().includes(id))),
    );
    return { faults, endedAfterMs: await disableOne(administrator, visitors, streams, faults) };
  } finally {
    for (const stream of [...streams.values()].flat()) stream.close();
    for (const visitor of [administrator, ...visitors]) visitor.close();
  }
}

/** A stream of changes from each replica. */
async function streamOfEach(visitor: Visitor): Promise<Stream[]> {
  const found = new Map<number, Stream>();
  while (found.size < REPLICAS) {
    const stream = await visitor.openStream();
    if (found.has(stream.replica)) stream.close();
    else found.set(stream.replica, stream);
  }
  return [...found.values()];
}

/** Creates a person's tasks on both replicas by turns; the operation ids. */
async function createTasks(visitor: Visitor, count: number, faults: string[]): Promise<string[]> {
  const { name } = visitor;
  const ids: string[] = [];
  const replicas = new Set<number>();
  for (let index = 0; index < count; index++) {
    const created = await visitor.ask("POST", "/api/submissions?wait=60", {
      task: { pool_id: CATS, input_values: { image: imageFor(name, index) }, overlap: 1 },
      parameters: { async_mode: index % 2 === 0 },
    });
    replicas.add(created.replica);
    const { status, created_by, operation_id } = created.body;
    if (created.status !== 201 || status !== "created" || created_by !== name)
      faults.push(`${name} got ${created.status}, ${String(status)} by ${String(created_by)}`);
    ids.push(String(operation_id));
  }
  if (replicas.size !== REPLICAS) faults.push(`${name} used ${replicas.size} of the servers`);
  const listed = await visitor.ask("GET", `/api/submissions?limit=200&created_by=${encodeURIComponent(name)}`);
  const own = (listed.body.items as JsonObject[]).map((item) => String(item.operation_id));
  if (own.toSorted().join() !== ids.toSorted().join()) faults.push(`${name} sees ${own.join()}, not ${ids.join()}`);
  return ids;
}

/** Disables the first of the people, who has a stream from each replica and a held answer open. */
async function disableOne(
  administrator: Visitor,
  [disabled, ...others]: Visitor[],
  streams: Map<Visitor, Stream[]>,
  faults: string[],
): Promise<number> {
  const { name } = disabled!;
  const people = (await administrator.ask("GET", "/api/people")).body.items as JsonObject[];
  const { id } = people.find((person) => person.name === name)!;
  // Not sent for ten seconds, so that the answer is held until the person is disabled.
  const held = disabled!
    .ask(
      "POST",
      "/api/submissions?wait=60&delay=10",
      { task: { pool_id: CATS, input_values: { image: imageFor(name, -1) }, overlap: 1 } },
      true,
    )
    .then((answer) => ({ ...answer, at: performance.now() }));
  const asked = `/api/submissions?limit=200&status=queued&created_by=${encodeURIComponent(name)}`;
  await until(
    "the held submission to be in the journal",
    async () => ((await administrator.ask("GET", asked)).body.items as JsonObject[]).length === 1,
  );
  const began = performance.now();
  const answered = await administrator.ask("POST", `/api/people/${String(id)}/disable`);
  if (answered.status !== 200) faults.push(`disabling was answered with ${answered.status}`);
  // The servers also check everything that is open every 30 seconds, which is not what ends it here.
  const ended = await until(
    "both streams to end",
    () => {
      const times = streams.get(disabled!)!.map((stream) => stream.endedAt());
      return times.every((at) => at !== null) ? times : null;
    },
    10_000,
    5,
  );
  const { status, body, at } = await held;
  if (status !== 401) faults.push(`the held answer was ${status} ${String(body.code)}`);
  for (let count = 0; count < REPLICAS; count++) {
    const next = await disabled!.ask("GET", "/api/session");
    if (next.status !== 401) faults.push(`server ${next.replica} still answers ${name}, with ${next.status}`);
  }
  const again = await disabled!.signIn();
  if (again.body.code !== "SIGN_IN_FAILED") faults.push(`${name} signed in again: ${again.status}`);
  for (const other of others)
    if (streams.get(other)!.some((stream) => stream.endedAt() !== null)) faults.push(`${other.name}'s stream ended`);
  return Math.round(Math.max(at, ...(ended as number[])) - began);
}
