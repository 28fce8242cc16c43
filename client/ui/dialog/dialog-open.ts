const MODAL = "[role=dialog][aria-modal=true], dialog[open]";

/** Whether a modal dialog is open or being loaded. The page's keyboard shortcuts are off then. */
export const dialogIsOpen = (): boolean => document.querySelector(MODAL) !== null;

/** Whether an element is in a dialog, modal or not: keys pressed there belong to the dialog. */
export const inDialog = (element: Element | null): boolean => element?.closest("[role=dialog], dialog") != null;
