import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentHash } from "../../server/submissions/content.ts";
import { searchText } from "../../server/submissions/history/search-words.ts";
import { STATUSES, type Status, type Submission } from "../../shared/submission.ts";
import { parseJson, stringifyJson } from "../../shared/values/json.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { insertInto, readRows, writeOlderJournal } from "../support/journal/older-journal.ts";
import { uuidFrom } from "../support/seeded-random.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

/** The last migration before people, imports and the audit log. */
const OLDER = 10;
/** 13 September 2026. */
const AT = 1_789_300_000_000;
/** As `server/submissions/journal` wrote them then. */
const OLD_COLUMNS = `operation_id, upstream, environment, pool_id, status, fingerprint, content_hash, first_task_id, priority, attempts,
  next_at, claim, lease_until, sent_at, doubt_since, doubt_asks, replaces, stop_state, replaced_by, created_at, updated_at,
  created_by, tasks, parameters, operation, created_tasks, error, stopped, async_mode, delay_ms`;

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=off"]);
});
afterAll(() => postgres?.stop());

/** What an earlier version left: rows of every status, some of whose operations Toloka knows. */
function olderRows(toloka: FaultyToloka) {
  const row = (name: string, status: Status, more: Record<string, unknown> = {}, asynchronous = true) => {
    const operation_id = uuidFrom(name);
    const parameters = { operation_id, async_mode: asynchronous, allow_defaults: false, open_pool: false };
    const image = `https://example.com/${name}.jpg`;
    const text = `{"pool_id":"1080020","input_values":{"image":"${image}","count":9007199254740993,"название":"собака"},"overlap":1,"infinite_overlap":false}`;
    const task = parseJson(text) as never;
    return {
      name,
      query: new URLSearchParams({ operation_id, async_mode: String(asynchronous) }),
      task,
      columns: {
        ...{ operation_id, upstream: `${toloka.url} small`, environment: "custom", pool_id: "1080020", status },
        ...{ fingerprint: "f".repeat(64), content_hash: contentHash(task), attempts: 0 },
        ...{
          created_at: AT,
          updated_at: AT,
          created_by: "operator",
          search: searchText([task], [operation_id]),
          tasks: `[${text}]`,
        },
        ...{ parameters, async_mode: asynchronous, delay_ms: 0, next_at: null, planned_at: null, ...more },
      },
    };
  };
  const sent = { attempts: 1, sent_at: AT };
  const due = { next_at: AT, planned_at: AT };
  const left = { ...sent, ...due, claim: "a process that died", lease_until: AT };
  const error = { code: "VALIDATION_ERROR", message: "Toloka refused it", fields: {} };
  const rows = [
    row("queued", "queued", due),
    row("queued-synchronous", "queued", due, false),
    row("sending-arrived", "sending", left),
    row("sending-lost", "sending", left),
    row("waiting", "waiting", { ...sent, ...due }),
    row("created", "created", sent),
    row("rejected", "rejected", { ...sent, error }),
    row("uncertain", "uncertain", { ...sent, doubt_since: AT, error: { ...error, code: "UNCERTAIN" } }, false),
    row("cancelled", "cancelled"),
  ];
  for (const { name, task, query, columns } of rows) {
    if (!["sending-arrived", "waiting", "created"].includes(name)) continue;
    const { body } = toloka.store.create(stringifyAndParse(task), query);
    if (name === "sending-arrived") continue;
    Object.assign(columns, { operation: stringifyJson(body) });
    const made = toloka.store.tasks.at(-1)!;
    if (name === "created")
      Object.assign(columns, { created_tasks: stringifyJson([made]), first_task_id: String(made.id) });
  }
  return rows;
}
const stringifyAndParse = (task: never) => parseJson(`[${stringifyJson(task).replace(/}$/, ',"__item_idx":"0"}')}]`);

