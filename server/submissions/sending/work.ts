import type { Db } from "../../db/db.ts";
import type { Log } from "../../log.ts";
import type { Toloka } from "../../toloka/client.ts";
import type { PollTimes } from "../../toloka/poll-times.ts";
import type { Changes } from "../changes.ts";
import type { SubmissionRow } from "../journal/row.ts";
import type { TimelineEntry } from "../journal/timeline.ts";
import type { Pacer, Turn } from "./pacing.ts";

/** How a row goes on that was just inserted as `sending`. `ahead`: its turn, ahead of the queue, is still to come. */
export interface Fresh {
  ahead: boolean;
}

/** What the processing of a submission needs of its sender. */
export interface Sending {
  db: Db;
  toloka: Toloka;
  pacer: Pacer;
  changes: Changes;
  log: Log;
  pollTimes: PollTimes;
  /** The upstreams of this Toloka's rows and tasks. */
  upstreams(): string[];
  /** Whether the lease on this claim surely still holds. */
  holds(claim: string): boolean;
  /** Whether the journal is on hold. */
  held(): boolean;
  /** Pauses sending, except for one try in a while; `null`: continues. */
  pause(reason: string | null): void;
  /** A row was released and is due again in this many milliseconds. */
  due(ms: number): void;
  stopping(): boolean;
}

/** A submission held by its sender: the row as last written, and what goes with the next step. */
export interface Work {
  row: SubmissionRow;
  claim: string;
  /** For whom its requests are made. */
  turn: Turn;
  /** For the timeline. */
  entries: TimelineEntry[];
  /** Other rows that were changed, to notify listeners of with the next step. */
  changed: SubmissionRow[];
  /** Since when a request before the current one may have arrived, by Toloka's clock; null: none can have arrived. */
  earlier: number | null;
  /** The delay before this try, milliseconds; 0 for the first. */
  delay: number;
  sending: Sending;
}
