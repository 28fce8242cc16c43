import { expect, it } from "vitest";
import type { Submission } from "../../shared/submission.ts";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { startFaultyToloka } from "../support/toloka/faulty-toloka.ts";

it("a submission for one Toloka is never sent to another: it waits, can be seen, and is created when its own Toloka is back", async () => {
  const first = await startFaultyToloka();
  const second = await startFaultyToloka();
  let desk = await startDesk({ toloka: first });
  try {
    await first.refuse();
    const task = { pool_id: "1080020", input_values: { image: "https://example.com/foreign.jpg" }, overlap: 1 };
    const { status, body } = await desk.call("POST", "/api/submissions", { task });
    expect(status).toBe(202);
    const { operation_id } = body as unknown as Submission;
    await desk.stop();

    desk = await startDesk({ toloka: second, dataDir: desk.dataDir });
    const other = (await desk.call("GET", `/api/submissions/${operation_id}`)).body as unknown as Submission;
    expect([other.status, other.foreign]).toEqual(["queued", true]);
    const listed = async (query: string) =>
      ((await desk.call("GET", `/api/submissions${query}`)).body as unknown as { items: Submission[] }).items.map(
        (item) => item.operation_id,
      );
    expect([await listed(""), await listed("?foreign=true")]).toEqual([[], [operation_id]]);
    const health = (await desk.call("GET", "/api/health")).body as unknown as { queue: { foreign: number } };
    expect(health.queue.foreign).toBe(1);
    await desk.stop();
    expect(second.store.tasks).toHaveLength(0);

    await first.listen();
    desk = await startDesk({ toloka: first, dataDir: desk.dataDir });
    await expect
      .poll(
        async () => ((await desk.call("GET", `/api/submissions/${operation_id}`)).body as unknown as Submission).status,
        { timeout: 60_000 },
      )
      .toBe("created");
    expect(first.store.tasks).toHaveLength(1);
  } finally {
    await desk.remove();
    await first.close();
    await second.close();
  }
});
