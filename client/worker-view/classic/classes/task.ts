import { validationCodes } from "../../../../shared/faults/codes.ts";
import { type Fault, faultSentence } from "../../../../shared/faults/faults.ts";
import { checkValues } from "../../../../shared/fields/input-spec.ts";
import type { Language } from "../../../../shared/language.ts";
import type { FieldSpecs } from "../../../../shared/toloka.ts";
import { type Json, type JsonObject, parseJson, stringifyJson } from "../../../../shared/values/json.ts";
import { answerAt, withAnswerAt } from "../answer.ts";
import { escaped, type FieldAsked, PLACE, tolokaHelpers } from "../helpers.ts";
import { type Host, type Services, sandboxChannel, servicesOf } from "../host.ts";
import { renderMarkup } from "../markup.ts";
import { safeHtml } from "../safe-html.ts";
import { type HeldField, type TaskField, taskField } from "./task-field.ts";

export interface Solution {
  task_id: string;
  output_values: JsonObject;
}
/** Why a task's answer is refused: by field, or `__TASK__` for the task as a whole. */
export interface TaskErrors {
  task_id: string;
  errors: Record<string, { code?: string; message?: string }>;
}
export interface TaskOptions {
  task: { id: string; input_values: JsonObject };
  specs: { input_spec: FieldSpecs; output_spec: FieldSpecs; view_spec: JsonObject };
  assignment: unknown;
  /** The answer at the start. */
  solution: Solution;
  host: Host;
}

/**
 * A task, with the methods that requesters' scripts call and override: https://toloka.ai/docs/guide/concepts/js/. Scripts call the
 * constructor as a function, so it cannot be a class.
 */
export interface Task extends Services {
  options: TaskOptions;
  rendered: boolean;
  _fields: Record<string, TaskField[]>;
  getOptions(): TaskOptions;
  getTask(): TaskOptions["task"];
  getAssignment(): unknown;
  getWorkspaceOptions(): object;
  getTemplateData(): JsonObject;
  getDOMElement(): HTMLElement;
  getSandboxChannel(): object;
  getField(name: string): TaskField | undefined;
  getSolution(): Solution;
  setSolution(solution: Solution): void;
  setSolutionOutputValue(name: string, value: Json | undefined): void;
  setSolutionOutputValues(values: JsonObject): void;
  getProxyUrl(path: string): string;
  proxy(path: string): string;
  render(): Task;
  validate(solution: Solution): TaskErrors | null | undefined;
  onValidationFail(errors: TaskErrors): void;
  showTaskError(message: string): void;
  hideTaskError(): void;
  focus(): void;
  blur(): void;
  onKey(key: string): void;
  onRender(): void;
  onFocus(): void;
  onBlur(): void;
  onPause(): void;
  onResume(): void;
  onDestroy(): void;
  destroy(): void;
}
export type TaskClass = { new (options: TaskOptions): Task; prototype: Task };

/** What a task holds that scripts don't reach. */
interface Held {
  element: HTMLElement;
  error: HTMLElement;
  answer: JsonObject;
  fields: HeldField[];
}
const held = new WeakMap<object, Held>();
const heldBy = (task: Task): Held => held.get(task)!;

/** A copy: scripts change what they are given. */
export const copyOf = (value: JsonObject): JsonObject => parseJson(stringifyJson(value)) as JsonObject;

/** The fields of a task that are not drawn, and why. */
export const missingIn = (task: Task): { name: string; why: string }[] =>
  heldBy(task).fields.flatMap((field) => {
    const why = field.missing();
    return why === null ? [] : [{ name: field.name, why }];
  });

/** Texts by the names under which Toloka's page has them. */
function translationsFor(language: Language): Record<string, string> {
  const texts = validationCodes.map((code): [string, string] => [
    `field:error:${code}`,
    faultSentence({ code }, language),
  ]);
  const required = faultSentence({ code: "VALUE_REQUIRED" }, language);
  return { ...Object.fromEntries(texts), "field:error:REQUIRED": required };
}

