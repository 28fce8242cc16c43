import type { Pool, Project, Requester } from "../toloka.ts";
import type { ExactNumber } from "../values/json.ts";
import type { TaskFacts } from "./overlap.ts";

/** A finding about a pool. Red: a task would be refused or never done; amber: it would wait or needs care. */
export interface Verdict {
  level: "green" | "amber" | "red";
  /** Stable; Toloka's own code where Toloka would refuse with one. */
  code: string;
  sentence: string;
  way_out?: string;
}

export interface PoolQuestion {
  pool: Pool;
  project: Project;
  requester?: Requester | null | undefined;
  /** The training that `linkedTraining` names, where it has been read. */
  training?: Pool | null | undefined;
  /** Toloka opens the pool as soon as the task exists. */
  open_pool?: boolean | undefined;
  /** Without it, only what holds for every task is checked. */
  task?: TaskFacts | undefined;
  /** Milliseconds since 1970, or a Date. */
  now: Date | number;
}

export const red = (code: string, sentence: string, way_out: string): Verdict => ({
  level: "red",
  code,
  sentence,
  way_out,
});
export const amber = (code: string, sentence: string, way_out: string): Verdict => ({
  level: "amber",
  code,
  sentence,
  way_out,
});
export const green = (code: string, sentence: string): Verdict => ({ level: "green", code, sentence });

export const isMap = (project: Project): boolean => project.assignments_issuing_type === "MAP_SELECTOR";
export const isTraining = (pool: Pool): boolean => pool.type === "TRAINING" || pool.training === true;
export const plural = (count: number | ExactNumber, one: string): string =>
  `${count} ${one}${Number(count) === 1 ? "" : "s"}`;
