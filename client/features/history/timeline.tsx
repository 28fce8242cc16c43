import { useQuery } from "@tanstack/react-query";
import type { Attempt } from "../../../shared/submission.ts";
import { stringifyJson } from "../../../shared/values/json.ts";
import { ProblemError } from "../../api.ts";
import { clockTime } from "../../parts/clock.ts";
import { CopyButton } from "../../parts/copy.tsx";
import { ProblemMessage } from "../../parts/problem.tsx";
import { attemptsQuery } from "../../queries.ts";
import styles from "./history.module.css";

/** Every exchange with Toloka and every action of an operator, oldest first. */
export function Timeline({ operationId }: { operationId: string }) {
  const attempts = useQuery(attemptsQuery(operationId));
  return (
    <section aria-label="What happened">
      <h3>What happened</h3>
      {attempts.error instanceof ProblemError && <ProblemMessage problem={attempts.error.problem} />}
      {attempts.data?.items.length === 0 && <p>Nothing was sent so far.</p>}
      <ol className={styles.timeline}>
        {attempts.data?.items.map((attempt, index) => (
          <Entry key={`${attempt.at} ${index}`} attempt={attempt} />
        ))}
      </ol>
    </section>
  );
}

const ACTIONS: Record<string, string> = {
  send: "sent",
  poll: "asked the operation",
  log: "read its log",
  read: "read the task back",
  look: "looked through the pool",
  doubt: "answer lost",
  "take-up": "taken up again",
  stop: "stopped assigning",
  resume: "resumed assigning",
  retry: "retried at once",
  cancel: "cancelled",
  settle: "decided",
};

function Entry({ attempt }: { attempt: Attempt }) {
  const { at, action, request, http_status, outcome, milliseconds, request_id, by, detail } = attempt;
  return (
    <li>
      <time dateTime={at} title={at}>
        {clockTime(at)}
      </time>
      <div>
        <strong>{ACTIONS[action] ?? action}</strong>
        {by && ` by ${by}`}: {outcome}
        {http_status !== null && ` (${http_status})`}
        {milliseconds !== null && `, ${milliseconds} ms`}
        {request && (
          <div className={styles.quiet}>
            <code>{request}</code>
          </div>
        )}
        {request_id && (
          <div className={styles.quiet}>
            request {request_id} <CopyButton iconOnly value={request_id} label="Copy the request id" />
          </div>
        )}
        {detail !== null && (
          <details>
            <summary className={styles.quiet}>What came back</summary>
            <pre className={styles.raw}>{stringifyJson(detail, 2)}</pre>
          </details>
        )}
      </div>
    </li>
  );
}
