import { setTimeout as sleep } from "node:timers/promises";

/** Asks again and again until the answer is not `null`, `undefined` or `false`. Fails after `ms`, saying what was waited for. */
export async function until<T>(
  what: string,
  ask: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  ms = 20_000,
  pause = 20,
): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`waited ${ms} ms in vain for ${what}`);
    await sleep(pause);
  }
}
