import { v4 as uuid } from "uuid";
import type { ChangeEvent } from "../../shared/api/routes.ts";
import type { Status } from "../../shared/submission.ts";
import { STATUSES } from "../../shared/submission.ts";
import type { Db } from "../db/db.ts";
import type { SubmissionRow } from "./journal/row.ts";

/** Notifications about changed submissions, on every replica. */
export interface Changes {
  /** Notifies all listeners and watchers that a submission changed. */
  notify(row: SubmissionRow): void;
  /** Adds a listener and returns the function that removes it. `null`: any submission may have changed. */
  listen(listener: (change: ChangeEvent | null) => void): () => void;
  /** Watches one submission from now on. */
  watch(operationId: string): Watch;
  close(): void;
}

/** Whoever waits for an outcome, and may leave: of an `AbortSignal`, what a wait needs. */
export interface Leaving {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

interface Watch {
  /**
   * Resolves with the next change, or with one since the last call: its row if this process changed it, `null` if another
   * did. Also `null` after `ms` milliseconds, or when `gone` is aborted.
   */
  next(ms: number, gone: Leaving): Promise<SubmissionRow | null>;
  stop(): void;
}

export function openChanges(db: Db): Changes {
  /** Prefix of this process's notifications: its own watchers already have the row when one comes back. */
  const own = uuid();
  const listeners = new Set<(change: ChangeEvent | null) => void>();
  const watchers = new Map<string, Set<(row: SubmissionRow | null) => void>>();
  const wake = (operationId: string, row: SubmissionRow | null): void => {
    for (const watcher of watchers.get(operationId) ?? []) watcher(row);
  };

  const stopListening = db.listen((payload) => {
    const change = parse(payload);
    // Other rooms use the channel too.
    if (change === null && payload !== "") return;
    for (const listener of listeners) listener(change);
    if (payload.startsWith(own)) return;
    if (change) wake(change.operation_id, null);
    else for (const operationId of watchers.keys()) wake(operationId, null);
  });

  return {
    notify(row) {
      wake(row.operation_id, row);
      db.notify(`${own} ${row.operation_id} ${row.status} ${row.pool_id}`);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch(operationId) {
      const here = watchers.get(operationId) ?? new Set();
      watchers.set(operationId, here);
      let news: { row: SubmissionRow | null } | null = null;
      let resolveNext = (): void => {};
      const watcher = (row: SubmissionRow | null): void => {
        news = { row };
        resolveNext();
      };
      here.add(watcher);
      return {
        next: (ms, gone) =>
          new Promise((resolve) => {
            const done = (): void => {
              clearTimeout(timer);
              gone.removeEventListener("abort", done);
              resolveNext = () => {};
              resolve(news?.row ?? null);
              news = null;
            };
            const timer = setTimeout(done, ms);
            gone.addEventListener("abort", done);
            resolveNext = done;
            if (news !== null || gone.aborted) done();
          }),
        stop() {
          here.delete(watcher);
          if (here.size === 0) watchers.delete(operationId);
        },
      };
    },
    close() {
      stopListening();
      for (const operationId of watchers.keys()) wake(operationId, null);
    },
  };
}

function parse(payload: string): ChangeEvent | null {
  const [_process, operation_id, status, ...pool] = payload.split(" ");
  if (!operation_id || !status || !isStatus(status)) return null;
  return { operation_id, status, pool_id: pool.join(" ") };
}

function isStatus(word: string): word is Status {
  return STATUSES.some((status) => status === word);
}
