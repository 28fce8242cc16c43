import { useEffect, useEffectEvent } from "react";
import { letterOf, singleKeysOn, takesLetters } from "../../../parts/single-keys.ts";
import { dialogIsOpen } from "../../../ui/dialog/dialog-open.ts";

/** The attribute of a row's link. Its value is the operation id. */
export const ROW = "data-row";

const rowLinks = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`[${ROW}]`)];

export const focusRow = (operationId: string): void =>
  rowLinks()
    .find((link) => link.getAttribute(ROW) === operationId)
    ?.focus();

/** Keys of the list: `j` and `k` move the focus to the next and the previous row, `x` selects. Enter opens, as on any link. */
export function useRowKeys(opened: string | undefined, toggle: (operationId: string) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!singleKeysOn() || takesLetters(event.target) || dialogIsOpen()) return;
    const links = rowLinks();
    const focused = document.activeElement?.closest("tr");
    const inFocus = links.findIndex((link) => focused?.contains(link));
    const at = inFocus === -1 ? links.findIndex((link) => link.getAttribute(ROW) === opened) : inFocus;
    const letter = letterOf(event);
    const step = { j: 1, k: -1 }[letter];
    if (step !== undefined) links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
    else if (letter === "x" && inFocus !== -1) toggle(links[inFocus]!.getAttribute(ROW)!);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
