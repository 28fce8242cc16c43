import type { Browser, Page } from "playwright-core";

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Processor time of the thread, in microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/** The tasks of each document's main thread while `act` runs, in milliseconds of processor time; the busiest thread first. */
export async function tasksDuring(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[][]> {
  await browser.startTracing(page, { categories: ["toplevel"] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain");
  const threads = new Map(mains.map(({ pid, tid }): [string, number[]] => [`${pid} ${tid}`, []]));
  for (const { name, pid, tid, tdur = 0 } of traceEvents)
    if (name.endsWith("RunTask")) threads.get(`${pid} ${tid}`)?.push(tdur / 1_000);
  const total = (tasks: number[]): number => tasks.reduce((sum, one) => sum + one, 0);
  return [...threads.values()].toSorted((a, b) => total(b) - total(a));
}
