import type { IncomingMessage } from "node:http";
import { setImmediate } from "node:timers/promises";
import { problem } from "../../../shared/api/problem.ts";
import { limitConcurrency } from "../../media/limit-concurrency.ts";
import type { Result } from "../../result.ts";
import { collectGarbageLater } from "./collect-garbage.ts";

/** A body over this many bytes, or of a length that is not known, waits for a turn before it is read. */
const LARGE_BYTES = 256 * 1024;
/** Large bodies that are read at once, and those that may wait: of everybody, and of one address. */
const OF_ALL = { atOnce: 4, waiting: 64 };
const OF_ONE = { atOnce: 2, waiting: 16 };
/** A large body that takes longer to arrive is cut off, in milliseconds: others wait for its turn. */
const ARRIVES_WITHIN = 60_000;
/** Bytes held of all bodies that have not arrived whole. */
const UNFINISHED_BYTES = 48 * 1024 * 1024;
/** Bodies under this are checked at once, in bytes. */
const QUICK_BYTES = 16 * 1024;

/** What keeps requests' bodies from taking all memory and time together. */
export interface Intake {
  /** Reads a body when it is its turn. Problems: 429 where its address has too many large ones waiting, 503 where all have. */
  inTurn<T>(request: IncomingMessage, read: () => Promise<Result<T>>): Promise<Result<T>>;
  /** Counts `bytes` that were received of an unfinished body, negative ones when it is done with. False: too many are held. */
  hold(bytes: number): boolean;
  /** Checks a whole body: one large one at a time, with what else waits in between. */
  check<T>(bytes: number, check: () => T): Promise<T>;
}

const busy = (status: 429 | 503): Result<never> => ({ ok: false, problem: problem(status, "BUSY") });

export function createIntake(): Intake {
  const all = limitConcurrency(OF_ALL.atOnce, OF_ALL.waiting);
  const checks = limitConcurrency(1, Number.POSITIVE_INFINITY);
  const addresses = new Map<string, { turn: ReturnType<typeof limitConcurrency>; requests: number }>();
  let held = 0;

  /** Runs `work`, and what its caller does next, in a turn of the event loop that nothing else here shares. */
  async function alone<T>(work: () => Promise<T>): Promise<T> {
    const done = await checks(async () => {
      await setImmediate();
      return { value: await work() };
    });
    return done!.value;
  }

  return {
    async inTurn(request, read) {
      const { "content-length": length = 0, "transfer-encoding": coding } = request.headers;
      if (coding === undefined && Number(length) <= LARGE_BYTES) return read();
      const address = request.socket.remoteAddress ?? "";
      const own = addresses.get(address) ?? { turn: limitConcurrency(OF_ONE.atOnce, OF_ONE.waiting), requests: 0 };
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
      // What comes of it is work of its own, and gets a turn of the event loop without another's check.
      await alone(async () => {});
      return checked;
    },
  };
}

/** Cuts off a body that does not arrive in time. */
async function arriving<T>(request: IncomingMessage, read: () => Promise<T>): Promise<T> {
  const late = setTimeout(() => request.destroy(), ARRIVES_WITHIN);
  request.once("end", () => clearTimeout(late));
  try {
    return await read();
  } finally {
    clearTimeout(late);
  }
}
