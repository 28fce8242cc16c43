import { fileURLToPath } from "node:url";

/**
 * How `npm start` and the tests start the server, and with the same memory the `Dockerfile`. Without the flags and `MEMORY` it grew to
 * 298 MB in 100,000 creates, at the same processor time (docs/performance.md).
 */

/**
 * V8: the space for new objects has at most so many megabytes (it takes twice as much), else it keeps 134 MB after large work; older
 * objects are collected when they have grown by 40 % since the last time, not when there are four times as many.
 */
export const FLAGS = ["--max-semi-space-size=16", "--heap-growing-percent=40"];

/** glibc: two arenas instead of eight for each processor, and what is free at the end of one goes back to the system. */
export const MEMORY = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "131072" };

export const ENVIRONMENT = {
  ...MEMORY,
  // Half a second less for each start, and 10 MB; set from outside, it holds for `server/main.ts` itself, too.
  NODE_COMPILE_CACHE: fileURLToPath(new URL("../.cache/compiled", import.meta.url)),
};
