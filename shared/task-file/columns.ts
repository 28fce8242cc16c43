import { isRequired } from "../fields/input-spec.ts";
import type { FieldSpec, FieldSpecs } from "../toloka.ts";
import { nearestName } from "./cells/nearest.ts";

/** The fields of a pool's project. */
export interface Specs {
  input_spec: FieldSpecs;
  output_spec: FieldSpecs;
}

/**
 * What a column of a task file holds. `order` is the field's position in its spec. `apart`: nothing of a task; its cells
 * are not read. `nearest` is the title that was probably meant.
 */
type Holds =
  | { kind: "input" | "golden"; field: string; order: number; spec: FieldSpec }
  | { kind: "hint" | "overlap" | "latitude" | "longitude" }
  | { kind: "apart"; nearest: string | null };

/** A column: its title as in the file. */
export interface Column {
  title: string;
  holds: Holds;
}

/**
 * A problem of the header. `column`: its position; `null` for what is missing. `blocks`: no task can be made from the file
 * until it is solved. Other columns are only left out of the tasks.
 */
export interface ColumnProblem {
  code: "NO_TASK_COLUMN" | "MISSING_COLUMN" | "REPEATED_COLUMN" | "UNKNOWN_COLUMN" | "COLUMN_NOT_USED";
  title: string;
  column: number | null;
  nearest: string | null;
  blocks: boolean;
}

/** What an operator chose for columns, by position: the title that a column is read as; `null` leaves it out. */
export type ColumnChoices = Readonly<Record<number, string | null>>;

/**
 * Reads the first row of a task file: `INPUT:<field>`, `GOLDEN:<output field>`, `HINT:text`, `TASK:overlap`,
 * `AI:latitude`, `AI:longitude` (https://toloka.ai/docs/guide/concepts/pool_csv/), and the name of an input field
 * without a prefix. Prefixes may have any letter case. A title with a prefix of tasks that fits nothing blocks, since
 * Toloka refuses such files, and a value would be lost; other columns are kept apart. `choices` count more than titles.
 */
export function readColumns(
  header: readonly string[],
  spec: Specs,
  choices: ColumnChoices = {},
): { columns: Column[]; problems: ColumnProblem[] } {
  const columns = header.map((title, index): Column => {
    const chosen = choices[index];
    const holds = chosen === null ? LEFT_OUT : holdsOf(plainTitle(chosen ?? title), spec);
    return { title: plainTitle(title), holds };
  });
  const problems: ColumnProblem[] = [];
  const seen = new Set<string>();
  for (const [column, { title, holds }] of columns.entries()) {
    if (holds.kind === "apart") {
      const blocks = PREFIX.test(title);
      const code = blocks ? "UNKNOWN_COLUMN" : "COLUMN_NOT_USED";
      if (title !== "" && choices[column] !== null)
        problems.push({ code, title, column, nearest: holds.nearest, blocks });
      continue;
    }
    const own = titleOf(holds);
    if (seen.has(own)) problems.push({ code: "REPEATED_COLUMN", title: own, column, nearest: null, blocks: true });
    seen.add(own);
  }
  if (seen.size === 0) problems.push({ code: "NO_TASK_COLUMN", title: "", column: null, nearest: null, blocks: true });
  else
    for (const [field, fieldSpec] of Object.entries(spec.input_spec))
      if (isRequired(fieldSpec) && !seen.has(`INPUT:${field}`)) problems.push({ ...MISSING, title: `INPUT:${field}` });
  return { columns, problems };
}

const LEFT_OUT: Holds = { kind: "apart", nearest: null };
const MISSING = { code: "MISSING_COLUMN", column: null, nearest: null, blocks: true } as const;

/** The titles that a file for the pool may have, in the order of the specs: the header of its template. */
export const templateTitles = (spec: Specs): string[] => [
  ...Object.keys(spec.input_spec).map((field) => `INPUT:${field}`),
  ...Object.keys(spec.output_spec).map((field) => `GOLDEN:${field}`),
  "HINT:text",
  "TASK:overlap",
];

/** All titles that a column may be read as. */
export const columnTitles = (spec: Specs): string[] => [...templateTitles(spec), FIXED.latitude, FIXED.longitude];

const PREFIX = /^(?:INPUT|GOLDEN|HINT|TASK):/i;

/** Without a byte order mark and spaces around it. */
const plainTitle = (title: string): string => title.replace(/^\ufeff/, "").trim();

/** The title by which Toloka knows the content. */
export function titleOf(holds: Exclude<Holds, { kind: "apart" }>): string {
  switch (holds.kind) {
    case "input":
      return `INPUT:${holds.field}`;
    case "golden":
      return `GOLDEN:${holds.field}`;
    default:
      return FIXED[holds.kind];
  }
}

const FIXED = {
  hint: "HINT:text",
  overlap: "TASK:overlap",
  latitude: "AI:latitude",
  longitude: "AI:longitude",
} as const;

function holdsOf(title: string, spec: Specs): Holds {
  const [, prefix = "", name = ""] = /^(?:([a-z]+):)?\s*(.*)$/is.exec(title)!;
  // The format's page writes the prefix of the point with a small L.
  const kind = prefix.toUpperCase().replace(/^AL$/, "AI");
  if ((kind === "INPUT" || prefix === "") && Object.hasOwn(spec.input_spec, name))
    return fieldColumn("input", name, spec.input_spec);
  if (kind === "GOLDEN" && Object.hasOwn(spec.output_spec, name)) return fieldColumn("golden", name, spec.output_spec);
  const fixed = (Object.keys(FIXED) as (keyof typeof FIXED)[]).find(
    (key) => FIXED[key].toLowerCase() === `${kind}:${name}`.toLowerCase(),
  );
  if (fixed !== undefined) return { kind: fixed };
  return { kind: "apart", nearest: title === "" ? null : nearestTitle(kind, name, title, spec) };
}

const fieldColumn = (kind: "input" | "golden", field: string, specs: FieldSpecs): Holds => ({
  kind,
  field,
  order: Object.keys(specs).indexOf(field),
  spec: specs[field]!,
});

function nearestTitle(kind: string, name: string, title: string, spec: Specs): string | null {
  if (kind === "OUTPUT" || kind === "ASSIGNMENT") return null;
  const of = (prefix: string, names: FieldSpecs): string | null => {
    const found = nearestName(name, Object.keys(names));
    return found === null ? null : `${prefix}:${found}`;
  };
  if (kind === "INPUT" || kind === "") return of("INPUT", spec.input_spec);
  if (kind === "GOLDEN") return of("GOLDEN", spec.output_spec);
  return nearestName(title, templateTitles(spec));
}
