/** A file or a pasted text of several tasks, on its way from the form to the page that reads it. */
export interface Handed {
  name: string;
  content: File | string;
  /** The overlap that the form shows; "" for the pool's own, `infinite`, or a number as typed. */
  overlap: string;
  openPool: boolean;
}

let handed: Handed | null = null;

/** Keeps it for the next page. */
export function handOver(given: Handed): void {
  handed = given;
}

/** What was handed over. It stays until `dropHanded`: the page may be drawn several times before it is there. */
export const readHanded = (): Handed | null => handed;

/** The page has it. */
export function dropHanded(): void {
  handed = null;
}
