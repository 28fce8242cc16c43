import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { SingleSubmission } from "../../shared/submission.ts";
import type { JsonObject } from "../../shared/values/json.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { finished, importIn, LINES, linesOf } from "../support/desk/import-call.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople, type Visitor, visitor } from "../support/sign-in/signed-in.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";

let sandbox: FaultyToloka;
let live: FaultyToloka;
let desk: Desk;
beforeEach(async () => {
  sandbox = await startFaultyToloka({ token: "token-of-sandbox" });
  live = await startFaultyToloka({ token: "token-of-live" });
  desk = await startDesk({
    env: {
      TOLOKA_CONNECTIONS: "sandbox,live",
      TOLOKA_SANDBOX_URL: sandbox.url,
      TOLOKA_SANDBOX_TOKEN: sandbox.token,
      TOLOKA_LIVE_URL: live.url,
      TOLOKA_LIVE_TOKEN: live.token,
    },
  });
});
afterEach(async () => {
  await desk?.remove();
  await sandbox?.close();
  await live?.close();
});

const task = (name: string) => ({ pool_id: "1080020", input_values: { image: `https://example.com/${name}.jpg` } });
const create = (name: string, connection: string | null, more: object = {}) =>
  desk.call("POST", `/api/submissions?wait=20${connection === null ? "" : `&connection=${connection}`}`, {
    task: task(name),
    ...more,
  });
const imagesOf = ({ store }: FaultyToloka) =>
  store.tasks.map(({ input_values }) => String((input_values as JsonObject).image).replace(/.*\/|\.jpg/g, ""));
const listed = async (query: string) => {
  const { body } = await desk.call("GET", `/api/submissions${query}`);
  return (body as unknown as { items: SingleSubmission[] }).items;
};

it("creates at the named connection, at the first without a name, and lists each by itself", async () => {
  const first = await create("unnamed", null);
  const named = await create("named", "live");
  expect([first.status, named.status]).toEqual([201, 201]);
  expect([first.body, named.body]).toMatchObject([
    { connection: "sandbox", foreign: false },
    { connection: "live", foreign: false },
  ]);
  expect([imagesOf(sandbox), imagesOf(live)]).toEqual([["unnamed"], ["named"]]);
  expect((await listed("")).map(({ connection }) => connection)).toEqual(["sandbox"]);
  expect((await listed("?connection=live")).map(({ connection }) => connection)).toEqual(["live"]);
  expect((await desk.call("GET", "/api/health")).body).toMatchObject({ queue: { foreign: 0 } });
});

it("finds a submission without the connection's name, and stops its task where it is", async () => {
  const { body } = await create("to-stop", "live");
  const { operation_id } = body as unknown as SingleSubmission;
  expect((await desk.call("GET", `/api/submissions/${operation_id}`)).body).toMatchObject({ connection: "live" });
  const stopped = await desk.call("POST", `/api/submissions/${operation_id}/stop`);
  expect(stopped.status).toBe(200);
  expect(live.store.tasks[0]).toMatchObject({ overlap: 0 });
});

it("refuses an operation id that another connection has used, with whatever content", async () => {
  const parameters = { operation_id: "5d8a7f6e-2f6b-4a55-9d7e-0c0b6f8b7a11" };
  expect((await create("same", "sandbox", { parameters })).status).toBe(201);
  expect((await create("same", "sandbox", { parameters })).status).toBe(200);
  const other = await create("same", "live", { parameters });
  expect([other.status, (other.body as JsonObject).code]).toEqual([409, "OPERATION_ID_REUSED"]);
  expect(imagesOf(live)).toEqual([]);
});

it("replaces no task of another connection", async () => {
  const { body } = await create("old", "sandbox");
  const { operation_id } = body as unknown as SingleSubmission;
  const other = await create("new", "live", { replaces: operation_id });
  expect([other.status, Object.keys((other.body as { fields: object }).fields)]).toEqual([422, ["replaces"]]);
});

