import type { JsonObject } from "../../../shared/values/json.ts";
import { documents, plainDate, putDocument, type State } from "../state.ts";
import { everyFieldSpec, listSpec, manyFieldsSpec, templateView } from "./seed-specs.ts";

const DAY_MS = 86_400_000;

/** Fills an empty state with a sample account, its projects and pools. A state that has projects is left alone. */
export function seed(state: State, now: number): void {
  if (documents(state, "project").length > 0) return;
  const created = plainDate(now - 30 * DAY_MS);
  for (const project of projects()) putDocument(state, "project", { ...project, created });
  for (const pool of pools(now)) putDocument(state, "pool", { ...pool, created });
  putDocument(state, "training", { ...training(), created });
  putDocument(state, "requester", REQUESTER);
}

/** There is only one requester, and this is the id it is stored under. */
const REQUESTER: JsonObject = {
  id: "local",
  balance: 100.25,
  public_name: { EN: "Local requester", RU: "Local requester" },
};

const CATS = "92694";
const EVERY_FIELD = "92695";
const NOTES = "92696";
const WIDE = "92697";
const LISTS = "92698";
const MAP = "92699";
const OLD = "92700";

const field = (type: string, more: JsonObject = {}): JsonObject => ({ type, required: true, hidden: false, ...more });
const classic: JsonObject = {
  type: "classic",
  markup: "<div>{{title}}</div>",
  script: "",
  styles: "",
  assets: {},
  settings: {},
};

interface SampleProject {
  id: string;
  name: string;
  input_spec: JsonObject;
  output_spec: JsonObject;
  view_spec?: JsonObject;
  more?: JsonObject;
}

function project({ id, name, input_spec, output_spec, view_spec = classic, more = {} }: SampleProject): JsonObject {
  return {
    id,
    public_name: name,
    public_description: `${name}: a sample project of the built-in Toloka`,
    public_instructions: "<p>Look, then answer.</p>",
    task_spec: { input_spec, output_spec, view_spec },
    assignments_issuing_type: "AUTOMATED",
    assignments_automerge_enabled: false,
    status: "ACTIVE",
    ...more,
  };
}

function projects(): JsonObject[] {
  const verdict = { result: field("string", { allowed_values: ["cat", "dog"] }) };
  return [
    project({
      id: CATS,
      name: "Cats vs dogs",
      input_spec: { image: field("url") },
      output_spec: verdict,
      view_spec: templateView(),
    }),
    project({
      id: EVERY_FIELD,
      name: "Every field",
      input_spec: everyFieldSpec(),
      output_spec: {
        answer: field("string"),
        sure: field("boolean"),
        count: field("integer", { required: false, min_value: 0 }),
        share: field("float", { required: false, min_value: 0, max_value: 1 }),
        labels: field("array_string", { required: false }),
        photo: field("file", { required: false }),
        place: field("coordinates", { required: false, current_location: true }),
      },
    }),
    project({
      id: NOTES,
      name: "Quick notes",
      input_spec: {
        title: field("string", { min_length: 2, max_length: 80 }),
        count: field("integer", { min_value: 1, max_value: 1_000 }),
        note: field("string", { required: false, max_length: 400 }),
      },
      output_spec: { answer: field("string") },
    }),
    project({
      id: WIDE,
      name: "Two hundred fields",
      input_spec: manyFieldsSpec(200),
      output_spec: { answer: field("string") },
    }),
    project({ id: LISTS, name: "Lists", input_spec: listSpec(), output_spec: { answer: field("string") } }),
    project({
      id: MAP,
      name: "Shops on the map",
      input_spec: { point: field("coordinates"), name: field("string") },
      output_spec: { found: field("boolean") },
      more: {
        assignments_issuing_type: "MAP_SELECTOR",
        assignments_issuing_view_config: {
          title_template: "{{inputParams['name']}}",
          description_template: "A shop",
          map_provider: "GOOGLE",
        },
      },
    }),
    project({
      id: OLD,
      name: "Last year's survey",
      input_spec: { question: field("string") },
      output_spec: { answer: field("string") },
      more: { status: "ARCHIVED" },
    }),
  ];
}

