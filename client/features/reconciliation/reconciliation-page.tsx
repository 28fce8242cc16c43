import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FINDING_KINDS, type Reconciliation } from "../../../shared/api/reconciliation/reconciliation-routes.ts";
import { routes } from "../../../shared/api/routes.ts";
import { includesRole } from "../../../shared/roles.ts";
import { addressOf, call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { useMay } from "../../parts/people/use-may.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { useSession } from "../../parts/session.tsx";
import { keys, reconciliationQuery } from "../../queries.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Findings } from "./findings.tsx";
import { Pools } from "./pools.tsx";
import styles from "./reconciliation.module.css";
import { LastFacts, Running } from "./run-state.tsx";
import { words } from "./words.ts";

/** What the journal and the pools of Toloka disagree in, for operators and administrators. */
export default function ReconciliationPage() {
  const w = useWords(words);
  const session = useSession();
  const may = session === undefined || includesRole(session.role, "operator");
  return (
    <div className={styles.page}>
      <h1>{w.title}</h1>
      {may ? <Comparison /> : <p>{w.refused}</p>}
    </div>
  );
}

function Comparison() {
  const w = useWords(words);
  const { data, error } = useQuery(reconciliationQuery);
  return (
    <>
      <p className={styles.about}>{w.about}</p>
      {error instanceof ProblemError && <ProblemMessage problem={error.problem} />}
      {data === undefined && error === null && <Skeleton height="12rem" />}
      {data?.running && <Running run={data.running} />}
      {data !== undefined && (
        <>
          <LastFacts state={data} actions={<Actions last={data.last} running={data.running !== null} />} />
          {data.last !== null && <Result run={data.last} />}
        </>
      )}
    </>
  );
}

function Actions({ last, running }: { last: Reconciliation | null; running: boolean }) {
  const w = useWords(words);
  const client = useQueryClient();
  const mayStart = useMay("administrator");
  const start = useMutation({
    mutationFn: () => call("startReconciliation", {}),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.reconciliation }),
  });
  const busy = start.isPending || running;
  return (
    <div className={styles.actions}>
      {start.error instanceof ProblemError && <ProblemMessage problem={start.error.problem} />}
      {last !== null && (
        <a
          className={buttonClass({ compact: true })}
          href={addressOf(routes.exportFindings, {}, { run_id: last.run_id })}
          download
        >
          {w.export}
        </a>
      )}
      {mayStart && (
        <Button compact aria-disabled={busy} onClick={() => busy || start.mutate()}>
          {start.isPending ? w.starting : w.compareNow}
        </Button>
      )}
    </div>
  );
}

function Result({ run }: { run: Reconciliation }) {
  return (
    <>
      {FINDING_KINDS.map((kind) => (
        <Findings key={`${run.run_id} ${kind}`} run={run} kind={kind} />
      ))}
      <Pools run={run} />
    </>
  );
}
