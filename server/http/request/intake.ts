import type { IncomingMessage } from "node:http";
import { setImmediate } from "node:timers/promises";
import { problem } from "../../../shared/api/problem.ts";
import { collectGarbageLater } from "../../collect-garbage.ts";
import { limitConcurrency } from "../../media/limit-concurrency.ts";
import type { Result } from "../../result.ts";

/** A body over this many bytes, or of unknown length, waits for a turn before it is read. */
const LARGE_BYTES = 256 * 1024;
/** Large bodies that are read together, and that may wait: of all clients, and of one address. */
const ALL_CLIENTS = { atOnce: 4, waiting: 64 };
const ONE_ADDRESS = { atOnce: 2, waiting: 16 };
/** How long a body may take to arrive, in milliseconds: others wait for their turn. Uploads of rows are read elsewhere. */
const ARRIVAL_MS = 60_000;
/** Bytes in memory of all unfinished bodies together. */
const UNFINISHED_BYTES = 48 * 1024 * 1024;
/** Bodies up to this many bytes are checked without a turn. */
const QUICK_BYTES = 16 * 1024;

/** Limits the memory and time that the bodies of all requests take together. */
export interface Intake {
  /** Reads a body when it is its turn. Problems: 429 if too many large ones of its address wait, 503 if too many of all. */
  inTurn<T>(request: IncomingMessage, read: () => Promise<Result<T>>): Promise<Result<T>>;
  /** Adds received bytes of an unfinished body, or subtracts them (negative). False: too many are in memory. */
  hold(bytes: number): boolean;
  /** Checks a complete body. Large ones are checked one at a time, and other work runs in between. */
  check<T>(bytes: number, check: () => T): Promise<T>;
}

const busy = (status: 429 | 503): Result<never> => ({ ok: false, problem: problem(status, "BUSY") });

export function createIntake(): Intake {
  const all = limitConcurrency(ALL_CLIENTS.atOnce, ALL_CLIENTS.waiting);
  const checks = limitConcurrency(1, Number.POSITIVE_INFINITY);
  const addresses = new Map<string, { turn: ReturnType<typeof limitConcurrency>; requests: number }>();
  let held = 0;

  /** Runs `work` in a turn of the event loop of its own, with what its caller does next. */
  async function alone<T>(work: () => Promise<T>): Promise<T> {
    const done = await checks(async () => {
      await setImmediate();
      return { value: await work() };
    });
    return done!.value;
  }

  return {
    async inTurn(request, read) {
      const { "content-length": length = 0, "transfer-encoding": encoding } = request.headers;
      if (encoding === undefined && Number(length) <= LARGE_BYTES) return arriving(request, read);
      const address = request.socket.remoteAddress ?? "";
      const own = addresses.get(address) ?? {
        turn: limitConcurrency(ONE_ADDRESS.atOnce, ONE_ADDRESS.waiting),
        requests: 0,
      };
      addresses.set(address, own);
      own.requests += 1;
      try {
        const answer = await own.turn(async () => (await all(() => arriving(request, read))) ?? busy(503));
        return answer ?? busy(429);
      } finally {
        collectGarbageLater();
        own.requests -= 1;
        if (own.requests === 0) addresses.delete(address);
      }
    },
    hold(bytes) {
      held += bytes;
      return held <= UNFINISHED_BYTES;
    },
    async check(bytes, check) {
      if (bytes <= QUICK_BYTES) return check();
      const checked = await alone(async () => check());
      // The caller goes on in a turn of its own, not in that of the next check.
      await alone(async () => {});
      return checked;
    },
  };
}

/** Ends the request if its body does not arrive in time. */
async function arriving<T>(request: IncomingMessage, read: () => Promise<T>): Promise<T> {
  const late = setTimeout(() => request.destroy(), ARRIVAL_MS);
  request.once("end", () => clearTimeout(late));
  try {
    return await read();
  } finally {
    clearTimeout(late);
  }
}
