import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type FaultyToloka, type FaultyTolokaOptions, startFaultyToloka } from "../toloka/faulty-toloka.ts";
import { type Desk, type DeskOptions, startDesk } from "./desk-in-process.ts";

export interface DeskOnFaultyToloka {
  readonly toloka: FaultyToloka;
  readonly desk: Desk;
  /** Stops the desk, runs `between`, and starts another desk with the same data. */
  restart(between?: () => Promise<void>): Promise<void>;
}

/** A faulty Toloka and a desk that uses it, for the tests of a file or `describe`: one for all of them, or one for each. */
export function deskOnFaultyToloka(
  lifetime: "all" | "each",
  options: FaultyTolokaOptions & Pick<DeskOptions, "env"> = {},
): DeskOnFaultyToloka {
  const { env = {}, ...tolokaOptions } = options;
  const [before, after] = lifetime === "all" ? [beforeAll, afterAll] : [beforeEach, afterEach];
  let toloka: FaultyToloka;
  let desk: Desk;
  before(async () => {
    toloka = await startFaultyToloka(tolokaOptions);
    desk = await startDesk({ toloka, env });
  });
  after(async () => {
    await desk?.remove();
    await toloka?.close();
  });
  return {
    get toloka() {
      return toloka;
    },
    get desk() {
      return desk;
    },
    async restart(between) {
      await desk.stop();
      await between?.();
      desk = await startDesk({ toloka, env, dataDir: desk.dataDir });
    },
  };
}