describe.each(["sqlite", "postgres"] as const)("a journal from before there were people, on %s", (engine) => {
  let toloka: FaultyToloka;
  let desk: Desk;
  let url: string;
  let rows: ReturnType<typeof olderRows>;
  let before: Map<string, object>;
  /** The rows by their names, as the columns of then have them. */
  async function stored(): Promise<Map<string, object>> {
    const found = await readRows({ engine, url }, `select ${OLD_COLUMNS} from submissions order by seq`);
    const entries = await readRows({ engine, url }, "select * from attempts order by id");
    return new Map(
      rows.map(({ name, columns: { operation_id: id } }) => {
        const own = entries.filter(({ operation_id }) => operation_id === id);
        return [name, { row: found.find(({ operation_id }) => operation_id === id), entries: own }];
      }),
    );
  }
  beforeAll(async () => {
    toloka = await startFaultyToloka();
    const dataDir = await temporaryFolder();
    url = engine === "sqlite" ? `file:${join(dataDir, "journal.sqlite")}` : await postgres.url("older");
    rows = olderRows(toloka);
    await writeOlderJournal({ engine, url }, OLDER, [
      ...rows.map(({ columns }) => insertInto("submissions", columns)),
      ...rows
        .filter(({ columns }) => columns.attempts > 0)
        .map(({ columns: { operation_id } }) =>
          insertInto("attempts", { operation_id, at: AT, action: "create", outcome: "answered", milliseconds: 12 }),
        ),
      insertInto("task_owners", {
        upstream: `${toloka.url} small`,
        task_id: String(toloka.store.tasks.at(-1)!.id),
        operation_id: uuidFrom("created"),
      }),
    ]);
    before = await stored();
    desk = await startDesk({ toloka, env: { DATABASE_URL: url }, dataDir });
  });
  afterAll(async () => {
    await desk?.remove();
    await toloka?.close();
  });
  const get = async (name: string): Promise<Submission> =>
    (await desk.call("GET", `/api/submissions/${uuidFrom(name)}`)).body as unknown as Submission;

  it("has rows of every status", () => {
    expect([...new Set(rows.map(({ columns }) => columns.status))].sort()).toEqual([...STATUSES].sort());
  });

  it("opens, and finishes what was unfinished, once each", async () => {
    const unfinished = ["queued", "queued-synchronous", "sending-arrived", "sending-lost", "waiting"];
    for (const name of unfinished)
      await until(`${name} to be created`, async () => (await get(name)).status === "created", undefined, 200);
    for (const name of [...unfinished, "created"]) {
      const made = toloka.store.tasks.filter((task) => stringifyJson(task).includes(`/${name}.jpg`));
      expect([name, made.length]).toEqual([name, 1]);
      expect(stringifyJson(made[0]!)).toContain('"count":9007199254740993');
    }
    expect((await desk.call("GET", "/api/health")).body).toMatchObject({ status: "ok", hold: null });
  });

  it("shows every row with its timeline, in the list, by its status and by its words", async () => {
    const list = async (query: string) =>
      ((await desk.call("GET", `/api/submissions?limit=200${query}`)).body as unknown as { items: Submission[] }).items;
    expect((await list("")).map(({ operation_id }) => operation_id)).toEqual(
      rows.map(({ name }) => uuidFrom(name)).reverse(),
    );
    expect((await list("&status=uncertain")).map(({ status }) => status)).toEqual(["uncertain"]);
    await until("the text index to have the rows", async () => (await list("&q=sending-lost")).length === 1);
    for (const { name, columns } of rows) {
      const { created_at, created_by, operation_id } = await get(name);
      expect([created_at, created_by]).toEqual([new Date(AT).toISOString(), "operator"]);
      const { body } = await desk.call("GET", `/api/submissions/${operation_id}/attempts`);
      const { items } = body as unknown as { items: object[] };
      if (columns.attempts > 0) expect(items[0]).toMatchObject({ action: "create", milliseconds: 12 });
    }
    expect((await get("rejected")).error).toMatchObject({ code: "VALIDATION_ERROR", message: "Toloka refused it" });
  });

  it("changes nothing of the rows that were done", async () => {
    await desk.stop();
    const after = await stored();
    for (const name of ["created", "rejected", "uncertain", "cancelled"])
      expect([name, after.get(name)]).toEqual([name, before.get(name)]);
  });
});
