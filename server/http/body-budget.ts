/** Bytes of request bodies that are held at once: by all callers together, and by one address. */
const MOST_BYTES = 32 * 1024 * 1024;
const MOST_BYTES_OF_ONE = 16 * 1024 * 1024;

/** Counts the bytes of bodies that are being read, so that many unfinished ones cannot fill the memory. */
export function createBodyBudget(most: number = MOST_BYTES, mostOfOne: number = MOST_BYTES_OF_ONE) {
  const held = new Map<string, number>();
  let total = 0;
  return {
    /** Adds to what an address holds; false, and nothing added, if that is too much. */
    take(address: string, bytes: number): boolean {
      const own = (held.get(address) ?? 0) + bytes;
      if (own > mostOfOne || total + bytes > most) return false;
      held.set(address, own);
      total += bytes;
      return true;
    },
    give(address: string, bytes: number): void {
      const own = (held.get(address) ?? 0) - bytes;
      if (own > 0) held.set(address, own);
      else held.delete(address);
      total -= bytes;
    },
  };
}
export type BodyBudget = ReturnType<typeof createBodyBudget>;
