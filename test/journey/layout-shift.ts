import type { Page } from "playwright-core";

/** Adds up the layout shifts of every page that is loaded from now on (CLS, without those after input). */
export const recordShifts = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const sum = { value: 0 };
    Object.assign(globalThis, { layoutShift: sum });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) sum.value += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });

export const shiftsOf = (page: Page): Promise<number> =>
  page.evaluate(() => (globalThis as unknown as { layoutShift: { value: number } }).layoutShift.value);
