/** Addresses of a pool: in Toloka (`…/requester/project/92694/pool/1080020`) and on this page (`/pools/1080020/new`). */
const ADDRESS = /^(?:https?:\/\/\S*)?\/pools?\/(\d+)(?:[/?#]|$)/i;

/** The pool's id in what was typed or pasted: an id alone, or an address of the pool. `null` for other words. */
export const poolIdIn = (typed: string): string | null =>
  /^\d+$/.test(typed.trim()) ? typed.trim() : (ADDRESS.exec(typed.trim())?.[1] ?? null);
