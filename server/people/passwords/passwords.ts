import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import pLimit from "p-limit";

/**
 * OWASP's first choice for argon2id: 46 MiB (in KiB), one pass, one lane. Below 32 MiB the C library never gives the memory
 * back.
 */
const COST = { memory: 47_104, passes: 1, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** More would need too much memory at a time. */
const AT_ONCE = 2;
/** How many may wait. At 0.1 s each, the last of them would wait for longer than anybody does. */
const LONGEST_QUEUE = 60;

export type RunArgon2 = (parameters: Argon2Parameters) => Promise<Buffer>;

const run = promisify(argon2);
const argon2id: RunArgon2 = (parameters) => run("argon2id", parameters);

/** Too many passwords wait to be hashed. */
export class BusyHashingError extends Error {}

export interface Passwords {
  /** The password as a PHC string, which contains its salt and cost. Rejects with `BusyHashingError`. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is that of the PHC string. `null` (nobody has this name, or the person has no password) takes one
   * run of argon2id too, so that the time says nothing. Rejects with `BusyHashingError`.
   */
  matches(password: string, stored: string | null): Promise<boolean>;
}

/** Hashes passwords, two at a time. `argon`: for tests that count the runs. */
export function openPasswords(argon: RunArgon2 = argon2id): Passwords {
  const limit = pLimit(AT_ONCE);
  const derive = (password: string, nonce: Buffer, cost: typeof COST, tagLength: number): Promise<Buffer> => {
    if (limit.pendingCount >= LONGEST_QUEUE) throw new BusyHashingError("too many passwords wait to be hashed");
    const message = Buffer.from(password);
    return limit(() => argon({ message, nonce, tagLength, ...cost }));
  };
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES);
      return phcOf(salt, await derive(password, salt, COST, HASH_BYTES));
    },
    async matches(password, stored) {
      if (stored === null) {
        await derive(password, randomBytes(SALT_BYTES), COST, HASH_BYTES);
        return false;
      }
      const { salt, hash, cost } = partsOf(stored);
      return timingSafeEqual(await derive(password, salt, cost, hash.length), hash);
    },
  };
}

const base64 = (bytes: Buffer): string => bytes.toString("base64").replace(/=/g, "");

const phcOf = (salt: Buffer, hash: Buffer): string =>
  `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(salt)}$${base64(hash)}`;

/** The parts of a PHC string. Throws for another text, which nothing of ours writes. */
function partsOf(phc: string): { salt: Buffer; hash: Buffer; cost: typeof COST } {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc);
  if (parts === null) throw new Error("a stored password is not in the PHC form of argon2id");
  const [memory, passes, parallelism] = parts.slice(1, 4).map(Number);
  return {
    salt: Buffer.from(parts[4]!, "base64"),
    hash: Buffer.from(parts[5]!, "base64"),
    cost: { memory: memory!, passes: passes!, parallelism: parallelism! },
  };
}
