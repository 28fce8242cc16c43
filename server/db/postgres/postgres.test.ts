import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "../../../test/support/desk/postgres.ts";
import { openDb, type Queryable } from "../db.ts";
import { DbOpenError, DbUnavailableError } from "../failures.ts";
import { openPostgres } from "./postgres.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

const add = (tx: Queryable, id: string): Promise<object[]> =>
  tx.query("insert into task_owners (upstream, task_id, operation_id) values ('here', $1, 'op')", [id]);
const owned = async (db: Queryable): Promise<string[]> =>
  (await db.query<{ task_id: string }>("select task_id from task_owners order by task_id")).map((row) => row.task_id);

it("is migrated once by replicas that start together", async () => {
  const url = await postgres.url("together");
  const replicas = await Promise.all([openDb(url), openDb(url), openDb(url)]);
  expect(await replicas[0]!.query("select version from migrations where version = 1")).toEqual([{ version: 1 }]);
  await replicas[1]!.write((tx) => add(tx, "a"));
  expect(await owned(replicas[2]!)).toEqual(["a"]);
  await Promise.all(replicas.map((replica) => replica.close()));
});

it("notifies the listeners of other replicas", async () => {
  const url = await postgres.url("notify");
  const [here, there] = await Promise.all([openDb(url), openDb(url)]);
  const received: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  there.listen((payload) => {
    received.push(payload);
    if (payload === "last") resolve();
  });
  for (const payload of ["one", "two", "last"]) here.notify(payload);
  await promise;
  expect(received).toEqual(["one", "two", "last"]);
  await Promise.all([here.close(), there.close()]);
});

it("repeats a unit after a deadlock", async () => {
  const db = await openDb(await postgres.url("deadlock"));
  await db.write(async (tx) => {
    await add(tx, "a");
    await add(tx, "b");
  });
  const touch = (tx: Queryable, id: string): Promise<object[]> =>
    tx.query("update task_owners set operation_id = operation_id || '+' where task_id = $1", [id]);
  const bothHold = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  let runs = 0;
  const cross = (first: string, second: string, mine: 0 | 1): Promise<unknown> =>
    db.write(async (tx) => {
      runs++;
      await touch(tx, first);
      bothHold[mine].resolve();
      await bothHold[mine === 0 ? 1 : 0].promise;
      await touch(tx, second);
    });
  await Promise.all([cross("a", "b", 0), cross("b", "a", 1)]);
  expect(runs).toBe(3);
  expect(await db.query("select operation_id from task_owners")).toEqual([
    { operation_id: "op++" },
    { operation_id: "op++" },
  ]);
  await db.close();
});

it("goes on after the server was restarted, and says that something may have been missed", async () => {
  const db = await openDb(await postgres.url("restart"));
  const { promise: missed, resolve } = Promise.withResolvers<void>();
  db.listen((payload) => payload === "" && resolve());
  await db.write((tx) => add(tx, "before"));
  await postgres.halt();
  const during = db.write((tx) => add(tx, "during"));
  await postgres.resume();
  await during;
  await missed;
  expect(await owned(db)).toEqual(["before", "during"]);
  await db.close();
}, 30_000);

it("goes on after its connections were terminated, idle and within statements", async () => {
  const url = await postgres.url("terminated");
  const db = await openDb(url);
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  // The statements wait for this lock, so they are sure to be running when their connections are terminated.
  await admin.query("select pg_advisory_lock(1)");
  const running = Promise.all([1, 2].map(() => db.query("select pg_advisory_xact_lock_shared(1)")));
  const ours = "from pg_stat_activity where application_name = 'task-desk' and datname = current_database()";
  const waiting = async () => (await admin.query(`select 1 ${ours} and wait_event = 'advisory'`)).rowCount;
  await expect.poll(waiting, { timeout: 10_000 }).toBe(2);
  await db.write((tx) => add(tx, "before"));
  const { rowCount } = await admin.query(`select pg_terminate_backend(pid) ${ours}`);
  // Two that run, one idle, the listener.
  expect(rowCount).toBe(4);
  await admin.query("select pg_advisory_unlock(1)");
  await running;
  await db.write((tx) => add(tx, "after"));
  expect(await owned(db)).toEqual(["after", "before"]);
  await Promise.all([db.close(), admin.end()]);
});

it("goes on after an immediate shutdown of the server while rows are on their way", async () => {
  const db = await openDb(await postgres.url("crash"));
  await db.write((tx) => add(tx, "before"));
  // Recovery may take longer than a statement waits.
  const unavailable = (error: unknown) => expect(error).toBeInstanceOf(DbUnavailableError);
  const rows = db.query("select repeat('x', 1000) as text from generate_series(1, 200000)").catch(unavailable);
  await postgres.crash();
  const during = db.write((tx) => add(tx, "during")).catch(unavailable);
  await postgres.resume();
  await Promise.all([rows, during]);
  await db.write((tx) => add(tx, "then"));
  expect(await owned(db)).toEqual(expect.arrayContaining(["before", "then"]));
  await db.close();
}, 30_000);

