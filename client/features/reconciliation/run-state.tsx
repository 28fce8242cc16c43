import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { messageText } from "../../../shared/api/problem.ts";
import {
  FINDING_KINDS,
  type FindingKind,
  type ReconciledPool,
  type Reconciliation,
  type ReconciliationState,
} from "../../../shared/api/reconciliation/reconciliation-routes.ts";
import { useLanguage, useWords } from "../../language.ts";
import { dateAndTime, waitText } from "../../parts/clock.ts";
import { Ago } from "../../parts/moment.tsx";
import { Card } from "../../ui/card.tsx";
import { Facts } from "../../ui/facts.tsx";
import { Pill } from "../../ui/pill.tsx";
import { Strip } from "../../ui/strip.tsx";
import { words } from "./words.ts";

/** A count over all pools. */
export const sumOf = ({ pools }: Reconciliation, count: FindingKind | "tasks"): number =>
  pools.reduce((sum: number, pool: ReconciledPool) => sum + pool[count], 0);

/** How far the running comparison is, and what it waits for. */
export function Running({ run }: { run: Reconciliation }) {
  const w = useWords(words);
  const language = useLanguage();
  const done = run.pools.filter((pool) => pool.done).length;
  return (
    <Strip role="status" tone={run.waits_for === null ? "accent" : "warning"}>
      {w.running(done, run.pools.length, sumOf(run, "tasks"))}
      {run.waits_for !== null && (
        <>
          . {w.waits} {messageText(run.waits_for, language)}
        </>
      )}
    </Strip>
  );
}

/** When the last comparison was, what it compared, and whether it found a fault. `actions`: buttons beside the heading. */
export function LastFacts({
  state: { last, every_hours },
  actions,
}: {
  state: ReconciliationState;
  actions: ReactNode;
}) {
  const w = useWords(words);
  const schedule = [w.schedule, w.every(every_hours)] as const;
  if (last?.finished_at == null)
    return (
      <Card title={w.facts} actions={actions}>
        <p>{w.never}</p>
        <Facts facts={[schedule]} />
      </Card>
    );
  const seconds = Math.max(1, Math.round((Date.parse(last.finished_at) - Date.parse(last.started_at)) / 1000));
  return (
    <Card title={w.facts} actions={actions}>
      <Facts
        facts={[
          [w.finished, <Ago key="finished" at={last.finished_at} />],
          [w.took, waitText(seconds)],
          ...(last.asked_by === null ? [] : [[w.asked, last.asked_by] as const]),
          [w.before, dateAndTime(last.compared_before)],
          [w.compared, w.comparedTasks(sumOf(last, "tasks"), last.pools.length)],
          schedule,
        ]}
      />
      {last.pools_left_out > 0 && <p>{w.leftOut(last.pools_left_out)}</p>}
      {last.pools.length === 0 && <p>{w.noPools}</p>}
      {last.pools.length > 0 && FINDING_KINDS.every((kind) => sumOf(last, kind) === 0) && (
        <Pill tone="good" icon={<IconCheck size={14} aria-hidden />}>
          {w.nothing}
        </Pill>
      )}
      {last.pools.some(({ problem }) => problem !== null) && (
        <Pill tone="warning" icon={<IconAlertTriangle size={14} aria-hidden />}>
          {w.notAll}
        </Pill>
      )}
    </Card>
  );
}