function pools(now: number): JsonObject[] {
  const inDays = (days: number): string => plainDate(now + days * DAY_MS);
  const pool = (id: string, project_id: string, private_name: string, more: JsonObject = {}): JsonObject => ({
    id,
    project_id,
    private_name,
    may_contain_adult_content: false,
    will_expire: inDays(365),
    reward_per_assignment: 0.02,
    assignment_max_duration_seconds: 600,
    auto_accept_solutions: true,
    auto_close_after_complete_delay_seconds: 0,
    priority: 0,
    defaults: { default_overlap_for_new_task_suites: 3, default_overlap_for_new_tasks: 3 },
    mixer_config: { real_tasks_count: 1, golden_tasks_count: 0, training_tasks_count: 0, force_last_assignment: true },
    status: "CLOSED",
    type: "REGULAR",
    owner: { id: "local", myself: true },
    ...more,
  });
  const closed = (reason: string): JsonObject => ({
    status: "CLOSED",
    last_close_reason: reason,
    last_started: inDays(-2),
    last_stopped: inDays(-1),
  });
  return [
    pool("1080020", CATS, "Pool 1080020", closed("MANUAL")),
    pool("1080021", CATS, "Five to a page", {
      ...closed("COMPLETED"),
      mixer_config: {
        real_tasks_count: 4,
        golden_tasks_count: 1,
        training_tasks_count: 0,
        min_real_tasks_count: 2,
        force_last_assignment: false,
      },
    }),
    without(pool("1080022", CATS, "Without smart mixing"), "mixer_config"),
    pool("1080023", CATS, "Archived in spring", { status: "ARCHIVED", last_close_reason: "MANUAL" }),
    pool("1080024", CATS, "Training: cats and dogs", {
      type: "TRAINING",
      reward_per_assignment: 0,
      defaults: { default_overlap_for_new_task_suites: 30_000, default_overlap_for_new_tasks: 30_000 },
      mixer_config: {
        real_tasks_count: 0,
        golden_tasks_count: 0,
        training_tasks_count: 5,
        force_last_assignment: true,
      },
    }),
    pool("1080025", CATS, "Out of money", { ...closed("NOT_ENOUGH_BALANCE"), reward_per_assignment: 60 }),
    pool("1080026", CATS, "Being edited", closed("FOR_UPDATE")),
    pool("1080027", CATS, "Full of assignments", closed("ASSIGNMENTS_LIMIT_EXCEEDED")),
    pool("1080028", CATS, "Locked", { status: "LOCKED" }),
    pool("1080029", CATS, "Ends tomorrow", { status: "OPEN", will_expire: inDays(1), last_started: inDays(-20) }),
    pool("1080030", CATS, "Unpaid: control tasks only", { reward_per_assignment: 0 }),
    without(pool("1080031", CATS, "No default overlap"), "defaults"),
    pool("1080032", CATS, "For adults", { may_contain_adult_content: true }),
    pool("1080040", EVERY_FIELD, "Every field type"),
    pool("1080041", NOTES, "Three fields"),
    pool("1080042", WIDE, "Two hundred fields"),
    pool("1080043", LISTS, "Lists"),
    pool("1080044", MAP, "Around the corner"),
    pool("1080045", OLD, "Last year"),
  ];
}

function without(document: JsonObject, key: string): JsonObject {
  const { [key]: _left, ...kept } = document;
  return kept;
}

function training(): JsonObject {
  return {
    id: "1080024",
    project_id: CATS,
    private_name: "Training: cats and dogs",
    may_contain_adult_content: false,
    assignment_max_duration_seconds: 600,
    mix_tasks_in_creation_order: true,
    shuffle_tasks_in_task_suite: true,
    training_tasks_in_task_suite_count: 5,
    task_suites_required_to_pass: 1,
    inherited_instructions: true,
    status: "CLOSED",
    owner: { id: "local", myself: true },
  };
}
