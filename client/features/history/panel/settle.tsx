import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { tolokaTime } from "../../../../shared/toloka.ts";
import { call, ProblemError } from "../../../api.ts";
import { useWords } from "../../../language.ts";
import { useApproval } from "../../../parts/approvals/approval-slot.tsx";
import { dateAndTime } from "../../../parts/clock.ts";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { useSession } from "../../../parts/session.tsx";
import { candidatesQuery, keys } from "../../../queries.ts";
import { words } from "../words.ts";
import { ActionButton } from "./action-button.tsx";
import styles from "./panel.module.css";

/** What an operator can decide about an uncertain submission: it is this task, search again, or send again. */
export function Settle({ operationId }: { operationId: string }) {
  const w = useWords(words).settle;
  const params = { operation_id: operationId };
  const candidates = useQuery(candidatesQuery(operationId));
  const client = useQueryClient();
  const needsApproval = useSession()?.second_person.send_again === true;
  const pending = useApproval(operationId)?.state === "pending" && needsApproval;
  const exists = (id: string) => call("settleSubmission", { params, body: { task_id: id } });
  return (
    <div className={styles.settle}>
      {candidates.isPending && <p role="status">{w.looking}</p>}
      {candidates.error instanceof ProblemError && <ProblemMessage problem={candidates.error.problem} />}
      {candidates.data?.items.length === 0 && <p>{w.none}</p>}
      {candidates.data?.items.map(({ id, created }) => (
        <ActionButton
          key={id}
          label={w.exists(id)}
          question={w.ask(created ? dateAndTime(tolokaTime(created)) : w.unknownTime)}
          act={() => exists(id)}
        />
      ))}
      {!candidates.isPending && (candidates.data?.items.length ?? 0) === 0 && <TypedTask exists={exists} />}
      <div className={styles.actions}>
        <ActionButton
          label={w.lookAgain}
          act={async () => {
            await call("retrySubmission", { params });
            await candidates.refetch();
          }}
        />
        {!pending && (
          <ActionButton
            label={w.sendAgain}
            question={needsApproval ? `${w.askSendAgain} ${w.needsApproval}` : w.askSendAgain}
            act={async () => {
              await call("settleSubmission", { params, body: { send_again: true } });
              await client.invalidateQueries({ queryKey: keys.approvals });
            }}
          />
        )}
      </div>
    </div>
  );
}

/** The task's id by hand, for a task that the search did not find. The server checks it. */
function TypedTask({ exists }: { exists: (id: string) => Promise<unknown> }) {
  const w = useWords(words).settle;
  const field = useId();
  const [typed, setTyped] = useState("");
  const id = typed.trim();
  return (
    <div className={styles.typed}>
      <label htmlFor={field}>{w.typeId}</label>
      <input
        id={field}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ActionButton label={w.confirmId} disabled={id === ""} question={w.askId(id)} act={() => exists(id)} />
    </div>
  );
}
