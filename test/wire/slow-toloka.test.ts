import { expect, it } from "vitest";
import { deskOnFaultyToloka } from "../support/desk/desk-on-faulty-toloka.ts";

const server = deskOnFaultyToloka("each");

it("while Toloka hangs, the questions before a creation are answered within four seconds, and the task is accepted", async () => {
  server.toloka.intercept(() => ({ kind: "slow", ms: 8_000 }));
  const task = { pool_id: "1080020", input_values: { image: "https://example.com/slow.jpg" }, overlap: 1 };
  const began = performance.now();
  const [duplicates, pool, submission] = await Promise.all([
    server.desk.call("POST", "/api/duplicates", { task }),
    server.desk.call("GET", "/api/pools/1080020?fresh=true"),
    server.desk.call("POST", "/api/submissions", { task }),
  ]);
  expect(performance.now() - began).toBeLessThan(4_000);
  expect([duplicates.status, pool.status, submission.status]).toEqual([504, 504, 202]);
  expect([duplicates.body, pool.body]).toMatchObject([{ code: "TOLOKA_UNREACHABLE" }, { code: "TOLOKA_UNREACHABLE" }]);
});
