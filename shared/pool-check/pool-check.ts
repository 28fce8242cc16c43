import type { Language } from "../language.ts";
import type { Pool, Project } from "../toloka.ts";
import {
  checkAdult,
  checkExpiry,
  checkFields,
  checkMixing,
  checkProject,
  checkStatus,
  checkTraining,
} from "./pool-facts.ts";
import { checkBalance, checkKind, checkOverlapChosen, checkPrice, checkSuite } from "./pool-task.ts";
import { POOL_WORDS, type PoolQuestion, type Verdict } from "./verdict.ts";

const RANK = { red: 0, amber: 1, green: 2 };

/** The verdicts on a pool for a task, the worst first. Pure. */
export function checkPool(question: PoolQuestion, language: Language = "en"): Verdict[] {
  const rules = [checkProject, checkFields, checkStatus, checkMixing, checkKind, checkOverlapChosen, checkSuite];
  const more = [checkPrice, checkBalance, checkExpiry, checkTraining, checkAdult];
  const verdicts = [...rules, ...more].flatMap((rule) => rule(question, POOL_WORDS[language]));
  return verdicts.sort((a, b) => RANK[a.level] - RANK[b.level]);
}

/**
 * The red verdicts that last until the pool or project is changed, with the code by which Toloka would refuse.
 * The server checks them before it sends. For a map project, whose code Toloka does not document, it is that of no
 * smart mixing.
 */
export function permanentFaults(pool: Pool, project: Project): Verdict[] {
  const lasting = new Set(["PROJECT_INAPPROPRIATE_STATUS", "POOL_INAPPROPRIATE_STATUS", "MIXER_CONFIG_REQUIRED"]);
  return [checkProject, checkStatus, checkMixing]
    .flatMap((rule): Verdict[] => rule({ pool, project, now: 0 }, POOL_WORDS.en))
    .map((verdict) => (verdict.code === "MAP_PROJECT" ? { ...verdict, code: "MIXER_CONFIG_REQUIRED" } : verdict))
    .filter(({ level, code }) => level === "red" && lasting.has(code));
}
