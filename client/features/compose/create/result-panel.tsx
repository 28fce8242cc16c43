import { useEffect, useState } from "react";
import { Link } from "wouter";
import { sentenceFor } from "../../../../shared/api/problem.ts";
import type { Submission } from "../../../../shared/submission.ts";
import { tolokaTime } from "../../../../shared/toloka.ts";
import { stringifyJson } from "../../../../shared/values/json.ts";
import { links } from "../../../links.ts";
import { clockTime } from "../../../parts/clock.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { overlapText } from "../../../parts/overlap-text.ts";
import { StatusLabel } from "../../../parts/status.tsx";
import { StopAssigning } from "../../../parts/stop-assigning.tsx";
import styles from "../compose.module.css";
import own from "./create-bar.module.css";
import type { CreateActions } from "./use-create.ts";

/** A submission as it stands, in the place of the buttons that made it, and what can be done next. */
export function ResultPanel(props: {
  submission: Submission;
  /** What can be done next; `null` if the form has gone on by itself. */
  next: Pick<CreateActions, "createAnother" | "createSimilar"> | null;
  /** Leads to a field; `null` if the form holds another content. */
  onPath: ((path: string) => void) | null;
}) {
  const { submission } = props;
  const { status } = submission;
  return (
    <div className={own.result}>
      <div className={own.resultLine}>
        <StatusLabel {...submission} />
        <span>
          <ResultWords submission={submission} />
        </span>
      </div>
      {status === "rejected" && <Refusal submission={submission} onPath={props.onPath} />}
      <div className={styles.buttons}>
        <Link className={styles.link} href={links.submission(submission.operation_id)}>
          Details
        </Link>
        {status === "created" && <Created submission={submission} />}
        {status !== "rejected" && props.next !== null && (
          <>
            <button type="button" className={styles.plain} onClick={props.next.createSimilar}>
              Create similar
            </button>
            <button type="button" className={styles.primary} onClick={props.next.createAnother}>
              Create another
            </button>
          </>
        )}
      </div>
    </div>
  );
}

function ResultWords({ submission }: { submission: Submission }) {
  const { status, error } = submission;
  if (status === "created" && "created_task" in submission && submission.created_task !== null) {
    const { created_task: created } = submission;
    const at = created.created ? ` ${clockTime(tolokaTime(created.created))}` : "";
    return (
      <>
        Task <code>{created.id}</code> created{at}, overlap {overlapText(submission)}
      </>
    );
  }
  if (status === "rejected") return <>Not created.</>;
  if (status === "uncertain") return <>{sentenceFor("UNCERTAIN")} Details has both choices.</>;
  if (status === "cancelled") return <>Cancelled: nothing was sent.</>;
  const why = error === null ? "" : ` ${sentenceFor(error.code, error.message)}`;
  if (submission.foreign) return <>Kept. It is meant for another Toloka than this one, and waits.</>;
  return (
    <>
      {status === "waiting" ? "Kept. Waiting for Toloka" : "Kept; it is being sent"}
      <Elapsed since={submission.created_at} />.{why}
    </>
  );
}

/** Seconds since the press, so that a wait is seen to go on. */
function Elapsed({ since }: { since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, now - Date.parse(since)) / 1000;
  return <span aria-hidden> … {seconds.toFixed(1)} s</span>;
}

function Refusal({ submission, onPath }: { submission: Submission; onPath: ((path: string) => void) | null }) {
  const { error } = submission;
  if (error === null) return null;
  return (
    <div role="alert">
      <p>{sentenceFor(error.code, error.message)}</p>
      <ul>
        {Object.entries(error.fields ?? {}).map(([path, { message }]) => (
          <li key={path}>
            {onPath === null ? (
              <code>{path}</code>
            ) : (
              <button type="button" className={styles.toField} onClick={() => onPath(path)}>
                {path}
              </button>
            )}{" "}
            {message}
          </li>
        ))}
      </ul>
      {error.request_id !== undefined && <CopyButton value={error.request_id} label="Copy Toloka's request id" />}
    </div>
  );
}

function Created({ submission }: { submission: Submission }) {
  const [raw, setRaw] = useState(false);
  if (!("created_task" in submission) || submission.created_task === null) return null;
  const created = submission.created_task;
  const json = stringifyJson(created, 2);
  return (
    <span className={own.also}>
      <CopyButton value={created.id} label="Copy task id" />
      <button type="button" className={styles.plain} aria-expanded={raw} onClick={() => setRaw(!raw)}>
        JSON
      </button>
      <StopAssigning submission={submission} buttonClass={styles.plain} />
      {raw && (
        <div className={own.raw}>
          <textarea className={styles.code} readOnly rows={8} aria-label="Task as JSON" value={json} />
          <CopyButton value={json} label="Copy JSON" />
        </div>
      )}
    </span>
  );
}
