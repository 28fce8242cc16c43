import { type CreateTaskParameters, READ_ONLY_KEYS, type Task, wireTask } from "../../../shared/task.ts";
import { isJsonObject, type Json, type JsonObject, stringifyJson } from "../../../shared/values/json.ts";

/** Attributes of toloka-kit 1.2.2's `Task` that a new task may have. Its constructor takes no other. */
const KIT_ATTRIBUTES = new Set([
  "pool_id",
  "input_values",
  "known_solutions",
  "message_on_unknown_solution",
  "baseline_solutions",
  "overlap",
  "infinite_overlap",
  "reserved_for",
  "unavailable_for",
  "traits_all_of",
  "traits_any_of",
  "traits_none_of_any",
]);

/**
 * JSON for Task Desk's API and for pasting into the form. Without an operation id, so that every request gets a new
 * one.
 */
export function asJson(task: Task, parameters: CreateTaskParameters): string {
  const { async_mode, allow_defaults, open_pool } = parameters;
  return stringifyJson({ task: newTask(task), parameters: { async_mode, allow_defaults, open_pool } }, 2);
}

/**
 * A command for a POSIX shell that creates the task under its operation id: run twice, or with "Create task" as well, it
 * creates one task. The token comes from the shell's environment.
 */
export function asCurl(task: Task, parameters: CreateTaskParameters, tolokaUrl: string): string {
  const { async_mode, allow_defaults, open_pool, operation_id } = parameters;
  const id = async_mode ? { operation_id } : {};
  const query = new URLSearchParams(Object.entries({ allow_defaults, open_pool, async_mode, ...id }).map(texts));
  const address = shellQuoted(`${origin(tolokaUrl)}/api/v1/tasks?${query}`);
  return [
    "# TOLOKA_TOKEN: your token (with an OAuth token, write OAuth instead of ApiKey)",
    `curl -X POST ${address} \\`,
    `  -H "Authorization: ApiKey $TOLOKA_TOKEN" \\`,
    "  -H 'Content-Type: application/json' \\",
    `  --data-binary ${shellQuoted(stringifyJson(newTask(task)))}`,
  ].join("\n");
}

/** Python for toloka-kit 1.2.2, which makes its own operation id. The token is a placeholder. */
export function asTolokaKit(task: Task, parameters: CreateTaskParameters, tolokaUrl: string): string {
  const members = kitMembers(task);
  const known = Object.keys(members).every((key) => KIT_ATTRIBUTES.has(key));
  const written = known
    ? `toloka.Task(\n${Object.entries(members)
        .map(([key, value]) => `    ${key}=${kitValue(key, value, 1)},\n`)
        .join("")})`
    : `toloka.Task.structure(${python(members, 0)})`;
  const choices = (["allow_defaults", "open_pool", "async_mode"] as const)
    .map((key) => `${key}=${python(parameters[key], 0)}`)
    .join(", ");
  return [
    "import toloka.client as toloka",
    "",
    `client = toloka.TolokaClient("YOUR_TOKEN", url=${python(origin(tolokaUrl), 0)})`,
    `task = ${written}`,
    `created = client.create_task(task, ${choices})`,
    "print(created.id)",
  ].join("\n");
}

const texts = ([key, value]: [string, boolean | string]): [string, string] => [key, String(value)];
const origin = (url: string): string => (url === "" ? "https://TOLOKA_ADDRESS" : new URL(url).origin);
const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The task as it is sent, without the members that Toloka sets. */
function newTask(task: Task): JsonObject {
  const left: readonly string[] = READ_ONLY_KEYS;
  return Object.fromEntries(Object.entries(wireTask(task)).filter(([key]) => !left.includes(key)));
}

/** toloka-kit adds the other one of `overlap` and `infinite_overlap` itself. */
function kitMembers(task: Task): JsonObject {
  const { overlap, infinite_overlap, ...rest } = newTask(task);
  return {
    ...rest,
    ...(overlap == null ? {} : { overlap }),
    ...(infinite_overlap ? { infinite_overlap } : {}),
  };
}

const SOLUTIONS: Record<string, string> = {
  known_solutions: "toloka.Task.KnownSolution",
  baseline_solutions: "toloka.Task.BaselineSolution",
};

function kitValue(key: string, value: Json, depth: number): string {
  const name = SOLUTIONS[key];
  if (name === undefined || !Array.isArray(value)) return python(value, depth);
  const space = "    ".repeat(depth);
  const items = value.map((solution) => {
    const members = isJsonObject(solution) ? Object.entries(solution) : [];
    return `${space}    ${name}(${members.map(([member, inner]) => `${member}=${python(inner, depth + 1)}`).join(", ")}),\n`;
  });
  return `[\n${items.join("")}${space}]`;
}

/** A JSON value as a Python literal. Numbers keep their text; JSON's string escapes are Python's too. */
function python(value: Json, depth: number): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map((item) => python(item, depth)).join(", ")}]`;
  if (!isJsonObject(value)) return stringifyJson(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const space = "    ".repeat(depth);
  const lines = entries.map(([key, inner]) => `${space}    ${stringifyJson(key)}: ${python(inner, depth + 1)},\n`);
  return `{\n${lines.join("")}${space}}`;
}
