import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SingleSubmission } from "../../../../shared/submission.ts";
import { stringifyJson } from "../../../../shared/values/json.ts";
import { ProblemError } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { frameKind } from "../../../parts/worker-view/frame/frame-kind.ts";
import { WorkerView } from "../../../parts/worker-view/worker-view.tsx";
import { poolQuery, submittedSpecQuery } from "../../../queries.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { words } from "../words.ts";

/** A submitted task in the interface that its project had then; if that was not noted, in the present one. */
export default function SubmittedView({ submission }: { submission: SingleSubmission }) {
  const { operation_id, task } = submission;
  const w = useWords(words).panel;
  const noted = useQuery(submittedSpecQuery(operation_id));
  const present = useQuery(poolQuery(task.pool_id));
  const solutions = useMemo(() => (task.known_solutions ?? []).map((one) => one.output_values), [task]);
  const then = noted.data?.task_spec ?? null;
  const now = present.data?.project.task_spec ?? null;
  // Until the pool is read, or was not at the first try: what is said above the view must not move it later.
  const waits = noted.isPending || (present.isPending && present.failureCount === 0);
  const task_spec = waits ? null : (then ?? now);
  const error = noted.error ?? (then === null ? present.error : null);
  if (error instanceof ProblemError) return <ProblemMessage problem={error.problem} />;
  if (task_spec === null) return <Skeleton height="15rem" />;
  if (frameKind(task_spec) === null) return <p>{w.noInterface}</p>;
  const changed = then !== null && now !== null && stringifyJson(then) !== stringifyJson(now);
  return (
    <>
      {then === null && <p>{w.presentInterface}</p>}
      {changed && <p>{w.changedInterface}</p>}
      <WorkerView task_spec={task_spec} input_values={task.input_values ?? {}} solutions={solutions} />
    </>
  );
}
