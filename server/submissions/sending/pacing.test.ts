import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LIMITS } from "../../../shared/task.ts";
import { openScratchJournal } from "../../../test/support/journal/scratch-journal.ts";
import type { Db } from "../../db/db.ts";
import { AHEAD, createPacer } from "./pacing.ts";

let db: Db;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ db, remove } = await openScratchJournal());
});
afterEach(async () => {
  await remove();
});

const account = () => "http://toloka me";

describe("requests", () => {
  it("never exceed the rate of a slot, however many replicas ask", async () => {
    const replicas = [1, 2, 3].map(() => createPacer(db, account, 100));
    const times: number[] = [];
    await Promise.all(
      replicas.flatMap((pacer) =>
        Array.from({ length: 12 }, () => pacer.request(0).then(() => times.push(Date.now()))),
      ),
    );
    const slots = Map.groupBy(times, (time) => Math.floor(time / 100));
    expect(times).toHaveLength(36);
    // 10 a slot by the journal's clock; a right may be used just after its slot has ended.
    for (const [, used] of slots) expect(used.length).toBeLessThanOrEqual(20);
    expect(slots.size).toBeGreaterThanOrEqual(3);
  });

  it("let operators go before imports, each in order", async () => {
    const pacer = createPacer(db, account, 5);
    const order: string[] = [];
    const asked = [
      pacer.request(1).then(() => order.push("import 1")),
      pacer.request(1).then(() => order.push("import 2")),
    ];
    asked.push(
      pacer.request(0).then(() => order.push("operator 1")),
      pacer.request(0).then(() => order.push("operator 2")),
    );
    await Promise.all(asked);
    expect(order).toEqual(["operator 1", "operator 2", "import 1", "import 2"]);
  });

  it("ahead of the queue wait for nobody in it", async () => {
    const pacer = createPacer(db, account, 100);
    let behind = 0;
    const all = Array.from({ length: 60 }, () => pacer.request(0).then(() => (behind += 1)));
    await all[0];
    for (let asked = 0; asked < 3; asked++) {
      const before = behind;
      await pacer.request(AHEAD);
      // At most the rest of a slot and the next one.
      expect(behind - before).toBeLessThanOrEqual(18);
    }
    await Promise.all(all);
  });

  it("of two creations ahead of the queue go in one slot, however long the queue is", async () => {
    const pacer = createPacer(db, account, 300);
    let sent = 0;
    const queued = Array.from({ length: 500 }, () => pacer.request(0).then(() => (sent += 1)));
    const slot = async () =>
      (await db.query<{ slot: number }>("select max(slot) as slot from pacing where kind = 'request'"))[0]!.slot;
    const slotsOfCreations: number[] = [];
    for (let creation = 0; creation < 10; creation++) {
      // The queue has just taken its part of a slot.
      await queued[sent];
      const slots = new Set<number>();
      for (let asked = 0; asked < 8; asked++) {
        await pacer.request(AHEAD);
        slots.add(await slot());
      }
      slotsOfCreations.push(slots.size);
    }
    // A slot may end meanwhile.
    expect(slotsOfCreations.filter((count) => count > 1).length).toBeLessThanOrEqual(3);
    await Promise.all(queued);
  });

  it("are not counted at all at rate 0", async () => {
    const pacer = createPacer(db, account, 0);
    expect(pacer.tryRequest()).toBe(true);
    await pacer.request(0);
    expect(await pacer.creations(LIMITS.createsPerDay + 1)).toBe(0);
    expect(await db.query("select * from pacing")).toEqual([]);
  });

  it("of another account are counted apart", async () => {
    await createPacer(db, account, 60).request(0);
    await createPacer(db, () => "http://toloka you", 60).request(0);
    const rows = await db.query<{ upstream: string }>("select distinct upstream from pacing order by upstream");
    expect(rows.map(({ upstream }) => upstream)).toEqual(["http://toloka me", "http://toloka you"]);
  });
});

describe("creations", () => {
  it("wait for the end of a minute that is full, and count for nothing then", async () => {
    const pacer = createPacer(db, account, 300);
    expect(await pacer.creations(LIMITS.createsPerMinute)).toBe(0);
    const wait = await pacer.creations(1);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60_000);
    const [day] = await db.query<{ used: number }>("select used from pacing where kind = 'day'");
    expect(day?.used).toBe(LIMITS.createsPerMinute);
  });

  it("wait for the end of a day that is full", async () => {
    const pacer = createPacer(db, account, 300);
    const [clock] = await db.query<{ now: number }>(`select ${db.now} as now`);
    const day = Math.floor(clock!.now / 86_400_000);
    await db.write((tx) =>
      tx.query("insert into pacing (upstream, kind, slot, used) values ($1, 'day', $2, $3)", [
        account(),
        day,
        LIMITS.createsPerDay,
      ]),
    );
    const wait = await pacer.creations(1);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(86_400_000);
    expect(await db.query("select used from pacing where kind = 'day'")).toEqual([{ used: LIMITS.createsPerDay }]);
  });
});
