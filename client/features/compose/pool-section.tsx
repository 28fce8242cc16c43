import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { checkPool } from "../../../shared/pool-check.ts";
import { taskKind } from "../../../shared/task.ts";
import { call } from "../../api.ts";
import { PoolVerdicts } from "../../parts/pool-verdicts.tsx";
import { useComposed } from "./composed.ts";
import { useComposer } from "./composer-context.ts";

/** What speaks for and against this pool taking this task, before it is typed and while it is. */
export function PoolCheck() {
  const { composed, pool, project } = useComposer();
  const { form, json } = useComposed(composed);
  const requester = useQuery({
    queryKey: ["requester"],
    queryFn: ({ signal }) => call("getRequester", {}, { signal }),
    structuralSharing: false,
    staleTime: 60_000,
  });
  const { kind, overlap, open_pool } = form;
  const number = Number(json.overlap ?? Number.NaN);
  const verdicts = useMemo(() => {
    const known = kind === "general" ? [] : [{ output_values: {} }];
    const task = {
      known_solutions: known,
      message_on_unknown_solution: kind === "training" ? "…" : null,
      overlap: Number.isInteger(number) ? number : null,
      infinite_overlap: overlap === "infinite" ? true : null,
    };
    const parameters = { allow_defaults: overlap === "default", open_pool };
    return taskKind(task) === kind
      ? checkPool({ pool, project, requester: requester.data ?? null, parameters, task, now: Date.now() })
      : [];
  }, [pool, project, requester.data, kind, overlap, open_pool, number]);
  return <PoolVerdicts verdicts={verdicts} />;
}
