import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { linkedTraining } from "../../../../shared/pool-check/pool-facts.ts";
import { PoolVerdicts } from "../../../parts/pool/pool-verdicts.tsx";
import { poolQuery, requesterQuery } from "../../../queries.ts";
import { useComposed, useComposer } from "../composer-context.ts";
import { verdictsFor } from "./pool-facts.ts";

/** The verdicts on the pool for the task in the form. */
export function PoolCheck() {
  const { pool, project } = useComposer();
  const { form, json } = useComposed();
  const requester = useQuery(requesterQuery).data;
  const training = useQuery(poolQuery(linkedTraining(pool))).data?.pool;
  const { kind, overlap, open_pool } = form;
  const number = json.overlap;
  const verdicts = useMemo(
    () =>
      verdictsFor({ kind, overlap, open_pool }, number, {
        pool,
        project,
        requester: requester ?? null,
        training: training ?? null,
      }),
    [pool, project, requester, training, kind, overlap, open_pool, number],
  );
  return <PoolVerdicts verdicts={verdicts} />;
}
