import type { Attempt } from "../../../../shared/submission.ts";
import type { words } from "../words.ts";

type Words = (typeof words)["en"]["timeline"];

/** What a timeline entry says, in a sentence. What Toloka or the server said itself stays as it is. */
export function entryWords(entry: Pick<Attempt, "action" | "outcome" | "by">, w: Words): string {
  const polled = pollWords(entry, w);
  if (polled !== null) return polled;
  const title = w.titles[entry.action] ?? entry.action;
  const subject = entry.by === null ? title : w.by(title, entry.by);
  const said = outcomeWords(entry.outcome, w);
  return said === "" || REPEATING.has(entry.action) ? subject : `${subject}: ${said}`;
}

/** Actions whose outcome says the same as their title. */
const REPEATING = new Set(["retry", "cancel", "take-up"]);

/** `SUCCESS (3 polls)`: the end of a watched operation. */
function pollWords({ action, outcome }: Pick<Attempt, "action" | "outcome">, w: Words): string | null {
  const [, status, times] = /^([A-Z]+) \((\d+) polls?\)$/.exec(outcome) ?? [];
  if (action !== "poll" || status === undefined) return null;
  const polls = w.polls(Number(times));
  if (status === "SUCCESS") return w.succeeded(polls);
  return status === "FAIL" ? w.failed(polls) : w.running(polls);
}

function outcomeWords(outcome: string, w: Words): string {
  if (outcome === "answered") return "";
  const [, how, reason] = /^(response lost|not sent) \((.*)\)$/s.exec(outcome) ?? [];
  if (reason === undefined) return outcome;
  return how === "response lost" ? w.lost(reason) : w.unsent(reason);
}
