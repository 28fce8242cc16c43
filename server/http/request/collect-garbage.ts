import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (options: { type: "major"; execution: "async" }) => Promise<void>;

/** How long after the last large body garbage is collected, in milliseconds. */
const QUIET_MS = 3_000;
let collect: Collect | undefined;
let timer: NodeJS.Timeout | undefined;

/**
 * Called after each large body. When no more have come for a while, garbage is collected, so that the memory is freed: V8
 * collects only when more is allocated, so an idle server would keep it.
 */
export function collectGarbageLater(): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (collect === undefined) {
      setFlagsFromString("--expose-gc");
      collect = runInNewContext("gc") as Collect;
    }
    void collect({ type: "major", execution: "async" });
  }, QUIET_MS).unref();
}
