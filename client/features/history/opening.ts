/**
 * The entry of a submission in the browser's history remembers whether the list was before it. Closing the panel then goes
 * back to the list, so that "Back" does not open the panel again.
 */
interface Opening {
  listBefore: true;
}

/** The state of the entry for a submission. `opened`: the one that is shown now, whose entry is replaced. */
export const openingState = (opened: string | undefined): unknown =>
  opened === undefined ? ({ listBefore: true } satisfies Opening) : window.history.state;

export const listIsBefore = (): boolean => (window.history.state as Opening | null)?.listBefore === true;
