import { useEffect } from "react";
import { useLocation } from "wouter";
import { links } from "../../links.ts";
import { useLastPool } from "../../parts/pool/last-pool.ts";
import { singleKeysOn, takesLetters } from "../../parts/single-keys.ts";
import { dialogIsOpen } from "../../ui/dialog/dialog-open.ts";
import { shortcutOf } from "./shortcuts.ts";

export type Opened = "help" | "palette" | null;

/**
 * Listens for the keys that work anywhere, and calls `open` with what they open. While something is `opened`, which may
 * still be loading, letters are meant for it.
 */
export function useShortcuts(opened: Opened, open: (what: Opened) => void): void {
  const [, navigate] = useLocation();
  const lastPool = useLastPool();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const typing = takesLetters(event.target);
      if (typing && !event.ctrlKey && !event.metaKey) return;
      const free = opened === null && !dialogIsOpen();
      const asked = shortcutOf(event, free && !typing && singleKeysOn());
      if (asked === null) return;
      event.preventDefault();
      if (asked === "new-task") return navigate(links.newTask(lastPool));
      if (asked === "search" && focusSearch()) return;
      if (free) open(asked === "search" ? "palette" : asked);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [navigate, lastPool, opened, open]);
}

/** Moves the focus to the page's search box; `false` if there is none. */
function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('main input[type="search"], main [data-search]');
  search?.focus();
  search?.select();
  return search !== null;
}
