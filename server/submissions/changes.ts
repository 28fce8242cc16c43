import { v4 as uuid } from "uuid";
import type { ChangeEvent } from "../../shared/api/routes.ts";
import type { Status } from "../../shared/submission.ts";
import { STATUSES } from "../../shared/submission.ts";
import type { Db } from "../db/db.ts";
import type { SubmissionRow } from "./journal/row.ts";

/** Tells whoever listens, on every replica, that a submission changed. `null`: anything may have changed, ask again. */
export interface Changes {
  tell(row: SubmissionRow): void;
  listen(heard: (change: ChangeEvent | null) => void): () => void;
  /** Watches one submission from now on. */
  watch(operationId: string): Watch;
  close(): void;
}

interface Watch {
  /**
   * Resolves with the next change, or with one that came since the last was asked for: its row if it was changed in this
   * process, `null` if elsewhere. Also `null` after `ms` or when `gone` fires.
   */
  next(ms: number, gone: AbortSignal): Promise<SubmissionRow | null>;
  stop(): void;
}

export function openChanges(db: Db): Changes {
  /** Stands before what this process tells: its own watchers have had the row already when it comes back. */
  const own = uuid();
  const listeners = new Set<(change: ChangeEvent | null) => void>();
  const watchers = new Map<string, Set<(row: SubmissionRow | null) => void>>();
  const wake = (operationId: string, row: SubmissionRow | null): void => {
    for (const watcher of watchers.get(operationId) ?? []) watcher(row);
  };

  const deafen = db.listen((payload) => {
    const change = parse(payload);
    for (const listener of listeners) listener(change);
    if (payload.startsWith(own)) return;
    if (change) wake(change.operation_id, null);
    else for (const operationId of watchers.keys()) wake(operationId, null);
  });

  return {
    tell(row) {
      wake(row.operation_id, row);
      db.notify(`${own} ${row.operation_id} ${row.status} ${row.pool_id}`);
    },
    listen(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    watch(operationId) {
      const here = watchers.get(operationId) ?? new Set();
      watchers.set(operationId, here);
      let news: { row: SubmissionRow | null } | null = null;
      let heard = (): void => {};
      const watcher = (row: SubmissionRow | null): void => {
        news = { row };
        heard();
      };
      here.add(watcher);
      return {
        next: (ms, gone) =>
          new Promise((resolve) => {
            const done = (): void => {
              clearTimeout(timer);
              gone.removeEventListener("abort", done);
              heard = () => {};
              resolve(news?.row ?? null);
              news = null;
            };
            const timer = setTimeout(done, ms);
            gone.addEventListener("abort", done);
            heard = done;
            if (news !== null || gone.aborted) done();
          }),
        stop() {
          here.delete(watcher);
          if (here.size === 0) watchers.delete(operationId);
        },
      };
    },
    close() {
      deafen();
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
