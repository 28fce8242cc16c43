import { type Host, type Services, sandboxChannel, servicesOf } from "../host.ts";
import type { Solution, Task, TaskClass, TaskErrors, TaskOptions } from "./task.ts";

export interface SuiteOptions extends Omit<TaskOptions, "task"> {
  tasks: TaskOptions["task"][];
  Task: TaskClass;
}
/** What a suite says of answers: the refusals of its tasks, now or later. */
type Verdict = (TaskErrors | null | undefined)[] | null | undefined;

/** The tasks of a page, with the methods that requesters' scripts call and override. See `Task`. */
export interface TaskSuite extends Services {
  options: SuiteOptions;
  getOptions(): SuiteOptions;
  getTasks(): Task[];
  getTask(id: string): Task | undefined;
  getFocusedTask(): Task | undefined;
  getDOMElement(): HTMLElement;
  getAssignment(): unknown;
  getWorkspaceOptions(): object;
  getSandboxChannel(): object;
  getSolutions(): Solution[];
  focusTask(index: number): void;
  focusNextTask(): void;
  focusPreviousTask(): void;
  render(): TaskSuite;
  validate(solutions: Solution[]): Verdict | Promise<Verdict>;
  onValidationFail(errors: Verdict): void;
  onRender(): void;
  onDestroy(): void;
  destroy(): void;
}
export type SuiteClass = { new (options: SuiteOptions): TaskSuite; prototype: TaskSuite };

interface Held {
  element: HTMLElement;
  tasks: Task[];
  focused: number;
}
const held = new WeakMap<object, Held>();
const heldBy = (suite: TaskSuite): Held => held.get(suite)!;

const methods: Omit<TaskSuite, keyof Services | "options"> & ThisType<TaskSuite> = {
  getOptions() {
    return this.options;
  },
  getTasks() {
    return heldBy(this).tasks;
  },
  getTask(id) {
    return heldBy(this).tasks.find((task) => task.getTask().id === id);
  },
  getFocusedTask() {
    const { tasks, focused } = heldBy(this);
    return tasks[focused];
  },
  getDOMElement() {
    return heldBy(this).element;
  },
  getAssignment() {
    return this.options.assignment;
  },
  getWorkspaceOptions() {
    return heldBy(this).tasks[0]?.getWorkspaceOptions() ?? {};
  },
  getSandboxChannel: () => sandboxChannel,
  getSolutions() {
    return heldBy(this).tasks.map((task) => task.getSolution());
  },
  focusTask(index) {
    const mine = heldBy(this);
    const next = mine.tasks[index];
    if (next === undefined) return;
    mine.tasks[mine.focused]?.blur();
    mine.focused = index;
    next.focus();
  },
  focusNextTask() {
    this.focusTask(heldBy(this).focused + 1);
  },
  focusPreviousTask() {
    this.focusTask(heldBy(this).focused - 1);
  },
  render() {
    const mine = heldBy(this);
    const { host } = this.options;
    for (const task of mine.tasks) {
      host.attempt("Task", () => task.render());
      mine.element.append(task.getDOMElement());
    }
    host.attempt("TaskSuite.onRender", () => this.onRender());
    return this;
  },
  validate(solutions) {
    return solutions.map((solution) => this.getTask(solution.task_id)?.validate(solution));
  },
  onValidationFail(errors) {
    for (const one of errors ?? []) if (one != null) this.getTask(one.task_id)?.onValidationFail(one);
  },
  onRender: () => undefined,
  onDestroy: () => undefined,
  destroy() {
    const { host } = this.options;
    for (const task of heldBy(this).tasks) host.attempt("onDestroy", () => task.destroy());
    host.attempt("TaskSuite.onDestroy", () => this.onDestroy());
    heldBy(this).element.remove();
  },
};

/** The base class of suites. */
export const TolokaTaskSuite = function (this: TaskSuite, options: SuiteOptions) {
  const element = document.createElement("div");
  element.className = "task-suite";
  Object.assign(this, servicesOf(), { options });
  const { tasks, Task, ...shared } = options;
  held.set(this, { element, tasks: tasks.map((task) => new Task({ ...shared, task })), focused: 0 });
} as unknown as SuiteClass;
Object.assign(TolokaTaskSuite.prototype, methods);

/** What the page around the tasks is to a script. A preview has no id. */
export interface Assignment {
  _options: { assignment: { id: undefined } };
  getId(): undefined;
  getOptions(): object;
  getTaskSuite(): TaskSuite | null;
  getWorkspaceOptions(): object;
  submit(): void;
  skip(): void;
}
export type AssignmentClass = { new (options: AssignmentOptions): Assignment; prototype: Assignment };
export interface AssignmentOptions {
  suite: () => TaskSuite | null;
  host: Host;
}

export const TolokaAssignment = function (this: Assignment, { suite, host }: AssignmentOptions) {
  Object.assign(this, {
    _options: { assignment: { id: undefined } },
    getTaskSuite: suite,
    getWorkspaceOptions: () => suite()?.getWorkspaceOptions() ?? {},
    submit: () => host.submit(),
  });
} as unknown as AssignmentClass;
Object.assign(TolokaAssignment.prototype, {
  getId: () => undefined,
  getOptions(this: Assignment) {
    return this._options;
  },
  skip: () => undefined,
});
