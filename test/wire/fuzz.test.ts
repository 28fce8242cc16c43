import { expect, it } from "vitest";
import { runFuzz } from "../fuzz/run-fuzz.ts";

const CALLERS = ["nobody", "a wrong key", "viewer", "operator", "administrator"];

it("random requests, as everybody who may and may not, get the answers that the API's description has", async () => {
  const result = await runFuzz({ requests: 20_000, seed: 20_261_128, longest: 60_000 });
  expect(result.faults).toEqual([]);
  // A run whose requests are all refused would find nothing.
  for (const name of CALLERS) expect([name, (result.answered.get(name) ?? 0) > 5]).toEqual([name, true]);
  expect(result.statuses.get("createSubmission 201") ?? result.statuses.get("createSubmission 202")).toBeGreaterThan(0);
});
