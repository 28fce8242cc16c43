import type { ServerResponse } from "node:http";
import type { Leaving } from "../../submissions/submissions.ts";

/** Tells those who work on an answer that nobody waits for it any more. */
export interface Departure {
  gone: Leaving;
  leave(): void;
}

/**
 * Departures for answers: a caller has left when the connection closes before the answer is complete, and all of them have when
 * the server stops. `AbortSignal.any` is not used: `stopping` lives as long as the server and would keep a reference to every
 * request's signal. A signal of its own for each request costs more than all that is done with it.
 */
export function departures(stopping: AbortSignal): (response: ServerResponse) => Departure {
  const waiting = new Set<Departure>();
  stopping.addEventListener("abort", () => {
    for (const departure of waiting) departure.leave();
  });
  return (response) => {
    const departure = createDeparture();
    // The server may have begun to stop while the body was read.
    if (stopping.aborted) departure.leave();
    waiting.add(departure);
    response.once("close", () => {
      waiting.delete(departure);
      if (!response.writableFinished) departure.leave();
    });
    return departure;
  };
}

function createDeparture(): Departure {
  const listeners = new Set<() => void>();
  let left = false;
  return {
    gone: {
      get aborted() {
        return left;
      },
      addEventListener: (_type, listener) => void listeners.add(listener),
      removeEventListener: (_type, listener) => void listeners.delete(listener),
    },
    leave() {
      if (left) return;
      left = true;
      for (const listener of listeners) listener();
    },
  };
}
