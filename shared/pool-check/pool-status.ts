/** Messages about a pool that is not open. Red: a task would be refused or not done. */
export interface StatusNote {
  level: "amber" | "red";
  code: string;
  sentence: string;
  way_out: string;
}

const OPEN_IT = "Open the pool in Toloka, or let Task Desk open it with this task.";

/** A closed pool by `last_close_reason` (https://toloka.ai/docs/api/, PoolView). New tasks are taken, then wait. */
const CLOSED: Record<string, StatusNote> = {
  MANUAL: {
    level: "amber",
    code: "CLOSED_MANUAL",
    sentence: "The pool was closed by hand: the task waits until it is opened.",
    way_out: OPEN_IT,
  },
  COMPLETED: {
    level: "amber",
    code: "CLOSED_COMPLETED",
    sentence: "The pool closed by itself because all its tasks were done: the task waits until it is opened again.",
    way_out: OPEN_IT,
  },
  EXPIRED: {
    level: "amber",
    code: "CLOSED_EXPIRED",
    sentence: "The pool was closed on its closing date, which has been moved since: the task waits until it is opened.",
    way_out: OPEN_IT,
  },
  NOT_ENOUGH_BALANCE: {
    level: "amber",
    code: "CLOSED_NOT_ENOUGH_BALANCE",
    sentence: "The pool was closed because the account ran out of money: it cannot be opened without.",
    way_out: "Top up the account in Toloka, then open the pool.",
  },
  ASSIGNMENTS_LIMIT_EXCEEDED: {
    level: "red",
    code: "POOL_ASSIGNMENTS_EXHAUSTED",
    sentence: "The pool has used up its 2,000,000 assignments: nobody will be given a new task.",
    way_out: "Clone the pool in Toloka and use the copy.",
  },
  BLOCKED: {
    level: "red",
    code: "CLOSED_BLOCKED",
    sentence: "Toloka has blocked the pool: nobody will be given its tasks.",
    way_out: "Ask Toloka's support why, or use another pool.",
  },
  FOR_UPDATE: {
    level: "amber",
    code: "CLOSED_FOR_UPDATE",
    sentence: "Somebody is editing the pool: it opens again by itself within 15 minutes.",
    way_out: "Go on: the task waits until then.",
  },
};

/** The note for a pool's status and last close reason; `null` when it is open. */
export function statusNote(status: string, reason: string | null | undefined): StatusNote | null {
  if (status === "OPEN") return null;
  if (status === "ARCHIVED")
    return {
      level: "red",
      code: "POOL_INAPPROPRIATE_STATUS",
      sentence: "The pool is archived: it takes no tasks and cannot be opened.",
      way_out: "Clone the pool in Toloka and use the copy.",
    };
  if (status === "LOCKED")
    return {
      level: "amber",
      code: "POOL_LOCKED_BY_ANOTHER_OPERATION",
      sentence: "Toloka is working on the pool, which takes no tasks until that ends.",
      way_out: "Wait a moment and check again.",
    };
  if (status !== "CLOSED")
    return {
      level: "amber",
      code: "POOL_STATUS_UNKNOWN",
      sentence: `The pool's status is ${status}, which Task Desk does not know.`,
      way_out: "Look at the pool in Toloka before you create tasks in it.",
    };
  if (reason == null)
    return {
      level: "amber",
      code: "NEVER_OPENED",
      sentence: "The pool has never been open: the task waits until it is.",
      way_out: OPEN_IT,
    };
  if (Object.hasOwn(CLOSED, reason)) return CLOSED[reason]!;
  return {
    level: "amber",
    code: "CLOSED_OTHER",
    sentence: `The pool is closed (${reason}): the task waits until it is opened.`,
    way_out: OPEN_IT,
  };
}
