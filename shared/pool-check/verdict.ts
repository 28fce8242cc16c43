import { inBoth } from "../language.ts";
import type { Pool, Project, Requester } from "../toloka.ts";
import type { TaskFacts } from "./overlap.ts";
import { en } from "./words.en.ts";

export type PoolWords = typeof en;
export const POOL_WORDS = inBoth(en, async () => (await import("./words.ru.ts")).ru);

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

/** The texts of a finding that is not green. */
export interface Remark {
  sentence: string;
  way_out: string;
}

export const red = (code: string, remark: Remark): Verdict => ({ level: "red", code, ...remark });
export const amber = (code: string, remark: Remark): Verdict => ({ level: "amber", code, ...remark });
export const green = (code: string, { sentence }: { sentence: string }): Verdict => ({
  level: "green",
  code,
  sentence,
});

export const isMap = (project: Project): boolean => project.assignments_issuing_type === "MAP_SELECTOR";
export const isTraining = (pool: Pool): boolean => pool.type === "TRAINING" || pool.training === true;
