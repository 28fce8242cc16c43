import type { ChangeEvent } from "../../shared/routes.ts";
import type { Status } from "../../shared/submission.ts";
import { STATUSES } from "../../shared/submission.ts";
import type { Db } from "../db/db.ts";

/** Tells whoever listens, on every replica, that a submission changed. `null`: anything may have changed, ask again. */
export interface Changes {
  tell(row: { operation_id: string; status: string; pool_id: string }): void;
  listen(heard: (change: ChangeEvent | null) => void): () => void;
  /** Resolves when this submission changes, at the latest after `ms` or when `gone` fires. */
  until(operationId: string, ms: number, gone: AbortSignal): Promise<void>;
  close(): void;
}

export function openChanges(db: Db): Changes {
  const listeners = new Set<(change: ChangeEvent | null) => void>();
  const waiters = new Map<string, Set<() => void>>();

  const deafen = db.listen((payload) => {
    const change = parse(payload);
    for (const listener of listeners) listener(change);
    if (change) for (const wake of waiters.get(change.operation_id) ?? []) wake();
    else for (const wakes of waiters.values()) for (const wake of wakes) wake();
  });

  return {
    tell: ({ operation_id, status, pool_id }) => db.notify(`${operation_id} ${status} ${pool_id}`),
    listen(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    until(operationId, ms, gone) {
      return new Promise((resolve) => {
        const wakes = waiters.get(operationId) ?? new Set();
        waiters.set(operationId, wakes);
        const done = () => {
          clearTimeout(timer);
          gone.removeEventListener("abort", done);
          wakes.delete(done);
          if (wakes.size === 0) waiters.delete(operationId);
          resolve();
        };
        const timer = setTimeout(done, ms);
        gone.addEventListener("abort", done);
        wakes.add(done);
        if (gone.aborted) done();
      });
    },
    close() {
      deafen();
      for (const wakes of waiters.values()) for (const wake of wakes) wake();
    },
  };
}

function parse(payload: string): ChangeEvent | null {
  const [operation_id, status, ...pool] = payload.split(" ");
  if (!operation_id || !status || !isStatus(status)) return null;
  return { operation_id, status, pool_id: pool.join(" ") };
}

function isStatus(word: string): word is Status {
  return STATUSES.some((status) => status === word);
}
