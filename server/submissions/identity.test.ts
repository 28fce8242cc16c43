import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openScratchJournal, writeRow } from "../../test/support/journal/scratch-journal.ts";
import { type FaultyToloka, startFaultyToloka } from "../../test/support/toloka/faulty-toloka.ts";
import type { Db } from "../db/db.ts";
import { createTolokaClient, type Toloka } from "../toloka/client.ts";
import { openIdentity } from "./identity.ts";
import { findRow } from "./journal/find-row.ts";

let db: Db;
let remove: () => Promise<void>;
let faulty: FaultyToloka;
let token: string;
let toloka: Toloka;
beforeEach(async () => {
  ({ db, remove } = await openScratchJournal());
  faulty = await startFaultyToloka();
  token = faulty.token;
  toloka = createTolokaClient({ url: faulty.url, token: () => token, timeoutMs: 1_000 });
});
afterEach(async () => {
  await toloka.close();
  await faulty.close();
  await remove();
});

const ID = "11111111-1111-4111-8111-111111111111";
const open = () => openIdentity(db, toloka, "http://toloka");
const asked = (): number => faulty.requests.filter(({ path }) => path === "/requester").length;

async function writeFor(upstream: string): Promise<void> {
  await writeRow(db, { operation_id: ID, upstream });
  await db.execute("insert into task_owners (upstream, task_id, operation_id) values ($1, 't1', $2)", [upstream, ID]);
}

describe("the owner of the rows", () => {
  it("is the token until Toloka names the account, and the account afterwards, also for earlier rows and tasks", async () => {
    faulty.acceptToken(false);
    const before = await open();
    const mark = before.upstream();
    expect(mark).toMatch(/^http:\/\/toloka token:[0-9a-f]{10}$/);
    expect(mark).not.toContain(token);
    expect(before.upstreams()).toEqual([mark]);
    await writeFor(mark);
    before.close();

    faulty.acceptToken(true);
    const after = await open();
    const account = after.upstream();
    expect(account).toMatch(/^http:\/\/toloka [^:]+$/);
    expect(after.upstreams()).toEqual([account, mark]);
    expect((await findRow(db, ID))?.upstream).toBe(account);
    expect(await db.query("select upstream, task_id from task_owners")).toEqual([{ upstream: account, task_id: "t1" }]);
    after.close();
  });

  it("is stored for a known token, so that Toloka need not be reachable", async () => {
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
    expect(await db.query("select mark from accounts")).toEqual([]);
    token = honest;
    expect(identity.upstream()).toContain("token:");
    identity.close();
  });
});
