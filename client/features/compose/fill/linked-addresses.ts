import { viewableUrl } from "../../../parts/media/media-url.ts";
import type { PoolShelf } from "../../../stored.ts";

/** How many addresses of earlier links are stored. */
const EARLIER_STORED = 500;

/**
 * Media addresses that came with a link and that nobody has asked the server to check. Anybody can write a link, so
 * opening one must not make the server fetch an address.
 */
export interface LinkedAddresses {
  has(address: string): boolean;
  /** `texts`: the values of a link, as typed. */
  add(texts: readonly string[]): void;
  /** The operator asks for the check. */
  allow(address: string): void;
}

/** The linked addresses of one pool's form. They are stored like its draft, which brings them back after a reload. */
export function linkedAddresses(shelf: PoolShelf): LinkedAddresses {
  const linked = new Set(stored(shelf));
  return {
    has: (address) => linked.has(address),
    add(texts) {
      const added = texts.map(viewableUrl).filter((address) => address !== null);
      for (const address of added) linked.add(address);
      const earlier = stored(shelf).filter((address) => !added.includes(address));
      shelf.write("linked", [...earlier.slice(-EARLIER_STORED), ...new Set(added)]);
    },
    allow(address) {
      linked.delete(address);
      shelf.write(
        "linked",
        stored(shelf).filter((one) => one !== address),
      );
    },
  };
}

/** Read again before each write: another tab may have added to it. */
function stored(shelf: PoolShelf): string[] {
  const list = shelf.read("linked");
  return Array.isArray(list) ? list.filter((address) => typeof address === "string") : [];
}
