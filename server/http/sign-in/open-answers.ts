import type { People } from "../../people/people.ts";
import type { Identity } from "./identity.ts";

/** How often everything open is checked: sessions expire, and a notification may have been lost. Milliseconds. */
const CHECK_EVERY_MS = 30_000;

export interface OpenAnswers {
  /** Calls `end` once when the identity stops being what it is: signed out, disabled, expired, or with another role. */
  watch(identity: Identity, end: () => void): Watched;
  close(): void;
}

export interface Watched {
  /** Whether `end` was called. */
  ended(): boolean;
  stop(): void;
}

interface Open {
  identity: Identity;
  end: () => void;
}

/** Streams and held answers outlive the check at their start: they end as soon as it would fail. */
export function watchOpenAnswers(people: People): OpenAnswers {
  const open = new Set<Open>();

  async function check(personId: string | null): Promise<void> {
    const asked = [...open].filter(({ identity }) => personId === null || identity.personId === personId);
    await Promise.all(
      asked.map(async (one) => {
        // A database that cannot be read says nothing; the next check asks again.
        const now = await one.identity.now().catch(() => one.identity);
        if (now?.role === one.identity.role || !open.delete(one)) return;
        one.end();
      }),
    );
  }
  const unsubscribe = people.onAccessChanged((personId) => void check(personId));
  const timer = setInterval(() => void check(null), CHECK_EVERY_MS);
  timer.unref();
  return {
    watch(identity, end) {
      let ended = false;
      const one: Open = {
        identity,
        end: () => {
          ended = true;
          end();
        },
      };
      open.add(one);
      return { ended: () => ended, stop: () => void open.delete(one) };
    },
    close() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}
