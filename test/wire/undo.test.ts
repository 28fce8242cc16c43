import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isFinal, type Submission } from "../../shared/submission.ts";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import type { Answered } from "../support/desk/http-call.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { uuidFrom } from "../support/seeded-random.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

describe.each(["sqlite", "postgres"])("a submission with a delay on %s", (engine) => {
  let toloka: FaultyToloka;
  let desk: Desk;
  let env: Record<string, string>;
  beforeAll(async () => {
    env = {
      TOLOKA_RATE_PER_SECOND: "0",
      ...(engine === "postgres" ? { DATABASE_URL: await postgres.url("undo") } : {}),
    };
    toloka = await startFaultyToloka();
    desk = await startDesk({ toloka, env });
  });
  afterAll(async () => {
    await desk?.remove();
    await toloka?.close();
  });

  const taskOf = (id: string) => ({
    pool_id: "1080020",
    input_values: { image: `https://example.com/${id}.jpg` },
    overlap: 1,
  });
  const submit = (id: string, query: string, more: object = {}) =>
    desk.call("POST", `/api/submissions?${query}`, { task: taskOf(id), parameters: { operation_id: id }, ...more });
  const accepted = ({ body }: Answered): Submission => body as unknown as Submission;
  const act = async (id: string, action: string) => {
    const { status, body } = await desk.call("POST", `/api/submissions/${id}/${action}`);
    return { status, body: body as unknown as Submission & { code: string; submission: Submission } };
  };
  const read = async (id: string) => (await desk.call("GET", `/api/submissions/${id}`)).body as unknown as Submission;
  const sent = (id: string) => toloka.requests.filter(({ method, text }) => method === "POST" && text.includes(id));
  const created = (id: string) => toloka.store.tasks.filter((task) => JSON.stringify(task).includes(id));

  it("is durable at once, says until when it can be undone, and is sent after that", async () => {
    const id = uuidFrom(`sent ${engine}`);
    const began = performance.now();
    const answer = await submit(id, "delay=1");
    const submission = accepted(answer);
    expect([answer.status, submission.status, submission.attempts]).toEqual([202, "queued", 0]);
    expect(submission.undo_until).toBe(submission.next_at);
    expect((Date.parse(submission.undo_until!) - Date.parse(submission.created_at)) / 1_000).toBeCloseTo(1, 1);
    const done = await until("the task", async () => {
      const now = await read(id);
      return now.status === "created" && now;
    });
    expect(sent(id)[0]!.at - began).toBeGreaterThan(990);
    expect(done.undo_until).toBeNull();
  });

  it("is cancelled within the delay, and nothing is sent", async () => {
    const id = uuidFrom(`cancelled ${engine}`);
    expect((await submit(id, "delay=1&wait=0")).status).toBe(202);
    const { status, body } = await act(id, "cancel");
    expect([status, body.status, body.undo_until]).toEqual([200, "cancelled", null]);
    await sleep(1_500);
    expect((await read(id)).status).toBe("cancelled");
    expect(sent(id)).toEqual([]);
  });

  it("answers 202 when the wait ends before the delay, and 201 when the wait is longer", async () => {
    expect((await submit(uuidFrom(`short ${engine}`), "delay=3&wait=1")).status).toBe(202);
    expect((await submit(uuidFrom(`long ${engine}`), "delay=1&wait=20")).status).toBe(201);
  });

  it("is sent at once when an operator says go on now", async () => {
    const id = uuidFrom(`now ${engine}`);
    await submit(id, "delay=10");
    const { status, body } = await act(id, "retry");
    expect([status, body.undo_until]).toEqual([200, null]);
    await until("the task", async () => (await read(id)).status === "created", 5_000);
    expect((await act(id, "cancel")).body.code).toBe("STEP_NOT_ALLOWED");
  });

  it("is among the duplicates while it waits, and not when it was undone", async () => {
    const id = uuidFrom(`duplicate ${engine}`);
    await submit(id, "delay=10");
    const duplicates = async () => (await desk.call("POST", "/api/duplicates", { task: taskOf(id) })).body;
    expect(await duplicates()).toMatchObject({ items: [{ operation_id: id, status: "queued", found_in: "journal" }] });
    await act(id, "cancel");
    expect(await duplicates()).toEqual({ items: [] });
  });

  it("leaves the task that it was to replace as it was when it is undone", async () => {
    const [old, undone, corrected] = ["old", "undone", "corrected"].map((name) => uuidFrom(`${name} ${engine}`));
    await submit(old!, "wait=20");
    await submit(undone!, "delay=10", { replaces: old });
    expect((await read(old!)).replaced_by).toBe(undone);
    await act(undone!, "cancel");
    expect(await read(old!)).toMatchObject({ status: "created", replaced_by: null, stopped: null });
    await submit(corrected!, "delay=1&wait=20", { replaces: old });
    await until("the old task to be stopped", async () => (await read(corrected!)).replaces?.stopped);
    expect(created(old!)).toMatchObject([{ overlap: 0 }]);
  });

  it("keeps its time over a restart", async () => {
    const id = uuidFrom(`restart ${engine}`);
    const { undo_until: before } = accepted(await submit(id, "delay=4"));
    await desk.stop();
    desk = await startDesk({ toloka, env, dataDir: desk.dataDir });
    const { undo_until, status } = await read(id);
    expect([undo_until, status, sent(id)]).toEqual([before, "queued", []]);
    await until("the task", async () => (await read(id)).status === "created");
  });

  it("ends either cancelled and never sent or sent once, whenever the cancellation arrives", async () => {
    const ids = Array.from({ length: 200 }, (_, index) => uuidFrom(`race ${engine} ${index}`));
    const answers = await Promise.all(
      ids.map(async (id, index) => {
        const ends = Date.parse(accepted(await submit(id, "delay=10")).undo_until!);
        // The first ones in good time, so that there are some on a slow machine too; the others about the end of the delay.
        if (index >= 20) await sleep(Math.max(0, ends - Date.now() + (index - 150) * 4));
        return { id, ...(await act(id, "cancel")) };
      }),
    );
    const moving = new Set(ids);
    await until("every submission to end", async () => {
      for (const id of moving) if (isFinal((await read(id)).status)) moving.delete(id);
      return moving.size === 0;
    });
    for (const { id, status, body } of answers) {
      const cancelled = status === 200;
      if (!cancelled)
        expect([status, body.code]).toEqual([409, expect.stringMatching(/STEP_NOT_ALLOWED|MAY_HAVE_ARRIVED/)]);
      expect([id, (await read(id)).status]).toEqual([id, cancelled ? "cancelled" : "created"]);
      expect([id, sent(id).length, created(id).length]).toEqual([id, ...(cancelled ? [0, 0] : [1, 1])]);
    }
    const won = answers.filter(({ status }) => status === 200).length;
    expect(won).toBeGreaterThan(0);
    expect(won).toBeLessThan(ids.length);
  });

  it("refuses a delay over ten seconds", async () => {
    expect((await submit(uuidFrom("too long"), "delay=11")).status).toBe(400);
  });
});
