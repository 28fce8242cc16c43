import { fieldType, hasPattern } from "../fields/input-spec.ts";
import { patternReach } from "../fields/pattern.ts";
import { type FieldSpecs, type Pool, tolokaTime } from "../toloka.ts";
import { isJsonNumber, isJsonObject } from "../values/json.ts";
import { statusNote } from "./pool-status.ts";
import { amber, green, isMap, type PoolQuestion, plural, red, type Verdict } from "./verdict.ts";

/** The rules about the pool and its project, whatever the task. */

export function checkProject({ project }: PoolQuestion): Verdict[] {
  if (project.status === "ARCHIVED")
    return [
      red(
        "PROJECT_INAPPROPRIATE_STATUS",
        "The project is archived: none of its pools takes tasks.",
        "Restore the project in Toloka, or use a pool of another one.",
      ),
    ];
  return project.status === "ACTIVE"
    ? []
    : [amber("PROJECT_STATUS_UNKNOWN", `The project's status is ${project.status}.`, "Look at the project in Toloka.")];
}

export function checkFields({ project }: PoolQuestion): Verdict[] {
  const { input_spec, output_spec } = project.task_spec;
  const verdicts: Verdict[] = [];
  if ([input_spec, output_spec].some((specs) => Object.hasOwn(specs, "__proto__")))
    verdicts.push(
      red(
        "FIELD_NAME_NOT_ALLOWED",
        "The project has a field named __proto__, which cannot be filled in safely.",
        "Rename the field in Toloka and use a pool made after that.",
      ),
    );
  const unknown = [...unknownTypes(input_spec), ...unknownTypes(output_spec)];
  if (unknown.length > 0)
    verdicts.push(
      amber(
        "FIELD_TYPE_UNKNOWN",
        `Of a type that Task Desk does not know: ${unknown.join(", ")}.`,
        "Enter such values as JSON: Toloka alone checks them.",
      ),
    );
  const unread = [...unreadPatterns(input_spec), ...unreadPatterns(output_spec)];
  if (unread.length > 0)
    verdicts.push(
      amber(
        "PATTERN_NOT_CHECKED",
        `The form that is asked for cannot be checked here in: ${unread.join(", ")}.`,
        "Look at such values twice: Toloka will check this, and refuse what has another form.",
      ),
    );
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

export function checkStatus({ pool, open_pool }: PoolQuestion): Verdict[] {
  const note = statusNote(pool.status, pool.last_close_reason);
  if (note === null) return [green("POOL_OPEN", "The pool is open.")];
  const opens = open_pool === true && pool.status === "CLOSED" && note.level === "amber";
  return opens && note.code !== "CLOSED_NOT_ENOUGH_BALANCE"
    ? [green("OPENS_WITH_TASK", "The pool is closed and will be opened with this task.")]
    : [note];
}

export function checkMixing({ pool, project }: PoolQuestion): Verdict[] {
  if (isMap(project))
    return [
      red(
        "MAP_PROJECT",
        "The project gives out tasks on a map: its pools take whole suites with a place, not single tasks.",
        "Use a pool of a project without a map.",
      ),
    ];
  if (pool.mixer_config) return [green("SMART_MIXING", "Smart mixing is on.")];
  return [
    red(
      "MIXER_CONFIG_REQUIRED",
      "The pool has no smart mixing, so it takes no single tasks.",
      "Use a pool with smart mixing: it cannot be switched on once tasks were uploaded without it.",
    ),
  ];
}

const HOUR = 3_600_000;
const SOON = 24 * HOUR;

export function checkExpiry({ pool, now }: PoolQuestion): Verdict[] {
  const end = pool.will_expire ? tolokaTime(pool.will_expire) : Number.NaN;
  if (Number.isNaN(end) || pool.status === "ARCHIVED") return [];
  const left = end - Number(now);
  const date = `${new Date(end).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  if (left <= 0)
    return [
      red(
        "POOL_EXPIRED",
        `The pool's closing date has passed (${date}): nobody is given its tasks any more.`,
        "Move the closing date in Toloka, then check again.",
      ),
    ];
  if (left <= SOON) {
    const rest = left < HOUR ? "less than an hour" : plural(Math.floor(left / HOUR), "hour");
    return [
      amber("POOL_EXPIRES_SOON", `The pool closes for good in ${rest} (${date}).`, "Move the closing date in Toloka."),
    ];
  }
  return [green("EXPIRY", `The pool runs until ${date}.`)];
}

/** The id of the training that people must pass first (`quality_control.training_requirement`); `null` if none. */
export function linkedTraining(pool: Pool): string | null {
  const control = pool.quality_control;
  const requirement = isJsonObject(control) ? control.training_requirement : null;
  const id = isJsonObject(requirement) ? requirement.training_pool_id : null;
  return typeof id === "string" || isJsonNumber(id) ? String(id) : null;
}

export function checkTraining({ pool, training }: PoolQuestion): Verdict[] {
  const id = linkedTraining(pool);
  if (id === null) return [];
  if (!training)
    return [
      amber(
        "TRAINING_NOT_CHECKED",
        `People must pass training ${id} first.`,
        "See in Toloka that the training is open.",
      ),
    ];
  return training.status === "OPEN"
    ? [green("TRAINING_OPEN", `The training ${id} before this pool is open.`)]
    : [
        amber(
          "TRAINING_NOT_OPEN",
          `People must pass training ${id} first, and it is not open: nobody new gets to this pool.`,
          "Open the training in Toloka.",
        ),
      ];
}

export const checkAdult = ({ pool }: PoolQuestion): Verdict[] =>
  pool.may_contain_adult_content
    ? [
        amber(
          "ADULT_CONTENT",
          "The pool is marked as adult content: only people who agreed to that see it.",
          "Take the mark off in Toloka if it is not needed.",
        ),
      ]
    : [];
