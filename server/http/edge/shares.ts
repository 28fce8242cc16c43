import type { Identity } from "../sign-in/identity.ts";

/** Streams of changes that one person may have open: one for each open page. */
export const STREAMS_OF_ONE = 50;

/** How much one person has under way, so that nobody takes what others need. */
export interface Shares {
  /**
   * Takes one of the `most` places that a person has for `what`. Null if all are taken. The function gives it back.
   * Without sign-in everybody is on this machine, and nothing is counted.
   */
  take(identity: Identity, what: string, most: number): (() => void) | null;
}

export function createShares(): Shares {
  const taken = new Map<string, number>();
  return {
    take({ personId }, what, most) {
      if (personId === null) return () => {};
      const key = `${personId} ${what}`;
      const before = taken.get(key) ?? 0;
      if (before >= most) return null;
      taken.set(key, before + 1);
      let given = false;
      return () => {
        if (given) return;
        given = true;
        const left = taken.get(key)! - 1;
        if (left === 0) taken.delete(key);
        else taken.set(key, left);
      };
    },
  };
}
