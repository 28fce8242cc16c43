import { join } from "node:path";
import { v4 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDb } from "../../server/db/db.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople, type Visitor, visitor } from "../support/sign-in/signed-in.ts";

const POOL = "1080020";
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=off"]);
});
afterAll(() => postgres?.stop());

let images = 0;
const newTask = (more: object = {}) => ({
  pool_id: POOL,
  overlap: 1,
  input_values: { image: `https://example.com/limit-${++images}.jpg` },
  ...more,
});
const rows = (count: number) => Array.from({ length: count }, () => newTask());

describe.each(["sqlite", "postgres"] as const)("limits of a person and a day, on %s", (engine) => {
  let url: string;
  let dataDir: string;
  let desk: Desk;
  let olga: Visitor;
  let ivan: Visitor;
  const start = async (env: Record<string, string>): Promise<void> => {
    desk = await startDesk({ env: { SIGN_IN: "password", DATABASE_URL: url, ...env }, dataDir });
    [olga, ivan] = [visitor(desk.url), visitor(desk.url)];
    await olga.signIn("Olga");
    await ivan.signIn("Ivan");
  };
  beforeAll(async () => {
    dataDir = await temporaryFolder();
    url = engine === "sqlite" ? `file:${join(dataDir, "journal.sqlite")}` : await postgres.url("limits");
    await addPeople(url, { Olga: "operator", Ivan: "operator" });
  });
  afterAll(() => desk?.remove());
  const create = (who: Visitor, task: object, operation_id = uuid()) =>
    who.call("POST", "/api/submissions", { task, parameters: { operation_id } });
  const send = (who: Visitor, tasks: object[], more = "") =>
    who.call("POST", `/api/imports?pool_id=${POOL}&mode=all${more}`, tasks);
  const limitsOf = async (who: Visitor) => (await who.call("GET", "/api/limits")).body;
  /** What the journal counts, as if it had been counted `days` days earlier. */
  async function countedBefore(days: number): Promise<void> {
    const db = await openDb(url);
    await db.execute("update person_days set day = day - cast($1 as bigint)", [days]);
    await db.close();
  }

  it("are not counted without a setting", async () => {
    await start({});
    expect((await create(olga, newTask())).status).toBe(202);
    expect(await limitsOf(olga)).toEqual({ tasks: null, dollars: null, resets_at: null });
    await desk.stop();
    const db = await openDb(url);
    expect(await db.query("select * from person_days")).toEqual([]);
    await db.close();
  });

  it("of tasks let exactly so many through, also at once, and refuse an import as a whole", async () => {
    await start({ MAX_TASKS_PER_PERSON_DAY: "5" });
    const first = uuid();
    const task = newTask();
    expect((await create(olga, task, first)).status).toBe(202);
    expect((await send(olga, rows(2))).status).toBe(202);
    const refused = await send(olga, rows(3));
    expect(refused).toMatchObject({ status: 429, body: { code: "TASKS_PER_DAY", max: "5", left: "2", asked: "3" } });
    const at = (await limitsOf(olga)) as { tasks: object; resets_at: string };
    expect(at.tasks).toEqual({ max: 5, used: 3 });
    expect(at.resets_at).toMatch(/T00:00:00.000Z$/);
    expect((refused.body as { detail: string }).detail).toBe(
      `This would exceed your daily limit of tasks. Left today: 2. The limit resets at (UTC): ${at.resets_at.slice(0, 10)} 00:00.`,
    );
    const wait = Number(refused.headers.get("retry-after"));
    expect(Math.abs(Date.now() + wait * 1000 - Date.parse(at.resets_at))).toBeLessThan(60_000);

    const answers = await Promise.all(Array.from({ length: 8 }, () => create(olga, newTask())));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 429, 429, 429, 429, 429, 429]);
    // What is known already is answered with, and others have limits of their own.
    expect((await create(olga, task, first)).status).toBe(200);
    expect((await create(ivan, newTask())).status).toBe(202);
    const { body } = await olga.call("GET", "/api/submissions?limit=200&created_by=Olga");
    expect((body as { items: object[] }).items).toHaveLength(4);
  });

  it("start anew with the next day", async () => {
    await desk.stop();
    await countedBefore(1);
    await start({ MAX_TASKS_PER_PERSON_DAY: "1", MAX_DOLLARS_PER_PERSON_DAY: "1000" });
    expect(await limitsOf(olga)).toMatchObject({ tasks: { max: 1, used: 0 } });
    expect((await create(olga, newTask())).status).toBe(202);
    expect((await create(olga, newTask())).body).toMatchObject({ code: "TASKS_PER_DAY", left: "0" });
    await desk.stop();
    await countedBefore(1);
  });

  it("of money count what tasks cost, and let nothing through that costs without limit", async () => {
    await start({ MAX_DOLLARS_PER_PERSON_DAY: "0.5" });
    const infinite = newTask({ overlap: null, infinite_overlap: true });
    expect(await create(olga, infinite)).toMatchObject({ status: 422, body: { code: "COST_UNLIMITED" } });
    expect(await send(olga, [infinite])).toMatchObject({ status: 422, body: { code: "COST_UNLIMITED" } });
    const price = await olga.call("GET", `/api/pools/${POOL}`);
    const { pool } = price.body as unknown as {
      pool: { reward_per_assignment: number; mixer_config?: { real_tasks_count: number } };
    };
    const each = pool.reward_per_assignment / (pool.mixer_config?.real_tasks_count ?? 1);
    expect((await create(olga, newTask({ overlap: 2 }))).status).toBe(202);
    expect(await limitsOf(olga)).toMatchObject({ dollars: { max: "$0.50", used: `$${2 * each}` } });
    const most = Math.floor((0.5 - 2 * each) / each + 1e-9);
    const sent = rows(most + 1);
    expect(await send(olga, sent)).toMatchObject({ status: 429, body: { code: "DOLLARS_PER_DAY" } });
    expect((await send(olga, sent.slice(1))).status).toBe(202);
    expect((await create(olga, newTask())).body).toMatchObject({ code: "DOLLARS_PER_DAY" });
    // The same file again is the same import.
    expect((await send(olga, sent.slice(1))).status).toBe(200);
  });
});