it("waits for a server that is starting, says so once, and does not wait for one that refuses", async () => {
  const url = await postgres.url("starting");
  await postgres.halt();
  await expect(openPostgres(url, () => {}, 0)).rejects.toThrow(
    /^The journal's database at 127\.0\.0\.1:\d+\/starting_\w+ can't be reached: [^\n]*$/,
  );
  const said: string[] = [];
  const opened = openDb(url, (sentence) => said.push(sentence));
  await expect.poll(() => said.length, { timeout: 10_000 }).toBe(1);
  await postgres.resume();
  await (await opened).close();
  expect(said).toEqual([
    expect.stringMatching(
      /^Waiting up to 30 s for the journal's database at 127\.0\.0\.1:\d+\/starting_\w+, which can't be reached: /,
    ),
  ]);
  const wrong = url.replace(/:[0-9a-f]+@/, ":wrong-password@");
  await expect(openDb(wrong)).rejects.toBeInstanceOf(DbOpenError);
  await expect(openDb(wrong)).rejects.toThrow(/password authentication failed/);
  await expect(openDb(wrong)).rejects.not.toThrow(/wrong-password/);
}, 30_000);

/** Hands bytes on to the server, and cuts the connection on which the `armed` word has just been sent, once. */
async function startCutter(port: number): Promise<{ server: Server; port: number; armed: string | null }> {
  const cutter: Awaited<ReturnType<typeof startCutter>> = { server: createServer(), port: 0, armed: null };
  cutter.server.on("connection", (near) => {
    const far = connect(port, "127.0.0.1");
    for (const socket of [near, far]) socket.on("error", () => {});
    far.on("close", () => near.destroy());
    near.on("close", () => far.destroy());
    far.pipe(near);
    near.on("data", (bytes: Buffer) => {
      if (cutter.armed !== null && bytes.includes(cutter.armed)) {
        cutter.armed = null;
        far.unpipe(near);
        far.once("data", () => near.destroy()).resume();
      }
      far.write(bytes);
    });
  });
  cutter.server.listen(0, "127.0.0.1");
  await once(cutter.server, "listening");
  cutter.port = (cutter.server.address() as AddressInfo).port;
  return cutter;
}

it("does not repeat a unit whose commit got no answer", async () => {
  const url = await postgres.url("cut");
  const cutter = await startCutter(Number(new URL(url).port));
  const db = await openDb(url.replace(/:\d+\//, `:${cutter.port}/`));
  let runs = 0;
  cutter.armed = "commit";
  const unit = db.write((tx) => {
    runs++;
    return add(tx, "once");
  });
  await expect(unit).rejects.toBeInstanceOf(DbUnavailableError);
  expect(runs).toBe(1);
  expect(await owned(db)).toEqual(["once"]);
  await db.write((tx) => add(tx, "then"));
  await db.close();
  cutter.server.close();
});

it("does not repeat a statement alone that got no answer", async () => {
  const url = await postgres.url("cut_alone");
  const cutter = await startCutter(Number(new URL(url).port));
  const db = await openDb(url.replace(/:\d+\//, `:${cutter.port}/`));
  cutter.armed = "commit";
  const insert =
    "insert into task_owners (upstream, task_id, operation_id) values ('here', $1, 'op') returning task_id";
  await expect(db.execute(insert, ["once"])).rejects.toBeInstanceOf(DbUnavailableError);
  // The connection is cut with the first word of the answer, before the server has come to the commit.
  await expect.poll(() => owned(db)).toEqual(["once"]);
  await expect(db.execute(insert, ["once"])).rejects.toThrow(/duplicate key/);
  expect(await db.execute(insert, ["then"])).toEqual([{ task_id: "then" }]);
  await db.close();
  cutter.server.close();
});

it.each(["migrations", "listen task_desk"])(
  "starts although the connection breaks while it asks for %s, and is notified once",
  async (word) => {
    const url = await postgres.url("start_cut");
    const cutter = await startCutter(Number(new URL(url).port));
    cutter.armed = word;
    const db = await openDb(url.replace(/:\d+\//, `:${cutter.port}/`));
    expect(cutter.armed).toBe(null);
    const received: string[] = [];
    db.listen((payload) => received.push(payload));
    await db.write((tx) => add(tx, "a"));
    db.notify("once");
    db.notify("last");
    await expect.poll(() => received.at(-1)).toBe("last");
    expect(received).toEqual(["once", "last"]);
    await db.close();
    cutter.server.close();
  },
);

it("takes a row from a process that freezes within a unit", async () => {
  const url = await postgres.url("frozen");
  const [frozen, other] = await Promise.all([openDb(url), openDb(url)]);
  await other.write((tx) => add(tx, "a"));
  const held = Promise.withResolvers<void>();
  const thaw = Promise.withResolvers<void>();
  let runs = 0;
  const unit = frozen.write(async (tx) => {
    runs++;
    await tx.query("update task_owners set operation_id = 'frozen' where task_id = 'a'");
    held.resolve();
    if (runs === 1) await thaw.promise;
  });
  await held.promise;
  const change = "update task_owners set operation_id = 'other' where task_id = 'a' returning operation_id";
  expect(await other.execute(change)).toEqual([{ operation_id: "other" }]);
  thaw.resolve();
  // Its patience is over by then or nearly so: either end is good, as long as nothing of the first try was kept.
  await unit.catch((error: unknown) => expect(error).toBeInstanceOf(DbUnavailableError));
  const [row] = await other.query<{ operation_id: string }>("select operation_id from task_owners");
  expect(row?.operation_id).toBe(runs === 1 ? "other" : "frozen");
  await Promise.all([frozen.close(), other.close()]);
}, 20_000);
