import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FaultyToloka, startFaultyToloka } from "../../test/support/faulty-toloka.ts";
import { type Db, openDb } from "../db/db.ts";
import { createTolokaClient, type Toloka } from "../toloka/client.ts";
import { openIdentity } from "./identity.ts";
import { findRow, insertSubmission } from "./journal.ts";

let folder: string;
let db: Db;
let faulty: FaultyToloka;
let token: string;
let toloka: Toloka;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "task-desk-identity-"));
  db = await openDb(`file:${join(folder, "journal.sqlite")}`);
  faulty = await startFaultyToloka();
  token = faulty.token;
  toloka = createTolokaClient({ url: faulty.url, token: () => token, timeoutMs: 1_000 });
});
afterEach(async () => {
  await toloka.close();
  await faulty.close();
  await db.close();
  await rm(folder, { recursive: true });
});

const ID = "11111111-1111-4111-8111-111111111111";
const open = () => openIdentity(db, toloka, "http://toloka");
const asked = (): number => faulty.requests.filter(({ path }) => path === "/requester").length;

async function writeFor(upstream: string): Promise<void> {
  await insertSubmission(db, {
    operation_id: ID,
    upstream,
    environment: "custom",
    pool_id: "7",
    status: "queued",
    fingerprint: "f",
    content_hash: "c",
    tasks: "[]",
    parameters: "{}",
    created_by: "operator",
    replaces: null,
    search: "",
    claim: null,
    lease_ms: 0,
    sent_at: null,
  });
  await db.execute("INSERT INTO task_owners (upstream, task_id, operation_id) VALUES ($1, 't1', $2)", [upstream, ID]);
}

describe("whose rows these are", () => {
  it("is the token's own matter while Toloka has not said, and the account's afterwards: rows and tasks go with it", async () => {
    faulty.trust(false);
    const before = await open();
    const mark = before.upstream();
    expect(mark).toMatch(/^http:\/\/toloka token:[0-9a-f]{10}$/);
    expect(mark).not.toContain(token);
    expect(before.upstreams()).toEqual([mark]);
    await writeFor(mark);
    before.close();

    faulty.trust(true);
    const after = await open();
    const account = after.upstream();
    expect(account).toMatch(/^http:\/\/toloka [^:]+$/);
    expect(after.upstreams()).toEqual([account, mark]);
    expect((await findRow(db, ID))?.upstream).toBe(account);
    expect(await db.query("SELECT upstream, task_id FROM task_owners")).toEqual([{ upstream: account, task_id: "t1" }]);
    after.close();
  });

  it("is remembered: a token that is known needs no question, even while Toloka is away", async () => {
    (await open()).close();
    expect(asked()).toBe(1);
    await faulty.refuse();
    const again = await open();
    expect(again.upstream()).not.toContain("token:");
    expect(asked()).toBe(1);
    again.close();
    await faulty.listen();
  });

  it("is not learnt from an answer to another token", async () => {
    const honest = token;
    const renewed = {
      ...toloka,
      getRequester: async () => {
        const answer = await toloka.getRequester();
        token = "renewed";
        return answer;
      },
    };
    const identity = await openIdentity(db, renewed, "http://toloka");
    expect(await db.query("SELECT mark FROM accounts")).toEqual([]);
    token = honest;
    expect(identity.upstream()).toContain("token:");
    identity.close();
  });
});
