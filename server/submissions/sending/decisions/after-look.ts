import { sentenceFor } from "../../../../shared/api/problem.ts";
import { ageOf, askedInVain, inDoubt, laterLook, PROTECTED_MS, stillSilent } from "./doubt.ts";
import type { Moment, Reason, Seen, Standing, Taken } from "./known.ts";
import { errorOf, idsOf, type Next, rejected, retryDelay, step, take, uncertain } from "./next.ts";

/** Decisions after a search of the pool, and about tasks that another submission owns. */

/** Wait until a duplicate submission in doubt may be resolved. */
const TAKEN_MS = 3_000;

/** After a search of the pool. */
export function afterLook(standing: Standing, reason: Reason, seen: Seen, moment: Moment): Next {
  if (seen.kind === "found") {
    const operation = reason.kind === "silence" ? reason.asked.operation : null;
    return take({ tasks: seen.tasks, operation, notice: null }, reason);
  }
  switch (reason.kind) {
    case "doubt":
      return inDoubt(standing, reason.why, seen, moment);
    case "undecided":
      return step(undefined, laterLook(standing, moment));
    case "taken":
      return seen.kind === "not-yet" ? step(undefined, TAKEN_MS) : take(reason.taken, null, true);
    case "refusal":
      if (seen.kind === "absent") return rejected(reason.error, null);
      if (!standing.asynchronous) return inDoubt(standing, reason.error, { kind: "not-yet" }, moment);
      if (seen.kind === "untellable") return uncertain(reason.error.message);
      return step("queued", retryDelay(standing, reason.wait, moment), {
        error: reason.error,
        ...(reason.unknown ? askedInVain(standing, moment) : {}),
      });
    case "silence":
      if (seen.kind === "not-yet") return stillSilent(standing, reason.asked, moment);
      if (seen.kind === "untellable" || reason.asked.asked !== "operation" || ageOf(standing, moment) >= PROTECTED_MS)
        return uncertain(sentenceFor("OPERATION_UNKNOWN"));
      // After it is sent again it may have created an unknown task, like any other.
      return step("queued", 0, { error: errorOf("OPERATION_UNKNOWN"), operation: null, doubt_since: null });
  }
}

/** Another submission owns the tasks. Its own tasks may be this one's. */
export function afterTaken(standing: Standing, taken: Taken, reason: Reason | null): Next {
  const note = (outcome: string) => ({ note: { action: "look", outcome } });
  // A task found by a search can be searched for again. What Toloka's log says has to be resolved.
  if (reason !== null)
    return { ...step(undefined, TAKEN_MS), ...note(`found: ${idsOf(taken)}, already taken by another submission`) };
  const next: Next =
    standing.tasks.length === 1 ? { do: "look", reason: { kind: "taken", taken } } : take(taken, null, true);
  return { ...next, ...note(`${idsOf(taken)} belongs to a duplicate submission`) };
}
