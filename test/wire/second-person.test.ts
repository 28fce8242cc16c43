import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDb } from "../../server/db/db.ts";
import type { Approval } from "../../shared/api/approvals/approval-routes.ts";
import type { AuditEntry } from "../../shared/api/audit/audit-routes.ts";
import type { Submission } from "../../shared/submission.ts";
import type { JsonObject } from "../../shared/values/json.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { finished, importIn, LINES, linesOf } from "../support/desk/import-call.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople, type Visitor, visitor } from "../support/sign-in/signed-in.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

const POOL = "1080020";
let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres(["-c", "fsync=off"]);
});
afterAll(() => postgres?.stop());

const taskOf = (name: string): JsonObject => ({
  pool_id: POOL,
  input_values: { image: `https://example.com/${name}.jpg` },
  overlap: 3,
});
const rows = linesOf([taskOf("a"), taskOf("b"), taskOf("c")]);

describe.each(["sqlite", "postgres"] as const)("a second person, on %s", (engine) => {
  let toloka: FaultyToloka;
  let dataDir: string;
  let url: string;
  let desk: Desk;
  let [ada, olga, vik]: Visitor[] = [];
  async function start(): Promise<void> {
    const env = { SIGN_IN: "password", SECOND_PERSON: "send-again,imports:3", DATABASE_URL: url };
    desk = await startDesk({ toloka, dataDir, env });
    [ada, olga, vik] = [visitor(desk.url), visitor(desk.url), visitor(desk.url)];
    await Promise.all([ada.signIn("Ada"), olga.signIn("Olga"), vik.signIn("Vik")]);
  }
  beforeEach(async () => {
    dataDir = await temporaryFolder();
    url = engine === "sqlite" ? `file:${join(dataDir, "journal.sqlite")}` : await postgres.url("second_person");
    await addPeople(url, { Ada: "administrator", Olga: "operator", Vik: "viewer" });
    toloka = await startFaultyToloka();
    await start();
  });
  afterEach(async () => {
    await desk?.remove();
    await toloka?.close();
  });

  const approvals = async (who: Visitor, subject = ""): Promise<Approval[]> => {
    const { body } = await who.call("GET", `/api/approvals?subject=${subject}`);
    return (body as unknown as { items: Approval[] }).items;
  };
  const pending = async (who: Visitor): Promise<Approval[]> => {
    const { body } = await who.call("GET", "/api/approvals");
    return (body as unknown as { items: Approval[] }).items;
  };
  const audited = async (subject: string): Promise<unknown[]> => {
    const { body } = await ada!.call("GET", `/api/audit?subject=${subject}`);
    const { items } = body as unknown as { items: AuditEntry[] };
    return items.map(({ action, name, status, after }) => [
      action,
      name,
      status,
      after === null ? null : JSON.parse(after),
    ]);
  };
  const upload = (who: Visitor, body: string) => who.call("POST", `/api/imports?pool_id=${POOL}`, body, LINES);
  /** A submission whose answer was lost, as it stands after the search. */
  async function uncertain(): Promise<string> {
    const { body } = await olga!.call("POST", "/api/submissions?wait=20", { task: taskOf("lost") });
    const { operation_id } = body as unknown as Submission;
    await desk.stop();
    const db = await openDb(url);
    await db.execute(
      "update submissions set status = 'uncertain', created_tasks = null, first_task_id = null, next_at = null, created_by = 'Olga'",
    );
    await db.execute("delete from task_owners");
    await db.close();
    await start();
    return operation_id;
  }

  it("approves an import, which waits until then, also over a restart, and starts once", async () => {
    const small = importIn(await upload(olga!, linesOf([taskOf("x"), taskOf("y")])));
    expect(small.status).toBe("running");
    const { import_id, status } = importIn(await upload(olga!, rows));
    expect(status).toBe("paused");
    const path = `/api/imports/${import_id}`;
    expect((await olga!.call("POST", `${path}/resume`)).body).toMatchObject({ code: "APPROVAL_NEEDED" });
    expect(await pending(olga!)).toMatchObject([
      {
        ...{ kind: "import", subject: import_id, pool_id: POOL, tasks: 3, cost: "$0.18", state: "pending" },
        ...{ asked_by: "Olga", own: true, decided_by: null },
      },
    ]);
    expect(await pending(vik!)).toMatchObject([{ subject: import_id, own: false }]);
    const decide = (who: Visitor) => who.call("POST", `${path}/approval`, { approve: true });
    expect(await decide(olga!)).toMatchObject({ status: 403, body: { code: "APPROVAL_OWN" } });
    expect(await decide(vik!)).toMatchObject({ status: 403, body: { code: "ROLE_TOO_LOW" } });

    await desk.stop();
    await start();
    expect(importIn(await olga!.call("GET", path))).toMatchObject({ status: "paused", pending: 3 });
    // On PostgreSQL at another replica too.
    const env = { SIGN_IN: "password", SECOND_PERSON: "send-again,imports:3", DATABASE_URL: url };
    const other = engine === "postgres" ? await startDesk({ toloka, env }) : desk;
    const there = () => other.call("POST", `${path}/approval`, { approve: true }, { cookie: ada!.cookie() });
    const decided = await Promise.all([decide(ada!), there(), decide(ada!)]);
    if (other !== desk) await other.remove();
    expect(decided.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
    const call = (method: string, at: string) => ada!.call(method, at);
    expect(await finished(call, import_id)).toMatchObject({ created: 3, status: "done" });
    expect(toloka.store.tasks.filter((task) => JSON.stringify(task).match(/\/[abc]\.jpg/))).toHaveLength(3);
    expect(await approvals(olga!, import_id)).toMatchObject([{ state: "approved", decided_by: "Ada" }]);
    const found = await audited(import_id);
    const byStatus = (entries: unknown[]) => entries.map((entry) => JSON.stringify(entry)).sort();
    expect(byStatus(found.slice(0, 3))).toEqual(
      byStatus([
        ["decideImport", "Ada", 200, { approval: "approved" }],
        ["decideImport", "Ada", 409, null],
        ["decideImport", "Ada", 409, null],
      ]),
    );
    expect(found.slice(3)).toEqual([
      ["decideImport", "Vik", 403, null],
      ["decideImport", "Olga", 403, null],
      ["resumeImport", "Olga", 409, null],
      ["createImport", "Olga", 202, { pool_id: POOL, rows: 3, approval: "pending" }],
    ]);
  });

  it("refuses an import with a reason, which cancels it; a cancelled one waits for nobody", async () => {
    const { import_id } = importIn(await upload(olga!, rows));
    const path = `/api/imports/${import_id}/approval`;
    expect((await ada!.call("POST", path, { refuse: " " })).status).toBe(422);
    const refused = await ada!.call("POST", path, { refuse: "Wrong pool" });
    expect(importIn(refused)).toMatchObject({ status: "cancelled", cancelled: 3, pending: 0 });
    expect(await approvals(olga!, import_id)).toMatchObject([{ state: "refused", reason: "Wrong pool" }]);

    const other = importIn(await upload(olga!, linesOf([taskOf("d"), taskOf("e"), taskOf("f")]))).import_id;
    await olga!.call("POST", `/api/imports/${other}/cancel`);
    expect(await pending(ada!)).toEqual([]);
    expect(await approvals(ada!, other)).toMatchObject([{ state: "cancelled", decided_by: null }]);
    const late = await ada!.call("POST", `/api/imports/${other}/approval`, { approve: true });
    expect(late).toMatchObject({ status: 409, body: { code: "NO_APPROVAL" } });
    expect(toloka.store.tasks).toEqual([]);
  });

  it("approves that an uncertain submission is sent again, once", async () => {
    const id = await uncertain();
    const before = toloka.store.tasks.length;
    const path = `/api/submissions/${id}`;
    const asked = await olga!.call("POST", `${path}/settle`, { send_again: true });
    expect(asked).toMatchObject({ status: 202, body: { status: "uncertain" } });
    expect(await olga!.call("POST", `${path}/settle`, { send_again: true })).toMatchObject({ status: 202 });
    expect(await pending(ada!)).toMatchObject([
      { kind: "send_again", subject: id, tasks: 1, cost: "$0.06", own: false },
    ]);

    const refused = await ada!.call("POST", `${path}/approval`, { refuse: "Look in the pool first" });
    expect(refused).toMatchObject({ status: 200, body: { status: "uncertain" } });
    await olga!.call("POST", `${path}/settle`, { send_again: true });
    const decide = () => ada!.call("POST", `${path}/approval`, { approve: true });
    expect(await olga!.call("POST", `${path}/approval`, { approve: true })).toMatchObject({ status: 403 });
    const decided = await Promise.all([decide(), decide(), decide()]);
    expect(decided.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await until("the submission to be created", async () => {
      const { body } = await ada!.call("GET", path);
      return (body as unknown as Submission).status === "created";
    });
    // Toloka knows the operation, so that it is not created twice either.
    expect(toloka.store.tasks.length).toBe(before);
    expect((await approvals(ada!, id)).map(({ state }) => state)).toEqual(["approved", "refused"]);
    const [last] = (await audited(id)).filter((entry) => (entry as unknown[])[2] === 200);
    expect(last).toEqual(["decideSendAgain", "Ada", 200, { approval: "approved" }]);
  });

  it("needs no approval for a submission whose task was named", async () => {
    const id = await uncertain();
    const path = `/api/submissions/${id}`;
    await olga!.call("POST", `${path}/settle`, { send_again: true });
    const named = await olga!.call("POST", `${path}/settle`, { task_id: toloka.store.tasks[0]!.id });
    expect(named).toMatchObject({ status: 200, body: { status: "created" } });
    expect(await approvals(ada!, id)).toMatchObject([{ state: "cancelled" }]);
    expect(await ada!.call("POST", `${path}/approval`, { approve: true })).toMatchObject({ status: 409 });
  });
});
