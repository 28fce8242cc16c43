import { fieldType, hasPattern } from "../fields/input-spec.ts";
import { patternReach } from "../fields/pattern.ts";
import { type FieldSpecs, type Pool, tolokaTime } from "../toloka.ts";
import { isJsonNumber, isJsonObject } from "../values/json.ts";
import { statusVerdict } from "./pool-status.ts";
import { amber, green, isMap, type PoolQuestion, type PoolWords, red, type Verdict } from "./verdict.ts";

/** The rules about the pool and its project, whatever the task. */

export function checkProject({ project: { status } }: PoolQuestion, words: PoolWords): Verdict[] {
  if (status === "ARCHIVED") return [red("PROJECT_INAPPROPRIATE_STATUS", words.projectArchived)];
  return status === "ACTIVE" ? [] : [amber("PROJECT_STATUS_UNKNOWN", words.projectStatusUnknown(status))];
}

export function checkFields({ project }: PoolQuestion, words: PoolWords): Verdict[] {
  const { input_spec, output_spec } = project.task_spec;
  const verdicts: Verdict[] = [];
  if ([input_spec, output_spec].some((specs) => Object.hasOwn(specs, "__proto__")))
    verdicts.push(red("FIELD_NAME_NOT_ALLOWED", words.fieldNameNotAllowed));
  const unknown = [...unknownTypes(input_spec), ...unknownTypes(output_spec)];
  if (unknown.length > 0) verdicts.push(amber("FIELD_TYPE_UNKNOWN", words.fieldTypeUnknown(unknown.join(", "))));
  const unread = [...unreadPatterns(input_spec), ...unreadPatterns(output_spec)];
  if (unread.length > 0) verdicts.push(amber("PATTERN_NOT_CHECKED", words.patternNotChecked(unread.join(", "))));
  return verdicts;
}

const unknownTypes = (specs: FieldSpecs): string[] =>
  Object.entries(specs)
    .filter(([, spec]) => fieldType(spec) === null)
    .map(([field, spec]) => `${field} (${spec.type})`);

const unreadPatterns = (specs: FieldSpecs): string[] =>
  Object.entries(specs)
    .filter(([, spec]) => hasPattern(spec) && patternReach(spec.pattern) === 0)
    .map(([field]) => field);

export function checkStatus({ pool, open_pool }: PoolQuestion, words: PoolWords): Verdict[] {
  const verdict = statusVerdict(pool.status, pool.last_close_reason, words);
  if (verdict === null) return [green("POOL_OPEN", words.open)];
  const opens = open_pool === true && pool.status === "CLOSED" && verdict.level === "amber";
  return opens && verdict.code !== "CLOSED_NOT_ENOUGH_BALANCE"
    ? [green("OPENS_WITH_TASK", words.opensWithTask)]
    : [verdict];
}

export function checkMixing({ pool, project }: PoolQuestion, words: PoolWords): Verdict[] {
  if (isMap(project)) return [red("MAP_PROJECT", words.mapProject)];
  return pool.mixer_config
    ? [green("SMART_MIXING", words.smartMixing)]
    : [red("MIXER_CONFIG_REQUIRED", words.noSmartMixing)];
}

const HOUR = 3_600_000;
const SOON = 24 * HOUR;

export function checkExpiry({ pool, now }: PoolQuestion, words: PoolWords): Verdict[] {
  const end = pool.will_expire ? tolokaTime(pool.will_expire) : Number.NaN;
  if (Number.isNaN(end) || pool.status === "ARCHIVED") return [];
  const left = end - Number(now);
  const date = `${new Date(end).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  if (left <= 0) return [red("POOL_EXPIRED", words.expired(date))];
  if (left <= SOON) return [amber("POOL_EXPIRES_SOON", words.expiresSoon(Math.floor(left / HOUR), date))];
  return [green("EXPIRY", words.expiry(date))];
}

/** The id of the training that people must pass first (`quality_control.training_requirement`); `null` if none. */
export function linkedTraining(pool: Pool): string | null {
  const control = pool.quality_control;
  const requirement = isJsonObject(control) ? control.training_requirement : null;
  const id = isJsonObject(requirement) ? requirement.training_pool_id : null;
  return typeof id === "string" || isJsonNumber(id) ? String(id) : null;
}

export function checkTraining({ pool, training }: PoolQuestion, words: PoolWords): Verdict[] {
  const id = linkedTraining(pool);
  if (id === null) return [];
  if (!training) return [amber("TRAINING_NOT_CHECKED", words.trainingNotChecked(id))];
  return training.status === "OPEN"
    ? [green("TRAINING_OPEN", words.trainingOpen(id))]
    : [amber("TRAINING_NOT_OPEN", words.trainingNotOpen(id))];
}

export const checkAdult = ({ pool }: PoolQuestion, words: PoolWords): Verdict[] =>
  pool.may_contain_adult_content ? [amber("ADULT_CONTENT", words.adultContent)] : [];