it("creates at one connection while the other's Toloka refuses the token", async () => {
  sandbox.acceptToken(false);
  const waiting = await desk.call("POST", "/api/submissions?connection=sandbox", { task: task("waits") });
  expect(waiting.status).toBe(202);
  expect((await create("goes-on", "live")).status).toBe(201);
  sandbox.acceptToken(true);
  const { operation_id } = waiting.body as unknown as SingleSubmission;
  await desk.call("POST", `/api/submissions/${operation_id}/retry`);
  await expect.poll(() => imagesOf(sandbox), { timeout: 60_000 }).toEqual(["waits"]);
  expect(imagesOf(live)).toEqual(["goes-on"]);
});

it("sends an import to the connection that it names, and finds it without the name", async () => {
  const rows = [1, 2, 3].map((row) => ({ input_values: { image: `https://example.com/row-${row}.jpg` } }));
  const answer = await desk.call("POST", "/api/imports?pool_id=1080020&connection=live", linesOf(rows), LINES);
  expect(answer.status).toBe(202);
  const call: Desk["call"] = (...request) => desk.call(...request);
  expect(await finished(call, importIn(answer).import_id)).toMatchObject({ status: "done", created: 3 });
  expect(imagesOf(live).toSorted()).toEqual(["row-1", "row-2", "row-3"]);
  expect(imagesOf(sandbox)).toEqual([]);
});

it("says which connections there are, and refuses a name that there is not", async () => {
  const connections = [
    { name: "sandbox", environment: "custom", url: sandbox.url },
    { name: "live", environment: "custom", url: live.url },
  ];
  expect((await desk.call("GET", "/api/session?connection=live")).body).toMatchObject({
    connection: "live",
    connections,
    toloka: { url: live.url },
  });
  const unknown = await create("nowhere", "lvie");
  expect(unknown.status).toBe(400);
  expect(unknown.body).toMatchObject({
    fields: { connection: { message: "There is no connection of this name. There are: sandbox, live" } },
  });
  expect((await create("nowhere", "live&connection=sandbox")).status).toBe(400);
});

it("uses each token at its own Toloka alone, and says neither", async () => {
  await create("one", "sandbox");
  await create("two", "live");
  const tokens = ({ requests }: FaultyToloka) => [...new Set(requests.map(({ headers }) => headers.authorization))];
  expect([tokens(sandbox), tokens(live)]).toEqual([["OAuth token-of-sandbox"], ["OAuth token-of-live"]]);
  const connection = await desk.call("GET", "/api/connection?connection=live");
  expect(connection.body).toMatchObject({ token: { variable: "TOLOKA_LIVE_TOKEN" }, check: { state: "accepted" } });
  expect(JSON.stringify([connection.body, desk.logged])).not.toMatch(/token-of-/);
});

it("lets only administrators create where the setting says so", async () => {
  const dataDir = await temporaryFolder();
  const url = `file:${join(dataDir, "journal.sqlite")}`;
  await addPeople(url, { Ada: "administrator", Olga: "operator" });
  const signedIn = await startDesk({
    dataDir,
    env: {
      SIGN_IN: "password",
      DATABASE_URL: url,
      TOLOKA_CONNECTIONS: "sandbox,live",
      TOLOKA_SANDBOX_URL: sandbox.url,
      TOLOKA_SANDBOX_TOKEN: sandbox.token,
      TOLOKA_LIVE_URL: live.url,
      TOLOKA_LIVE_TOKEN: live.token,
      TOLOKA_LIVE_CREATE_ROLE: "administrator",
    },
  });
  try {
    const [olga, ada] = [visitor(signedIn.url), visitor(signedIn.url)];
    await olga.signIn("Olga");
    await ada.signIn("Ada");
    const by = async (person: Visitor, connection: string) =>
      (await person.call("POST", `/api/submissions?wait=20&connection=${connection}`, { task: task(connection) }))
        .status;
    expect([await by(olga, "sandbox"), await by(olga, "live"), await by(ada, "live")]).toEqual([201, 403, 201]);
    const session = await olga.call("GET", "/api/session?connection=live");
    expect(session.body).toMatchObject({ role: "operator", create_role: "administrator" });
    const [of] = live.store.tasks;
    expect([imagesOf(live), of?.id]).toEqual([["live"], expect.any(String)]);
    const { body } = await ada.call("GET", "/api/submissions?connection=live");
    const [{ operation_id }] = (body as unknown as { items: [SingleSubmission] }).items;
    expect((await olga.call("POST", `/api/submissions/${operation_id}/stop`)).status).toBe(403);
  } finally {
    await signedIn.remove();
  }
});
