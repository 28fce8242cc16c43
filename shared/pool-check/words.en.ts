import type { TaskKind } from "../task.ts";
import { counted } from "../values/counts.ts";
import type { ExactNumber } from "../values/json.ts";

type Count = number | ExactNumber;

const generalTasks = (count: Count) => counted(count, "en", { one: "general task", other: "general tasks" });
const controlTasks = (count: Count) => counted(count, "en", { one: "control task", other: "control tasks" });
const hours = (count: Count) => counted(count, "en", { one: "hour", other: "hours" });
const seconds = (count: Count) => counted(count, "en", { one: "second", other: "seconds" });

const suite = (general: Count, control: number): string =>
  control > 0
    ? `${generalTasks(general)} and ${controlTasks(control)} per suite (the pool needs control tasks)`
    : `${generalTasks(general)} per suite`;

const KINDS: Record<TaskKind, string> = { general: "general", control: "control", training: "training" };

const OPEN_IT = "Open it in Toloka, or choose “Open pool on create”.";
const CLONE_IT = "Clone the pool in Toloka and use the clone.";
const CHANGE_DATE = "Change the closing date in Toloka.";
const TOP_UP = "Top up the account in Toloka. Without money the pool doesn't open, or closes.";

/** The findings about a pool: what is the case, and what to do. */
export const en = {
  projectArchived: {
    sentence: "Project is archived. Its pools take no tasks.",
    way_out: "Restore the project in Toloka, or use another pool.",
  },
  projectStatusUnknown: (status: string) => ({
    sentence: `Unknown project status: ${status}.`,
    way_out: "Check the project in Toloka.",
  }),
  fieldNameNotAllowed: {
    sentence: "A field is named __proto__. Tasks with this field can't be created here.",
    way_out: "Rename the field in Toloka and create a new pool.",
  },
  fieldTypeUnknown: (fields: string) => ({
    sentence: `Unknown field type: ${fields}.`,
    way_out: "Enter these values as JSON. Only Toloka checks them.",
  }),
  patternNotChecked: (fields: string) => ({
    sentence: `Pattern can't be checked here: ${fields}.`,
    way_out: "Toloka checks it and rejects values that don't match.",
  }),
  open: { sentence: "Pool is open." },
  opensWithTask: { sentence: "Pool is closed. It opens when the task is created." },
  mapProject: {
    sentence: "Map project. Its pools take task suites with coordinates, not single tasks.",
    way_out: "Use a pool of a project without a map.",
  },
  smartMixing: { sentence: "Smart mixing is on." },
  noSmartMixing: {
    sentence: "Pool has no smart mixing. It takes no single tasks.",
    way_out: "Use a pool with smart mixing. It can't be turned on once a pool has tasks.",
  },
  expired: (date: string) => ({
    sentence: `Pool expired on ${date}. Its tasks are no longer assigned.`,
    way_out: CHANGE_DATE,
  }),
  expiresSoon: (inHours: number, date: string) => ({
    sentence: `Pool closes in ${inHours < 1 ? "less than an hour" : hours(inHours)} (${date}).`,
    way_out: CHANGE_DATE,
  }),
  expiry: (date: string) => ({ sentence: `Closing date: ${date}.` }),
  trainingNotChecked: (id: string) => ({
    sentence: `Training ${id} is required.`,
    way_out: "Check in Toloka that the training is open.",
  }),
  trainingOpen: (id: string) => ({ sentence: `Required training ${id} is open.` }),
  trainingNotOpen: (id: string) => ({
    sentence: `Required training ${id} is not open. New Tolokers get no tasks.`,
    way_out: "Open the training in Toloka.",
  }),
  adultContent: {
    sentence: "Adult content: only Tolokers who agreed to it get the tasks.",
    way_out: "Turn this off in Toloka if it's not needed.",
  },

  closed: {
    CLOSED_MANUAL: { sentence: "Pool is closed. Tasks wait until it opens.", way_out: OPEN_IT },
    CLOSED_COMPLETED: {
      sentence: "Pool is closed: all tasks were completed. New tasks wait until it opens.",
      way_out: OPEN_IT,
    },
    CLOSED_EXPIRED: {
      sentence: "Pool is closed: it expired, and its closing date was changed later. Tasks wait until it opens.",
      way_out: OPEN_IT,
    },
    CLOSED_NOT_ENOUGH_BALANCE: {
      sentence: "Pool is closed: not enough money in the account.",
      way_out: "Top up the account in Toloka, then open the pool.",
    },
    POOL_ASSIGNMENTS_EXHAUSTED: {
      sentence: "Pool has used all 2,000,000 assignments. New tasks are not assigned.",
      way_out: CLONE_IT,
    },
    CLOSED_BLOCKED: {
      sentence: "Pool is blocked by Toloka. Its tasks are not assigned.",
      way_out: "Contact Toloka's support, or use another pool.",
    },
    CLOSED_FOR_UPDATE: {
      sentence: "Pool is being edited. It opens again within 15 minutes.",
      way_out: "Nothing to do: tasks wait until then.",
    },
    NEVER_OPENED: { sentence: "Pool was never opened. Tasks wait until it opens.", way_out: OPEN_IT },
  },
  closedOther: (reason: string) => ({
    sentence: `Pool is closed (${reason}). Tasks wait until it opens.`,
    way_out: OPEN_IT,
  }),
  archived: { sentence: "Pool is archived. It takes no tasks and can't be opened.", way_out: CLONE_IT },
  locked: {
    sentence: "Another operation is running on the pool. It takes no tasks until then.",
    way_out: "Wait a moment and check again.",
  },
  statusUnknown: (status: string) => ({
    sentence: `Unknown pool status: ${status}.`,
    way_out: "Check the pool in Toloka.",
  }),

  isTraining: { sentence: "Training: takes only training tasks." },
  notInTraining: (kind: TaskKind) => ({
    sentence: `Training: takes no ${KINDS[kind]} tasks.`,
    way_out: "Choose the task type Training, or another pool.",
  }),
  kindNotInSuite: (kind: TaskKind) => ({
    sentence: `Task suites of this pool have no ${KINDS[kind]} tasks. The task won't be assigned.`,
    way_out: `Add ${KINDS[kind]} tasks to the pool's smart mixing in Toloka, or choose another task type.`,
  }),
  noDefaultOverlap: { sentence: "Pool has no default overlap.", way_out: "Set an overlap for each task." },
  defaultOverlap: (overlap: Count) => ({ sentence: `Overlap ${overlap} (pool default).` }),
  overlapInfinite: { sentence: "Infinite overlap." },
  overlapOwn: (overlap: number) => ({ sentence: `Overlap ${overlap}.` }),
  noOverlap: { sentence: "No overlap: the pool has no default.", way_out: "Set an overlap." },
  overlapNotChosen: (own: Count) => ({
    sentence: "No overlap.",
    way_out: `Use the pool default (${own}), or set an overlap.`,
  }),
  suiteReady: (general: Count, control: number) => ({
    sentence: `${suite(general, control)}. One general task is enough to assign a suite.`,
  }),
  suiteWaits: (general: Count, control: number, least: number) => ({
    sentence: `${suite(general, control)}. A suite needs ${generalTasks(least)}: this one waits for ${least - 1} more.`,
    way_out: "Create more tasks, or allow incomplete suites in Toloka.",
  }),
  suitePartial: (general: Count, control: number, least: number, delay: number) => ({
    sentence: `${suite(general, control)}. A single task is assigned in an incomplete suite${delay > 0 ? ` after ${seconds(delay)}` : ""}, at the full price.`,
    way_out: `Create ${least} or more tasks to fill suites.`,
  }),
  price: (price: string) => ({ sentence: `${price} per task suite + fee.` }),
  unpaid: { sentence: "Unpaid pool." },
  unpaidRefused: {
    sentence: "Unpaid pool: takes no general tasks.",
    way_out: "Set a price in Toloka, or add known solutions.",
  },
  unpaidWarning: {
    sentence: "Unpaid pool: takes only control and training tasks.",
    way_out: "Set a price in Toloka before you create general tasks.",
  },
  noMoney: { sentence: "No money in the account.", way_out: TOP_UP },
  notEnoughMoney: (balance: string, most: string) => ({
    sentence: `Balance ${balance}. This task may cost up to ${most} + fee.`,
    way_out: TOP_UP,
  }),
  balance: (balance: string) => ({ sentence: `Balance ${balance}.` }),

  cost: {
    free: "No cost: unpaid pool",
    noPrice: "Cost unknown: the pool has no price",
    noOverlap: (price: string) => `Cost unknown: no overlap (${price} per suite)`,
    unbounded: (price: string) => `No cost limit: ${price} per suite + fee`,
    bounded: (calculation: string) => `${calculation} + fee`,
    alone: (most: string) => `Up to ${most} in a suite of its own`,
  },
};
