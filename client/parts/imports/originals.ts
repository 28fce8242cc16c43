/**
 * The rows of an import as the file had them: the header, and a JSON array of cells a line, in the order of the tasks. They
 * are on this page only, until it is closed.
 */
export interface Original {
  name: string;
  header: string[];
  rows: Blob;
}

const originals = new Map<string, Original>();

export function keepOriginal(importId: string, original: Original): void {
  originals.set(importId, original);
}

export const originalOf = (importId: string): Original | undefined => originals.get(importId);
