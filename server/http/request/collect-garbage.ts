import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (options: { type: "major"; execution: "async" }) => Promise<void>;

/** How long no large body must have come before memory is given back, in milliseconds. */
const QUIET_MS = 3_000;
let collect: Collect | undefined;
let timer: NodeJS.Timeout | undefined;

/**
 * Called after each large body: once none has come for a while, the memory that they took is given back. V8 collects
 * when memory is asked for, so a server that is left alone would keep it.
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
