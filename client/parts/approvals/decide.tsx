import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type Approval, type Decision, MAX_REASON } from "../../../shared/api/approvals/approval-routes.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { keys, refreshSubmissions } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { ProblemMessage } from "../problem.tsx";
import { Question } from "../question.tsx";
import styles from "./approval-strip.module.css";
import { words } from "./words.ts";

const decide = ({ kind, subject }: Approval, body: Decision): Promise<unknown> =>
  kind === "import"
    ? call("decideImport", { params: { import_id: subject }, body })
    : call("decideSendAgain", { params: { operation_id: subject }, body });

/** The buttons of who may decide: approve after a question, or refuse with a reason. */
export function Decide({ approval }: { approval: Approval }) {
  const w = useWords(words);
  const client = useQueryClient();
  const [asking, setAsking] = useState<"approve" | "refuse" | null>(null);
  const action = useMutation({
    mutationFn: (decision: Decision) => decide(approval, decision),
    onSettled: async () => {
      setAsking(null);
      await Promise.all([
        refreshSubmissions(client),
        ...[keys.approvals, keys.imports].map((queryKey) => client.invalidateQueries({ queryKey })),
      ]);
    },
  });
  const press = (decision: Decision) => action.isPending || action.mutate(decision);
  return (
    <>
      {asking === null && (
        <div className={styles.actions}>
          <Button onClick={() => setAsking("approve")}>{w.approve}</Button>
          <Button onClick={() => setAsking("refuse")}>{w.refuse}</Button>
        </div>
      )}
      {asking === "approve" && (
        <Question
          question={w.askApprove[approval.kind]}
          yes={w.approve}
          no={w.cancel}
          busy={action.isPending}
          onYes={() => press({ approve: true })}
          onNo={() => setAsking(null)}
        />
      )}
      {asking === "refuse" && (
        <Refusal busy={action.isPending} onRefuse={(refuse) => press({ refuse })} onCancel={() => setAsking(null)} />
      )}
      {action.error instanceof ProblemError && <ProblemMessage problem={action.error.problem} />}
    </>
  );
}

function Refusal(props: { busy: boolean; onRefuse: (reason: string) => void; onCancel: () => void }) {
  const { busy, onRefuse, onCancel } = props;
  const w = useWords(words);
  const id = useId();
  const [reason, setReason] = useState("");
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") onRefuse(reason);
      }}
    >
      <label htmlFor={id}>{w.reason}</label>
      <input
        id={id}
        className={styles.reason}
        value={reason}
        required
        maxLength={MAX_REASON}
        autoComplete="off"
        onChange={(event) => setReason(event.target.value)}
      />
      <div className={styles.actions}>
        <Button type="submit" look="danger" disabled={reason.trim() === ""} aria-busy={busy}>
          {w.confirmRefuse}
        </Button>
        <Button onClick={onCancel}>{w.cancel}</Button>
      </div>
    </form>
  );
}
