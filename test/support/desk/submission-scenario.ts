import type { Attempt, Submission } from "../../../shared/submission.ts";
import { uuidFrom } from "../seeded-random.ts";
import type { Fault } from "../toloka/faults.ts";
import { type FaultyToloka, type Recorded, startFaultyToloka } from "../toloka/faulty-toloka.ts";
import { SMALL_POOL } from "../toloka/small-toloka.ts";
import { until } from "../until.ts";
import { type Desk, startDesk } from "./desk-in-process.ts";
import type { Answered } from "./http-call.ts";

/** The operation id of a scenario's only submission. */
export const OPERATION_ID = uuidFrom("scenario");
/** Its task. */
export const TASK = { pool_id: SMALL_POOL, input_values: { image: "https://example.com/scenario.jpg" }, overlap: 1 };

/** One submission, with a faulty Toloka and a desk of its own, so that scenarios can run at the same time. */
export interface Scenario {
  toloka: FaultyToloka;
  desk: Desk;
  submit(async_mode: boolean, wait?: number): Promise<Answered>;
  read(): Promise<Submission>;
  /** Waits at most `ms` (40 s) until the submission has this status. */
  waitFor(status: string): Promise<Submission>;
  creations(): Recorded[];
  timeline(): Promise<Attempt[]>;
  /** Injects the fault into the first `times` (1) requests to an endpoint, and into no other request. */
  intercept(endpoint: Endpoint, fault: Fault, times?: number): void;
}

async function openScenario(): Promise<Scenario> {
  const toloka = await startFaultyToloka();
  const desk = await startDesk({ toloka });
  const path = `/api/submissions/${OPERATION_ID}`;
  const read = async () => (await desk.call("GET", path)).body as unknown as Submission;
  return {
    toloka,
    desk,
    read,
    submit: (async_mode, wait = 0) =>
      desk.call("POST", `/api/submissions?wait=${wait}`, {
        task: TASK,
        parameters: { operation_id: OPERATION_ID, async_mode },
      }),
    waitFor: (status) =>
      until(`the submission to be ${status}`, async () => {
        const submission = await read();
        return submission.status === status && submission;
      }),
    creations: () => toloka.requests.filter(({ method }) => method === "POST"),
    timeline: async () => ((await desk.call("GET", `${path}/attempts`)).body as unknown as { items: Attempt[] }).items,
    intercept(endpoint, fault, times = 1) {
      let left = times;
      toloka.intercept((method, path) => (endpointOf(method, path) === endpoint && left-- > 0 ? fault : null));
    },
  };
}

/** Runs `test` on a new scenario and closes the scenario afterwards. */
export async function runScenario(test: (scenario: Scenario) => Promise<void>): Promise<void> {
  const scenario = await openScenario();
  try {
    await test(scenario);
  } finally {
    await scenario.desk.remove();
    await scenario.toloka.close();
  }
}

export type Endpoint = "creation" | "operation" | "log" | "task" | "list";
export const endpointOf = (method: string, path: string): Endpoint | null => {
  if (method === "POST") return "creation";
  if (path.endsWith("/log")) return "log";
  if (path.startsWith("/operations/")) return "operation";
  if (path.startsWith("/tasks/")) return "task";
  return path === "/tasks" ? "list" : null;
};
