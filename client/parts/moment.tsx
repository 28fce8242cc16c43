import { useSyncExternalStore } from "react";
import { useLanguage } from "../language.ts";
import { agoText, dateAndTime } from "./clock.ts";

/** How often ages are written anew, in milliseconds. */
const EVERY = 15_000;

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all moments on the page. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const each of listeners) each();
    }, EVERY);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** How long ago a moment (ISO 8601) was, always up to date; the exact time on hover. */
export function Ago({ at }: { at: string }) {
  useLanguage();
  const age = useSyncExternalStore(subscribe, () => agoText(at, Math.max(now, Date.parse(at))));
  return (
    <time dateTime={at} title={dateAndTime(at)}>
      {age}
    </time>
  );
}
