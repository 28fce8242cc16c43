/** A file or a pasted text of several tasks, on its way from the form to the page that reads it. */
export interface Handed {
  name: string;
  content: File | string;
  /** The overlap that the form shows; "" for the pool's own, `infinite`, or a number as typed. */
  overlap: string;
  openPool: boolean;
}

let handed: Handed | null = null;

/** Keeps what the next page takes. */
export function handOver(given: Handed): void {
  handed = given;
}

export function takeHanded(): Handed | null {
  const taken = handed;
  handed = null;
  return taken;
}
