import { fieldProblems } from "../../../shared/faults/faults.ts";
import { checkValues } from "../../../shared/fields/input-spec.ts";
import type { JsonObject } from "../../../shared/values/json.ts";
import type { AnswerProblem, DrawnView, Given, Told } from "../messages.ts";
import { BASE_STYLES } from "./base-styles.ts";
import {
  copyOf,
  missingIn,
  type Solution,
  type TaskClass,
  type TaskErrors,
  TolokaHandlebarsTask,
  TolokaTask,
} from "./classes/task.ts";
import {
  type AssignmentClass,
  type SuiteClass,
  type TaskSuite,
  TolokaAssignment,
  TolokaTaskSuite,
} from "./classes/task-suite.ts";
import type { Host } from "./host.ts";
import { startKeys } from "./keys.ts";
import { sayWhatDoesNotLoad } from "./not-loaded.ts";
import { en } from "./words.en.ts";
import { ru } from "./words.ru.ts";

const WORDS = { en, ru };
const MOST = 500;

/** The classes that a requester's script exports. */
export interface Exported {
  Task?: TaskClass | undefined;
  TaskSuite?: SuiteClass | undefined;
  Assignment?: AssignmentClass | undefined;
}

/**
 * Draws a classic view: the markup with the values, the requester's styles, and fields that answer. `run` runs the requester's
 * script, and gives what it exports.
 */
export function drawClassic(
  root: HTMLElement,
  given: Given,
  tell: (told: Told) => void,
  run: (script: string) => Exported = () => ({}),
): DrawnView {
  const { view_spec } = given;
  const words = WORDS[given.locale];
  let suite: TaskSuite | null = null;
  let round = 0;
  const attempt = <T>(where: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      tell({ kind: "failed", text: `${words.script}: ${text}`.slice(0, 2000), where });
      return undefined;
    }
  };
  const host: Host = {
    given,
    words,
    attempt,
    changed: () => void judge("answer"),
    submit: () => void judge("submitted"),
  };
  const exported = attempt("script", () => run(String(view_spec.script ?? ""))) ?? {};
  const styles = document.createElement("style");
  styles.textContent = `${BASE_STYLES}\n${String(view_spec.styles ?? "")}`;
  const place = document.createElement("div");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "submit";
  button.textContent = words.submit;
  root.replaceChildren(styles, place, button);

  /** What the view says of the answer, which its check may change before it is sent. */
  async function judge(kind: "answer" | "submitted"): Promise<void> {
    const mine = suite;
    if (mine === null) return;
    round += 1;
    const now = round;
    const solutions = mine.getSolutions();
    const verdict = await verdictOf(mine, solutions, host);
    if (now !== round && kind === "answer") return;
    const refused = verdict.filter((one): one is TaskErrors => one != null);
    const output_values = solutions[0]?.output_values ?? {};
    const problems = [...saidBy(refused), ...refusedByOutputSpec(given, output_values, refused)].slice(0, MOST);
    if (kind === "answer") return tell({ kind, output_values, valid: refused.length === 0, problems });
    if (refused.length > 0) attempt("onValidationFail", () => mine.onValidationFail(refused));
    tell({ kind, output_values, problems });
  }

  const draw = (values: JsonObject, answered: JsonObject) => {
    const began = performance.now();
    attempt("onDestroy", () => suite?.destroy());
    const task = { id: "preview-task", input_values: copyOf(values) };
    const solution: Solution = { task_id: task.id, output_values: answered };
    const { input_spec, output_spec } = given;
    const start = (of: Exported): TaskSuite => {
      const Assigned = of.Assignment ?? TolokaAssignment;
      const shared = { specs: { input_spec, output_spec, view_spec }, solution, host };
      const assignment = new Assigned({ suite: () => suite, host });
      const made = new (of.TaskSuite ?? TolokaTaskSuite)({
        ...shared,
        assignment,
        tasks: [task],
        Task: of.Task ?? usualTask(view_spec),
      });
      suite = made;
      made.render();
      return made;
    };
    const made = attempt("TaskSuite", () => start(exported)) ?? start({});
    place.replaceChildren(made.getDOMElement());
    attempt("onFocus", () => made.focusTask(0));
    tell({
      kind: "shown",
      placeholders: [
        ...made.getTasks().flatMap(missingIn).map(fieldMissing),
        ...assetsOf(view_spec, words.asset),
      ].slice(0, MOST),
      warnings: [],
      ms: performance.now() - began,
    });
    host.changed();
  };
  const follow = (event: MouseEvent) => {
    const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
    if (link === undefined) return;
    event.preventDefault();
    const address = link.getAttribute("href") ?? "";
    if (/^https?:/i.test(address)) tell({ kind: "open", url: address.slice(0, 8192) });
  };
  const answered = (): JsonObject => suite?.getSolutions()[0]?.output_values ?? {};
  const put = (output_values: JsonObject) => {
    const [task] = suite?.getTasks() ?? [];
    if (task !== undefined)
      attempt("setSolution", () => task.setSolution({ task_id: task.getTask().id, output_values }));
  };
  button.addEventListener("click", host.submit);
  root.addEventListener("click", follow);
  const stopMedia = sayWhatDoesNotLoad(root, words.cantLoad);
  const stopKeys = startKeys(() => suite, host);
  draw(given.input_values, {});
  return {
    input: (values) => draw(values, answered()),
    answer: put,
    submit: host.submit,
    reset: () => put({}),
    remove() {
      stopKeys();
      root.removeEventListener("click", follow);
      stopMedia();
      attempt("onDestroy", () => suite?.destroy());
      suite = null;
      root.replaceChildren();
    },
  };
}