const methods: Omit<Task, keyof Services | "options" | "rendered" | "_fields"> & ThisType<Task> = {
  getOptions() {
    return this.options;
  },
  getTask() {
    return this.options.task;
  },
  getAssignment() {
    return this.options.assignment;
  },
  getWorkspaceOptions() {
    const { locale } = this.options.host.given;
    const language = locale.toUpperCase();
    const where = { agent: "FRONTEND", isReadOnly: false, isReviewMode: false, origin: "", apiOrigin: "" };
    return { ...where, language, translations: translationsFor(locale) };
  },
  getTemplateData() {
    return copyOf(this.options.task.input_values);
  },
  getDOMElement() {
    return heldBy(this).element;
  },
  getSandboxChannel: () => sandboxChannel,
  getField(name) {
    return this._fields[name]?.[0];
  },
  getSolution() {
    return { task_id: this.options.task.id, output_values: copyOf(heldBy(this).answer) };
  },
  // A field that changes goes through these three, so that a script may override any of them.
  setSolutionOutputValue(name, value) {
    this.setSolutionOutputValues(withAnswerAt(copyOf(heldBy(this).answer), name, value));
  },
  setSolutionOutputValues(output_values) {
    this.setSolution({ task_id: this.options.task.id, output_values });
  },
  setSolution({ output_values }) {
    const mine = heldBy(this);
    mine.answer = copyOf(output_values);
    for (const field of mine.fields) {
      field.show(answerAt(mine.answer, field.name));
      field.hideError();
    }
    this.hideTaskError();
    this.options.host.changed();
  },
  getProxyUrl: (path) => path,
  proxy: (path) => path,
  render() {
    const mine = heldBy(this);
    const { host, specs } = this.options;
    const asked: FieldAsked[] = [];
    const token = crypto.getRandomValues(new Uint32Array(4)).join("");
    const markup = String(specs.view_spec.markup ?? "");
    const data = this.getTemplateData();
    const handlebars = this instanceof TolokaHandlebarsTask;
    const content = safeHtml(
      handlebars ? renderMarkup(markup, data, tolokaHelpers(asked, token)) : filledIn(markup, data),
    );
    const change = (name: string, value: Json | undefined) =>
      void host.attempt("setSolutionOutputValue", () => this.setSolutionOutputValue(name, value));
    mine.fields = asked.map((one) => taskField(one, change, host.words));
    this._fields = {};
    for (const [at, field] of mine.fields.entries()) {
      content.querySelector(`[${PLACE}="${token}-${at}"]`)?.replaceWith(field.element());
      if (field.name !== "__proto__") this._fields[field.name] = [...(this._fields[field.name] ?? []), field];
      field.show(answerAt(mine.answer, field.name));
    }
    mine.element.replaceChildren(content, mine.error);
    this.rendered = true;
    host.attempt("onRender", () => this.onRender());
    return this;
  },
  validate({ task_id, output_values }) {
    const faults = Object.entries(checkValues(this.options.specs.output_spec, output_values, ""));
    const { locale } = this.options.host.given;
    const errors = faults.map(([path, fault]: [string, Fault]) => [
      path.slice(1),
      { code: fault.code === "VALUE_REQUIRED" ? "REQUIRED" : fault.code, message: faultSentence(fault, locale) },
    ]);
    return errors.length === 0 ? null : { task_id, errors: Object.fromEntries(errors) as TaskErrors["errors"] };
  },
  onValidationFail({ errors }) {
    for (const [name, { message = "" }] of Object.entries(errors)) {
      const field = this._fields[name]?.[0];
      if (field === undefined) this.showTaskError(message);
      else field.showError(message);
    }
  },
  showTaskError(message) {
    heldBy(this).error.textContent = message;
  },
  hideTaskError() {
    heldBy(this).error.textContent = "";
  },
  focus() {
    heldBy(this).element.classList.add("task_focused");
    this.onFocus();
  },
  blur() {
    heldBy(this).element.classList.remove("task_focused");
    this.onBlur();
  },
  onKey(key) {
    heldBy(this)
      .fields.find(({ hotkey }) => hotkey === key)
      ?.press();
  },
  onRender: () => undefined,
  onFocus: () => undefined,
  onBlur: () => undefined,
  onPause: () => undefined,
  onResume: () => undefined,
  onDestroy: () => undefined,
  destroy() {
    this.onDestroy();
    heldBy(this).element.remove();
  },
};

const filledIn = (markup: string, data: JsonObject): string =>
  markup.replace(/\$\{([\w.]+)\}/g, (_whole, name: string) => escaped(answerAt(data, name)));

/** The base class of tasks: `${name}` in the markup is an input value. */
export const TolokaTask = function (this: Task, options: TaskOptions) {
  const element = document.createElement("div");
  element.className = "task";
  const error = document.createElement("div");
  error.className = "task__error";
  error.setAttribute("role", "alert");
  Object.assign(this, servicesOf(), { options, rendered: false, _fields: {} });
  held.set(this, { element, error, answer: copyOf(options.solution.output_values), fields: [] });
} as unknown as TaskClass;
Object.assign(TolokaTask.prototype, methods);

/** The base class of tasks whose markup is Handlebars. */
export const TolokaHandlebarsTask = function (this: Task, options: TaskOptions) {
  (TolokaTask as unknown as (this: Task, options: TaskOptions) => void).call(this, options);
} as unknown as TaskClass;
TolokaHandlebarsTask.prototype = Object.create(TolokaTask.prototype) as Task;
