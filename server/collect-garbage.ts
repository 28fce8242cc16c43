import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

type Collect = (options: { type: "major" | "minor"; execution?: "async" }) => Promise<void> | undefined;

/*
 * V8 collects garbage only when more is allocated, and hardly counts the memory of buffers. So an idle server would keep what a
 * large body took, and a server that reads a long body holds many of its buffers.
 */

/** How long after the last large body garbage is collected, in milliseconds. */
const QUIET_MS = 3_000;
/** Minimum time between two collections while large work goes on, in milliseconds: each takes some 50 ms. */
const BUSY_MS = 1_500;
let collect: Collect | undefined;
let timer: NodeJS.Timeout | undefined;
let last = 0;

function collector(): Collect {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as Collect;
  }
  return collect;
}

function collectAll(): void {
  last = performance.now();
  void collector()({ type: "major", execution: "async" });
}

/** Called after each large body: all garbage is collected when no more have come for a while. */
export function collectGarbageLater(): void {
  clearTimeout(timer);
  timer = setTimeout(collectAll, QUIET_MS).unref();
}

/** Called after each piece of large work: all garbage is collected now and then, and when no more comes. */
export function collectGarbageMeanwhile(): void {
  if (performance.now() - last > BUSY_MS) collectAll();
  collectGarbageLater();
}

/** Called now and then while a long body is read: collects buffers that are no longer used. Takes about a millisecond. */
export function collectYoungGarbage(): void {
  collector()({ type: "minor" });
}
