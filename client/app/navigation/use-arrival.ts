import { useEffect, useLayoutEffect, useRef } from "react";

/** How long a page may take to load before its heading is no longer waited for, in milliseconds. */
const LONGEST_LOAD = 10_000;

/**
 * After a link to another page: the focus moves to the page's heading, unless the page or the operator has moved it, and
 * a page that is new in the history is shown from its top. Going back leaves the scroll position to the browser.
 */
export function useArrival(page: string): void {
  const shown = useRef(page);
  const returned = useRef(false);
  const left = useRef<Element | null>(null);
  // Before the effects of the page, which may move the focus: this one comes after them.
  useLayoutEffect(() => {
    left.current = document.activeElement;
  }, [page]);
  useEffect(() => {
    const onReturn = () => {
      returned.current = true;
    };
    window.addEventListener("popstate", onReturn, { capture: true });
    return () => window.removeEventListener("popstate", onReturn, { capture: true });
  }, []);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    if (!returned.current) window.scrollTo(0, 0);
    returned.current = false;
    return focusHeading(left.current);
  }, [page]);
}

/** Focuses the heading as soon as there is one. `left`: what had the focus then. Returns a function that ends the wait. */
function focusHeading(left: Element | null): () => void {
  const isFree = () => document.activeElement === left || document.activeElement === document.body;
  const focus = (): boolean => {
    if (!isFree()) return true;
    // While a page is loaded, the former one is still there, hidden.
    const heading = [...document.querySelectorAll<HTMLElement>("main h1")].find((shown) => shown.checkVisibility());
    if (heading === undefined) return false;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  };
  if (focus()) return () => undefined;
  const observer = new MutationObserver(() => focus() && stop());
  const timer = setTimeout(() => stop(), LONGEST_LOAD);
  const stop = () => {
    observer.disconnect();
    clearTimeout(timer);
  };
  observer.observe(document.body, { childList: true, subtree: true });
  return stop;
}
