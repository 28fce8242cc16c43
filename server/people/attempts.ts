import { isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "../db/db.ts";

const MINUTE = 60;

/**
 * Failed sign-ins until further ones are refused, and for how long they count, in seconds. Tight for a name from one
 * address; loose for a name from everywhere, since anybody could otherwise lock a person out; between them for an address,
 * behind which a whole office may be.
 */
const LIMITS = {
  pair: { points: 8, duration: 15 * MINUTE },
  address: { points: 60, duration: 15 * MINUTE },
  name: { points: 100, duration: 60 * MINUTE },
  /** Of a person, after the right password. One of a million codes is right at a time. */
  code: { points: 5, duration: 30 * MINUTE },
  /** Passkeys asked for from an address: nobody guesses these, but each takes a row for some minutes. */
  passkey: { points: 300, duration: 15 * MINUTE },
};

/** How often counts that have run out are deleted, in milliseconds. */
const CLEAR_MS = 5 * MINUTE * 1000;

export interface Attempts {
  /** Counts an attempt. The seconds until the next one is allowed; null: this one is allowed. */
  begin(name: string, address: string): Promise<number | null>;
  /** Takes an attempt that succeeded off again; the name starts anew from this address. */
  succeeded(name: string, address: string): Promise<void>;
  /** As `begin`, for a person's second factor. */
  beginCode(personId: string): Promise<number | null>;
  /** Takes that one attempt off again. Earlier ones still count: somebody else may have made them. */
  codeSucceeded(personId: string): Promise<void>;
  /** As `begin`, for a passkey that is asked for from an address. */
  beginPasskey(address: string): Promise<number | null>;
}

/** Counts an attempt; the seconds until the next one is allowed, null if this one is. */
const consume = (limiter: RateLimiterPostgres, key: string): Promise<number | null> =>
  limiter.consume(key).then(
    () => null,
    (refused: unknown) => {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    },
  );

/** Counts attempts to sign in, over all replicas. */
export function openAttempts(db: Db): Attempts {
  // The library speaks to PostgreSQL. Its statements are SQLite's too.
  const query = async ({ text, values }: { text: string; values?: unknown[] }) => {
    const rows = /^\s*select/i.test(text)
      ? await db.query(text, values)
      : await db.execute(text, values, { durable: false });
    return { rows, rowCount: rows.length };
  };
  const limiter = (kind: keyof typeof LIMITS) =>
    new RateLimiterPostgres({
      ...LIMITS[kind],
      storeClient: { query },
      storeType: "client",
      tableName: "sign_in_attempts",
      tableCreated: true,
      // Its timer cannot be stopped, and would write to a database that is closed.
      clearExpiredByTimeout: false,
      keyPrefix: kind,
    });
  const limiters = { pair: limiter("pair"), address: limiter("address"), name: limiter("name") };
  const codes = limiter("code");
  const passkeys = limiter("passkey");
  const keysOf = (name: string, address: string) => {
    const place = networkOf(address);
    const who = name.normalize("NFKC").toLowerCase();
    return [
      [limiters.pair, `${place} ${who}`],
      [limiters.address, place],
      [limiters.name, who],
    ] as const;
  };
  let cleared = 0;
  function clearExpired(): void {
    const now = Date.now();
    if (now - cleared < CLEAR_MS) return;
    cleared = now;
    // The next attempt after that time tries again if this fails.
    db.execute("delete from sign_in_attempts where expire < $1", [now], { durable: false }).catch(() => {});
  }
  return {
    async begin(name, address) {
      clearExpired();
      // One after another: a refused pair costs its name and its address nothing.
      for (const [each, key] of keysOf(name, address)) {
        const wait = await consume(each, key);
        if (wait !== null) return wait;
      }
      return null;
    },
    async succeeded(name, address) {
      const [pair, ...others] = keysOf(name, address);
      await Promise.all([pair[0].delete(pair[1]), ...others.map(([each, key]) => each.reward(key))]);
    },
    beginCode: (personId) => consume(codes, personId),
    codeSucceeded: async (personId) => void (await codes.reward(personId)),
    beginPasskey: (address) => consume(passkeys, networkOf(address)),
  };
}

/** What counts as one address: of IPv6 the first 64 bits, which one customer usually has whole. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const parsed = ipaddr.IPv6.parse(address.split("%", 1)[0]!);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":")}::/64`;
}
