import { v4 as uuid } from "uuid";
import type { ChangeEvent } from "../../shared/routes.ts";
import type { Status } from "../../shared/submission.ts";
import { STATUSES } from "../../shared/submission.ts";
import type { Db } from "../db/db.ts";
import type { SubmissionRow } from "./row.ts";

/** Tells whoever listens, on every replica, that a submission changed. `null`: anything may have changed, ask again. */
export interface Changes {
  tell(row: SubmissionRow): void;
  listen(heard: (change: ChangeEvent | null) => void): () => void;
  /**
   * Resolves when this submission changes: with its row if it was changed here, with `null` if elsewhere; and with `null`
   * after `ms` or when `gone` fires.
   */
  until(operationId: string, ms: number, gone: AbortSignal): Promise<SubmissionRow | null>;
  close(): void;
}

export function openChanges(db: Db): Changes {
  /** Stands before what this process tells: its own waiters have had the row already when it comes back. */
  const own = uuid();
  const listeners = new Set<(change: ChangeEvent | null) => void>();
  const waiters = new Map<string, Set<(row: SubmissionRow | null) => void>>();
  const wake = (operationId: string, row: SubmissionRow | null): void => {
    for (const waiter of waiters.get(operationId) ?? []) waiter(row);
  };

  const deafen = db.listen((payload) => {
    const change = parse(payload);
    for (const listener of listeners) listener(change);
    if (payload.startsWith(own)) return;
    if (change) wake(change.operation_id, null);
    else for (const operationId of waiters.keys()) wake(operationId, null);
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
    until(operationId, ms, gone) {
      return new Promise((resolve) => {
        const here = waiters.get(operationId) ?? new Set();
        waiters.set(operationId, here);
        const done = (row: SubmissionRow | null) => {
          clearTimeout(timer);
          gone.removeEventListener("abort", giveUp);
          here.delete(done);
          if (here.size === 0) waiters.delete(operationId);
          resolve(row);
        };
        const giveUp = () => done(null);
        const timer = setTimeout(giveUp, ms);
        gone.addEventListener("abort", giveUp);
        here.add(done);
        if (gone.aborted) giveUp();
      });
    },
    close() {
      deafen();
      for (const operationId of waiters.keys()) wake(operationId, null);
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
