import type { Page } from "playwright-core";

interface Fiber {
  flags: number;
  child: Fiber | null;
  sibling: Fiber | null;
  alternate: Fiber | null;
  type: unknown;
}

/**
 * Counts the components that the page draws, from before it is loaded: React announces each commit to the hook of its
 * developer tools. `countDraws` returns how many an action drew.
 */
export async function watchDraws(page: Page): Promise<(act: () => Promise<void>) => Promise<number>> {
  await page.addInitScript(() => {
    const PERFORMED_WORK = 1;
    const counts = { drawn: 0 };
    const visit = (now: Fiber, before: Fiber | null): void => {
      if (typeof now.type !== "string" && (now.flags & PERFORMED_WORK) !== 0) counts.drawn += 1;
      if (before !== null && now.child === before.child) return;
      for (let child = now.child; child !== null; child = child.sibling) visit(child, child.alternate);
    };
    Object.assign(globalThis, {
      drawCounts: counts,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
        onCommitFiberRoot: (_id: number, root: { current: Fiber }) => visit(root.current, root.current.alternate),
      },
    });
  });
  const drawn = () =>
    page.evaluate(() => (globalThis as unknown as { drawCounts: { drawn: number } }).drawCounts.drawn);
  return async (act) => {
    const before = await drawn();
    await act();
    return (await drawn()) - before;
  };
}
