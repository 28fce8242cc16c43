import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Submission } from "../../../../shared/submission.ts";
import { call } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { useMay } from "../../../parts/people/use-may.ts";
import { Question } from "../../../parts/question.tsx";
import { refreshSubmissions } from "../../../queries.ts";
import { Button } from "../../../ui/button.tsx";
import { Strip } from "../../../ui/strip.tsx";
import { words } from "../words.ts";
import { type BulkResult, canResubmit, canStop, forEach } from "./bulk.ts";
import styles from "./bulk-bar.module.css";
import { ExportMenu } from "./export-menu.tsx";

type Action = "resubmit" | "stop";

/** An action, and the submissions that it was asked for. Later changes of the list or the selection change neither. */
interface Asked {
  action: Action;
  submissions: readonly Submission[];
}

/** Requests that may be repeated: the server makes one submission of each rejected one, however often it is asked to. */
const REQUESTS: Record<Action, (submission: Submission) => Promise<unknown>> = {
  resubmit: ({ operation_id }) => call("resubmit", { params: { operation_id }, query: {} }),
  stop: ({ operation_id }) => call("stopSubmission", { params: { operation_id } }),
};

interface BulkBarProps {
  /** What chooses all rows of the list, for an export; absent where none is offered. */
  query: (() => Record<string, string>) | undefined;
  chosen: readonly Submission[];
  onClear: () => void;
  /** In its place while nothing is selected. */
  children: ReactNode;
}

/** What can be done with the selected submissions. Each action says for how many, and asks first. */
export function BulkBar({ query, chosen, onClear, children }: BulkBarProps) {
  const w = useWords(words).bulk;
  const [asking, setAsking] = useState<Asked | null>(null);
  const [result, setResult] = useState<{ action: Action; result: BulkResult } | null>(null);
  const [over, setOver] = useState(0);
  const client = useQueryClient();
  const changeable = useMay("operator") ? chosen : [];
  const fitting = { resubmit: changeable.filter(canResubmit), stop: changeable.filter(canStop) };
  const run = useMutation({
    mutationFn: ({ action, submissions }: Asked) => forEach(submissions, REQUESTS[action], setOver),
    onSuccess: async (found, { action }) => {
      setResult({ action, result: found });
      setAsking(null);
      onClear();
      await refreshSubmissions(client);
    },
  });
  const ask = (action: Action) => {
    setOver(0);
    setResult(null);
    setAsking({ action, submissions: fitting[action] });
  };
  return (
    <div className={styles.place}>
      <div className={styles.bar}>
        {chosen.length === 0 ? (
          children
        ) : (
          <fieldset aria-label={w.label} className={styles.actions}>
            <span className={styles.selected}>{w.selected(chosen.length)}</span>
            {fitting.resubmit.length > 0 && (
              <Button compact onClick={() => ask("resubmit")}>
                {w.resubmit(fitting.resubmit.length)}
              </Button>
            )}
            {fitting.stop.length > 0 && (
              <Button compact onClick={() => ask("stop")}>
                {w.stop(fitting.stop.length)}
              </Button>
            )}
            <Button compact look="quiet" onClick={onClear}>
              {w.clear}
            </Button>
          </fieldset>
        )}
        {query !== undefined && <ExportMenu ids={chosen.map(({ operation_id }) => operation_id)} query={query} />}
      </div>
      {asking !== null && (
        <Question
          question={run.isPending ? w.working(over, asking.submissions.length) : questionOf(w, asking)}
          yes={(asking.action === "resubmit" ? w.yesResubmit : w.yesStop)(asking.submissions.length)}
          no={w.cancel}
          busy={run.isPending}
          onYes={() => run.mutate(asking)}
          onNo={() => setAsking(null)}
        />
      )}
      <div role="status">{result !== null && <Result {...result} />}</div>
    </div>
  );
}

const questionOf = (w: (typeof words.en)["bulk"], { action, submissions }: Asked): string =>
  action === "resubmit" ? w.askResubmit(submissions.length) : w.askStop(submissions.length);

/** `18 resubmitted, 2 failed: No connection (2)` */
function Result({ action, result: { done, failures } }: { action: Action; result: BulkResult }) {
  const w = useWords(words).bulk;
  const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
  const success = action === "resubmit" ? w.resubmitted(done) : w.stopped(done);
  const reasons = [...failures].map(([reason, count]) => (failures.size === 1 ? reason : `${reason} (${count})`));
  return (
    <Strip tone={failed === 0 ? "good" : "warning"}>
      {failed === 0 ? `${success}.` : `${success}, ${w.failed(failed)}: ${reasons.join(" ")}`}
    </Strip>
  );
}