/** What the suite says of answers. A check that fails refuses them, as nothing would be sent. */
async function verdictOf(
  suite: TaskSuite,
  solutions: Solution[],
  host: Host,
): Promise<(TaskErrors | null | undefined)[]> {
  const failed = [{ task_id: "", errors: { __TASK__: { message: host.words.script } } }];
  const found = host.attempt("validate", () => ({ verdict: suite.validate(solutions) }));
  if (found === undefined) return failed;
  if (!(found.verdict instanceof Promise)) return found.verdict ?? [];
  const waited = found.verdict.then(
    (verdict) => verdict ?? [],
    (error: unknown) =>
      host.attempt("validate", () => {
        throw error;
      }),
  );
  return (await waited) ?? failed;
}

/** The class of tasks where the script exports none. */
function usualTask({ markup, assets }: JsonObject): TaskClass {
  const handlebars = /toloka-handlebars-templates/.test(JSON.stringify(assets ?? null)) || /\{\{/.test(String(markup));
  return handlebars ? TolokaHandlebarsTask : TolokaTask;
}

const fieldMissing = ({ name, why }: { name: string; why: string }) => ({
  type: "field",
  path: name.slice(0, 500),
  why,
});

/** The requester's style sheets and libraries of other sites. Toloka's own library is part of this document. */
function assetsOf({ assets }: JsonObject, why: string) {
  const lists = ["style_urls", "script_urls"].flatMap((name) => {
    const urls: unknown = typeof assets === "object" && assets !== null ? Reflect.get(assets, name) : null;
    return (Array.isArray(urls) ? urls : []).map((url, at) => ({ url: String(url), path: `assets.${name}.${at}` }));
  });
  return lists
    .filter(({ url }) => !url.startsWith("$TOLOKA_ASSETS/"))
    .map(({ url, path }) => ({ type: url.slice(0, 200), path, why }));
}

const saidBy = (refused: readonly TaskErrors[]): AnswerProblem[] =>
  refused.flatMap(({ errors }) =>
    Object.entries(errors ?? {}).map(([name, error]) => ({
      path: name === "__TASK__" ? "" : name.slice(0, 500),
      text: String(error?.message ?? error?.code ?? "").slice(0, 2000),
      from: "field",
    })),
  );

/** What the platform refuses afterwards, and the view's own check did not. */
function refusedByOutputSpec(
  { output_spec }: Given,
  answer: JsonObject,
  refused: readonly TaskErrors[],
): AnswerProblem[] {
  const known = new Set(refused.flatMap(({ errors }) => Object.keys(errors ?? {})));
  return Object.entries(fieldProblems(checkValues(output_spec, answer, "")))
    .map(([path, { message }]): AnswerProblem => ({ path: path.slice(1, 500), text: message, from: "output_spec" }))
    .filter(({ path }) => !known.has(path));
}
