import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { throttle } from "es-toolkit/function";
import { useEffect, useSyncExternalStore } from "react";
import { ChangeEvent, EVENTS_PATH } from "../../shared/api/routes.ts";
import { JsonError, parseJson } from "../../shared/values/json.ts";
import { attemptsQuery, keys, submissionQuery } from "../queries.ts";

export type Live = "live" | "reconnecting";

/** How long after the browser has given up a stream it is opened again: at first, and at most; in milliseconds. */
const FIRST_RETRY = 1000;
const LONGEST_RETRY = 15_000;

/** What every change makes stale, whichever submission it is about. */
const SHARED = [keys.submissions, keys.count];
const ALL = [keys.submission, keys.attempts, keys.health, keys.session, ...SHARED];
/** Lists and counts are reloaded at most this often, in milliseconds: with many changes a second none would ever load. */
const LIST_EVERY = 500;

const listeners = new Set<() => void>();
let state: Live = "reconnecting";

function become(next: Live): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

/** Whether the page is notified of changes as they happen. */
export function useLive(): Live {
  return useSyncExternalStore(subscribe, () => state);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps the stream of changes open. Use it once, at the top of the page. */
export function useChanges(): void {
  const client = useQueryClient();
  useEffect(() => listen(client), [client]);
}

/**
 * Listens until the returned function is called. A stream that the browser gives up is opened again, each time after a
 * longer pause. After every gap, all that may have changed is reloaded.
 */
export function listen(client: Pick<QueryClient, "invalidateQueries">): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_RETRY;
  let opened = false;
  const invalidate = (stale: (readonly unknown[])[]) => {
    for (const queryKey of stale) void client.invalidateQueries({ queryKey });
  };
  const reloadLists = throttle(() => invalidate(SHARED), LIST_EVERY);
  function open(): void {
    source?.close();
    source = new EventSource(EVENTS_PATH);
    source.addEventListener("open", () => {
      wait = FIRST_RETRY;
      become("live");
      if (opened) invalidate(ALL);
      opened = true;
    });
    source.addEventListener("change", (event: MessageEvent<string>) => {
      const change = changeIn(event.data);
      if (change === null) return;
      invalidate([submissionQuery(change.operation_id).queryKey, attemptsQuery(change.operation_id).queryKey]);
      reloadLists();
    });
    source.addEventListener("resync", () => invalidate(ALL));
    source.addEventListener("error", () => {
      become("reconnecting");
      // The browser tries again by itself, except after an answer that is no stream.
      if (source?.readyState !== EventSource.CLOSED) return;
      // The answer may be that the person has to sign in.
      invalidate([keys.session]);
      clearTimeout(timer);
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_RETRY);
    });
  }
  const atOnce = () => {
    clearTimeout(timer);
    open();
  };
  open();
  window.addEventListener("online", atOnce);
  return () => {
    window.removeEventListener("online", atOnce);
    clearTimeout(timer);
    reloadLists.cancel();
    source?.close();
    become("reconnecting");
  };
}

/** The change in an event's data; `null` if the page cannot read it. */
export function changeIn(data: string): ChangeEvent | null {
  try {
    const checked = ChangeEvent.safeParse(parseJson(data));
    return checked.success ? checked.data : null;
  } catch (error) {
    if (error instanceof JsonError) return null;
    throw error;
  }
}
