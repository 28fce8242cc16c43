import { counted, grouped } from "../../../shared/values/counts.ts";

const tasks = (count: number) => counted(count, "en", { one: "task", other: "tasks" });
const pools = (count: number) => counted(count, "en", { one: "pool", other: "pools" });

export const en = {
  title: "Comparison with pools",
  refused: "Only operators and administrators see this page.",
  about:
    "Task Desk reads the pools that were used in the last 30 days and compares their tasks with its journal. Nothing is changed in Toloka.",
  compareNow: "Compare now",
  starting: "Starting…",
  running: (done: number, all: number, read: number) => `Comparing: ${done} of ${pools(all)} done, ${tasks(read)} read`,
  waits: "Waiting:",
  never: "There was no comparison yet.",
  facts: "Last comparison",
  finished: "Finished",
  took: "Duration",
  asked: "Started by",
  schedule: "Schedule",
  before: "Compared up to",
  every: (hours: number) =>
    hours === 0 ? "Off (RECONCILE_HOURS)" : `Every ${counted(hours, "en", { one: "hour", other: "hours" })}`,
  compared: "Compared",
  comparedTasks: (count: number, inPools: number) => `${tasks(count)} in ${pools(inPools)}`,
  leftOut: (count: number) => `${pools(count)} used less recently were not compared.`,
  export: "Export CSV",
  nothing: "No differences",
  noPools: "There was nothing to compare: no tasks were created here in the last 30 days.",
  notAll: "Not all pools could be compared",
  kinds: {
    missing_in_toloka: "Missing in Toloka",
    possible_duplicate: "Possible duplicates",
    created_elsewhere: "Created elsewhere",
  },
  kindsAbout: {
    missing_in_toloka:
      "A submission created these tasks, but the pool doesn't have them. Check the pool in Toloka before you create them again.",
    possible_duplicate:
      "No submission owns these tasks, but a submission of the same content was being sent when they were created. Check whether both tasks are needed.",
    created_elsewhere: "Created by hand in Toloka, by another program, or with another journal. That is not an error.",
  },
  count: (count: number) => tasks(count),
  onlyFirst: (listed: number, count: number) =>
    `${grouped(listed)} of ${tasks(count)} are listed: the first of each pool.`,
  task: "Task",
  pool: "Pool",
  created: "Created",
  submission: "Submission",
  removedSubmission: (id: string) => `Submission ${id} (removed)`,
  more: "Show more",
  pools: "Pools",
  poolCounts: (read: number, known: number) => `${tasks(read)}, ${grouped(known)} of them known`,
  removed: (count: number) => `${grouped(count)} of submissions that were removed since (KEEP_DAYS)`,
  later: (count: number) => `${grouped(count)} too new to compare`,
  undecided: (count: number) => `${grouped(count)} of submissions that are not finished`,
  found: (count: number, kind: string) => `${kind}: ${grouped(count)}`,
};
