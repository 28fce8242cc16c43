import type { Attempt, Submission } from "../../shared/submission.ts";
import { type Desk, startDesk } from "./desk-in-process.ts";
import type { Fault } from "./faults.ts";
import { type FaultyToloka, type Recorded, startFaultyToloka } from "./faulty-toloka.ts";
import type { Answered } from "./http-call.ts";
import { uuidFrom } from "./seeded-random.ts";
import { until } from "./until.ts";

/** The operation id of the one submission that goes along a way. */
export const id = uuidFrom("ways out");

/** A small Toloka and a desk of its own for each test, which can then run side by side: most of their time is waiting. */
export interface Way {
  toloka: FaultyToloka;
  desk: Desk;
  submit(async_mode: boolean, wait?: number): Promise<Answered>;
  stands(): Promise<Submission>;
  become(status: string, ms?: number): Promise<Submission>;
  creations(): Recorded[];
  timeline(): Promise<Attempt[]>;
  /** Lets the first so many requests to one place meet a fault; everything else goes well. */
  intercept(where: Where, fault: Fault, times?: number): void;
}

async function openWay(): Promise<Way> {
  const toloka = await startFaultyToloka();
  const desk = await startDesk({ toloka });
  const stands = async () => (await desk.call("GET", `/api/submissions/${id}`)).body as unknown as Submission;
  return {
    toloka,
    desk,
    stands,
    submit: (async_mode, wait = 0) =>
      desk.call("POST", `/api/submissions?wait=${wait}`, {
        task: { pool_id: "1080020", input_values: { image: "https://example.com/way.jpg" }, overlap: 1 },
        parameters: { operation_id: id, async_mode },
      }),
    become: (status, ms = 40_000) =>
      until(`the submission to be ${status}`, async () => (await stands()).status === status && stands(), ms),
    creations: () => toloka.requests.filter(({ method }) => method === "POST"),
    timeline: async () =>
      ((await desk.call("GET", `/api/submissions/${id}/attempts`)).body as unknown as { items: Attempt[] }).items,
    intercept(where, fault, times = 1) {
      let left = times;
      toloka.intercept((method, path) => (placeOf(method, path) === where && left-- > 0 ? fault : null));
    },
  };
}

/** One submission on a Toloka that misbehaves, and both put away afterwards. */
export async function along(walk: (way: Way) => Promise<void>): Promise<void> {
  const way = await openWay();
  try {
    await walk(way);
  } finally {
    await way.desk.remove();
    await way.toloka.close();
  }
}

export type Where = "creation" | "operation" | "log" | "task" | "list";
export const placeOf = (method: string, path: string): Where | null => {
  if (method === "POST") return "creation";
  if (path.endsWith("/log")) return "log";
  if (path.startsWith("/operations/")) return "operation";
  if (path.startsWith("/tasks/")) return "task";
  return path === "/tasks" ? "list" : null;
};
