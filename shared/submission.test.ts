import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CreateSubmission,
  isFinal,
  isMoving,
  STATUSES,
  STEPS,
  type Status,
  Submission,
  statusesBefore,
  tasksOf,
} from "./submission.ts";

/** Every step that is permitted; all others are not. */
const PERMITTED = [
  "queued → sending",
  "queued → cancelled",
  "queued → rejected",
  "sending → queued",
  "sending → waiting",
  "sending → created",
  "sending → rejected",
  "sending → uncertain",
  "waiting → created",
  "waiting → rejected",
  "waiting → queued",
  "waiting → uncertain",
  "uncertain → queued",
  "uncertain → created",
];

describe("the status machine", () => {
  it("permits these steps and no other", () => {
    const steps = STATUSES.flatMap((from) => STEPS[from].map((to) => `${from} → ${to}`));
    expect(steps.sort()).toEqual([...PERMITTED].sort());
  });
  it("reads backwards what it reads forwards", () => {
    for (const to of STATUSES)
      for (const from of STATUSES) expect(statusesBefore(to).includes(from)).toBe(STEPS[from].includes(to));
  });
  it("rests only where somebody has decided", () => {
    expect(STATUSES.filter(isFinal)).toEqual(["created", "rejected", "cancelled"]);
    expect(STATUSES.filter(isMoving)).toEqual(["queued", "sending", "waiting"]);
    expect(STATUSES.filter((status) => !isFinal(status) && !isMoving(status))).toEqual(["uncertain"]);
  });
  it("reaches every status from queued, and an end from every status", () => {
    const reach = (from: Status, seen = new Set<Status>([from])): Set<Status> => {
      for (const to of STEPS[from]) if (!seen.has(to)) reach(to, seen.add(to));
      return seen;
    };
    expect([...reach("queued")].sort()).toEqual([...STATUSES].sort());
    for (const status of STATUSES) expect([...reach(status)].some(isFinal)).toBe(true);
  });
  it("never cancels what may have been sent: from sending, only an end or a way back to queued cancels", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10), { maxLength: 30 }), (choices) => {
        const walked: Status[] = ["queued"];
        for (const choice of choices) {
          const next = STEPS[walked.at(-1)!];
          if (next.length > 0) walked.push(next[choice % next.length]!);
        }
        const cancelled = walked.indexOf("cancelled");
        if (cancelled > 0) expect(walked[cancelled - 1]).toBe("queued");
        expect(walked.slice(0, -1).some(isFinal)).toBe(false);
      }),
    );
  });
});

describe("a submission", () => {
  const common = {
    operation_id: "2ed92b7f-75c0-4771-ae2f-3911232d6d4e",
    status: "queued",
    environment: "sandbox",
    parameters: {
      operation_id: "2ed92b7f-75c0-4771-ae2f-3911232d6d4e",
      async_mode: true,
      allow_defaults: false,
      open_pool: false,
    },
    operation: null,
    error: null,
    attempts: 0,
    next_at: null,
    undo_until: null,
    created_at: "2026-11-23T16:00:00.000Z",
    updated_at: "2026-11-23T16:00:00.000Z",
    created_by: "A. Ivanova",
    connection: "sandbox",
    foreign: false,
    replaces: null,
    replaced_by: null,
    stopped: null,
  };
  it("holds one task, or many of an import", () => {
    const one = Submission.parse({ ...common, task: { pool_id: "21" }, created_task: null });
    const many = Submission.parse({
      ...common,
      tasks: [{ pool_id: "21" }, { pool_id: "22" }],
      created_tasks: [],
      import_id: "i",
    });
    expect([one, many].map((submission) => tasksOf(submission).map(({ pool_id }) => pool_id))).toEqual([
      ["21"],
      ["21", "22"],
    ]);
    expect(Submission.safeParse(common).success).toBe(false);
    expect(Submission.safeParse({ ...one, status: "lost" }).success).toBe(false);
  });
  it("is asked for with a task; parameters may be left out, and nothing else may be there", () => {
    expect(CreateSubmission.parse({ task: { pool_id: "21" } })).toEqual({ task: { pool_id: "21" } });
    for (const body of [{}, null, [], { task: null }, { task: { pool_id: "21" }, extra: 1 }])
      expect(CreateSubmission.safeParse(body).success).toBe(false);
  });
});
