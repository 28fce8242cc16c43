const MODAL = "[role=dialog][aria-modal=true], dialog[open]";

/** Whether a modal dialog is open, or being loaded: then the keys of the page behind it do nothing. */
export const dialogIsOpen = (): boolean => document.querySelector(MODAL) !== null;

/** Whether an element is part of a dialog, modal or not: keys pressed there are the dialog's own. */
export const inDialog = (element: Element | null): boolean => element?.closest("[role=dialog], dialog") != null;
