import { stringifyJson } from "../../shared/values/json.ts";
import type { AuditFacts } from "./chain.ts";

/** The action of an entry that counts refused requests. */
const COUNTED = "refusedRequests";
/** How long refusals are counted before they become an entry, in milliseconds. */
export const COUNT_MS = 60_000;
/** Refusals of one sender, and of all that are not signed in, that have entries of their own until the next count. */
export const OWN_ENTRIES = 5;
export const OWN_ENTRIES_OF_ALL = 60;
/** Addresses that are counted one by one until the next count. The others are counted together. */
export const ADDRESSES = 50;

interface Count {
  /** The last one. */
  last: AuditFacts;
  /** How many have an entry of their own. */
  own: number;
  /** How many do not. */
  counted: number;
  codes: Record<string, number>;
  from: number;
  to: number;
}

export interface Refusals {
  /** Adds an entry, or counts it for the next one. */
  add(facts: AuditFacts): Promise<void>;
  /** Adds what is counted. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Refused requests, which anybody can send as many of as they like. The first of a person or an address have entries of their
 * own, except those without any attempt to sign in (`NOT_SIGNED_IN`); the others are counted in one entry a minute.
 * `failed`: gets the error if counts could not be written.
 */
export function createRefusals(append: (facts: AuditFacts) => Promise<void>, failed: (error: Error) => void): Refusals {
  let counts = new Map<string, Count>();
  let ownOfUnknown = 0;
  let timer: NodeJS.Timeout | undefined;

  function countOf(facts: AuditFacts): Count {
    const known = facts.person_id !== null;
    const asked = facts.person_id ?? facts.address;
    const together = !known && !counts.has(asked) && counts.size >= ADDRESSES;
    const key = together ? "" : asked;
    const last = together ? { ...facts, address: "" } : facts;
    const count = { own: 0, counted: 0, codes: {}, from: Date.now(), to: 0, ...counts.get(key), last };
    counts.set(key, count);
    return count;
  }
  function hasOwn({ person_id, code }: AuditFacts, { own }: Count): boolean {
    if (code === "NOT_SIGNED_IN" || own >= OWN_ENTRIES) return false;
    return person_id !== null || ownOfUnknown < OWN_ENTRIES_OF_ALL;
  }
  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const ended = counts;
    counts = new Map();
    ownOfUnknown = 0;
    for (const count of ended.values()) if (count.counted > 0) await append(summary(count));
  }
  return {
    async add(facts) {
      timer ??= setTimeout(() => void flush().catch(failed), COUNT_MS).unref();
      const count = countOf(facts);
      if (hasOwn(facts, count)) {
        count.own++;
        if (facts.person_id === null) ownOfUnknown++;
        return append(facts);
      }
      const code = facts.code ?? String(facts.status);
      count.counted++;
      count.codes[code] = (count.codes[code] ?? 0) + 1;
      count.to = Date.now();
    },
    flush,
    close: flush,
  };
}

function summary({ last, counted, codes, from, to }: Count): AuditFacts {
  const { person_id, name, role, via, address, status } = last;
  const [code = null, ...others] = Object.keys(codes);
  const iso = (ms: number): string => new Date(ms).toISOString();
  return {
    ...{ person_id, name, role, via, address, status },
    device: "",
    action: COUNTED,
    subject: null,
    code: others.length === 0 ? code : null,
    before: null,
    after: stringifyJson({ requests: counted, codes, from: iso(from), to: iso(to) }),
  };
}
