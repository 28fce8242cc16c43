import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Task } from "../../../../shared/task.ts";
import { ProblemError } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { frameKind } from "../../../parts/worker-view/frame/frame-kind.ts";
import { WorkerView } from "../../../parts/worker-view/worker-view.tsx";
import { poolQuery } from "../../../queries.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { words } from "../words.ts";

/** A submitted task in its project's present interface: the journal does not know the interface at that time. */
export default function SubmittedView({ task }: { task: Task }) {
  const w = useWords(words).panel;
  const { data, error } = useQuery(poolQuery(task.pool_id));
  const solutions = useMemo(() => (task.known_solutions ?? []).map((one) => one.output_values), [task]);
  if (error instanceof ProblemError) return <ProblemMessage problem={error.problem} />;
  if (data === undefined) return <Skeleton height="15rem" />;
  const { task_spec } = data.project;
  if (frameKind(task_spec) === null) return <p>{w.noInterface}</p>;
  return (
    <>
      <p>{w.presentInterface}</p>
      <WorkerView task_spec={task_spec} input_values={task.input_values ?? {}} solutions={solutions} />
    </>
  );
}
