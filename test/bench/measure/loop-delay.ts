import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * For `--import` into a desk that is measured: `SIGUSR2` prints the event loop's delay since the last one, and resets it.
 * `FLUSH_DELAY_MS` makes each flush of the SQLite journal take that much longer.
 */
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on("SIGUSR2", () => {
  // The monitor counts its own interval of a millisecond.
  const ms = (share: number) => Math.max(0, delay.percentile(share) / 1e6 - 1).toFixed(1);
  process.stdout.write(`loop delay: ${ms(50)} ${ms(99)} ${ms(100)}\n`);
  delay.reset();
});

const slower = Number(process.env.FLUSH_DELAY_MS ?? 0);
if (slower > 0) {
  const { fdatasync, fdatasyncSync } = fs;
  const wait = new Int32Array(new SharedArrayBuffer(4));
  fs.fdatasyncSync = (file) => {
    Atomics.wait(wait, 0, 0, slower);
    fdatasyncSync(file);
  };
  fs.fdatasync = ((file: number, done: (error: Error | null) => void) => {
    void sleep(slower).then(() => fdatasync(file, done));
  }) as typeof fs.fdatasync;
  syncBuiltinESMExports();
}
