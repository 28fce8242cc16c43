import { setTimeout as sleep } from "node:timers/promises";

/** Repeats `ask` until its result is not `null`, `undefined` or `false`, and returns the result. Fails after `ms` with `what` in its message. */
export async function until<T>(
  what: string,
  ask: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  ms = 120_000,
  pause = 20,
): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`waited ${ms} ms without success for ${what}`);
    await sleep(pause);
  }
}
