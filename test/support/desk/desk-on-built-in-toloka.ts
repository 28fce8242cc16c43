import { afterAll, beforeAll } from "vitest";
import { type Desk, startDesk } from "./desk-in-process.ts";
import type { Answered } from "./http-call.ts";

export interface DeskOnBuiltInToloka {
  readonly desk: Desk;
  /** Posts a submission and waits at most `wait` (20) seconds for its end. */
  create(body: unknown, wait?: number, headers?: Record<string, string>): Promise<Answered>;
}

/** A desk on the built-in Toloka, one for all tests of a file or `describe`. */
export function deskOnBuiltInToloka(): DeskOnBuiltInToloka {
  let desk: Desk;
  beforeAll(async () => {
    desk = await startDesk();
  });
  afterAll(() => desk?.remove());
  return {
    get desk() {
      return desk;
    },
    create: (body, wait = 20, headers = {}) => desk.call("POST", `/api/submissions?wait=${wait}`, body, headers),
  };
}
