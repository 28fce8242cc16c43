import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { stringifyJson } from "../../../shared/json.ts";
import type { SingleSubmission, Submission } from "../../../shared/submission.ts";
import { call, ProblemError } from "../../api.ts";
import { links } from "../../links.ts";
import { CopyButton } from "../../parts/copy.tsx";
import { ProblemMessage } from "../../parts/problem.tsx";
import { useSession } from "../../parts/session.tsx";
import { asCurl, asJson, asTolokaKit } from "../../parts/snippets.ts";
import { StatusLabel } from "../../parts/status.tsx";
import styles from "./history.module.css";
import { SubmissionDeeds } from "./submission-deeds.tsx";
import { Timeline } from "./timeline.tsx";

/** One submission whole, beside the list and under its own address: what was asked, what exists, what happened, what can be done. */
export function SubmissionDrawer({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // A dialog of the platform: keeps the focus, gives it back, closes with Escape.
    dialog.current?.showModal();
  }, []);
  const found = useQuery({
    queryKey: ["submission", operationId],
    queryFn: ({ signal }) => call("getSubmission", { params: { operation_id: operationId } }, { signal }),
    structuralSharing: false,
  });
  return (
    <dialog ref={dialog} className={styles.drawer} aria-label="Submission" onClose={onClose}>
      <div className={styles.drawerHead}>
        <h2>Submission</h2>
        <button type="button" className={styles.button} onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      {found.error instanceof ProblemError && <ProblemMessage problem={found.error.problem} />}
      {found.isPending && <p role="status">Loading…</p>}
      {found.data && <Whole submission={found.data} />}
    </dialog>
  );
}

function Whole({ submission }: { submission: Submission }) {
  const {
    status,
    next_at,
    error,
    operation_id,
    created_by,
    created_at,
    environment,
    parameters,
    replaces,
    replaced_by,
  } = submission;
  return (
    <>
      <p>
        <StatusLabel status={status} next_at={next_at} /> <span className={styles.quiet}>in {environment}</span>
      </p>
      {submission.foreign && (
        <p className={styles.foreign}>
          It was meant for another Toloka or account and waits until the server talks to that again.
        </p>
      )}
      {error && <p className={status === "rejected" ? styles.error : styles.notice}>{error.message}</p>}
      {error?.fields && (
        <ul className={styles.error}>
          {Object.entries(error.fields).map(([path, field]) => (
            <li key={path}>
              <code>{path}</code>: {field.message}
            </li>
          ))}
        </ul>
      )}
      <dl className={styles.facts}>
        <Fact term="Operation id" value={operation_id} copy />
        <Fact term="Asked" value={`${new Date(created_at).toLocaleString()} by ${created_by}`} />
        <Fact term="Mode" value={parameters.async_mode ? "asynchronous, safe to repeat" : "synchronous"} />
        {replaces && (
          <Fact
            term="Replaces"
            value={replaces.stopped ? "a task that has been stopped" : "a task that is still to be stopped"}
            link={replaces.operation_id}
          />
        )}
        {replaced_by && <Fact term="Replaced by" value="a corrected task" link={replaced_by} />}
        {error?.request_id && <Fact term="Toloka's request id" value={error.request_id} copy />}
      </dl>
      {"task" in submission && <Single submission={submission} />}
      <Timeline operationId={operation_id} />
    </>
  );
}

function Single({ submission }: { submission: SingleSubmission }) {
  const { task, created_task, parameters } = submission;
  const url = useSession()?.toloka.url ?? "";
  return (
    <>
      <SubmissionDeeds submission={submission} />
      {created_task && (
        <section aria-label="What exists">
          <h3>What exists</h3>
          <dl className={styles.facts}>
            <Fact term="Task id" value={created_task.id} copy />
            <Fact
              term="Overlap"
              value={created_task.infinite_overlap ? "infinite" : String(created_task.overlap ?? "not said")}
            />
          </dl>
          <details>
            <summary>Raw JSON</summary>
            <pre className={styles.raw}>{stringifyJson(created_task, 2)}</pre>
          </details>
          <CopyButton value={stringifyJson(created_task, 2)} label="Copy the task as JSON" />
        </section>
      )}
      <section aria-label="What was asked">
        <h3>What was asked</h3>
        <pre className={styles.raw}>{stringifyJson(task, 2)}</pre>
        <div className={styles.buttons}>
          <CopyButton value={asJson(task, parameters)} label="Copy as JSON" />
          <CopyButton value={asCurl(task, parameters, url)} label="Copy as curl" />
          <CopyButton value={asTolokaKit(task, parameters, url)} label="Copy as toloka-kit" />
        </div>
      </section>
    </>
  );
}

function Fact({ term, value, copy, link }: { term: string; value: string; copy?: boolean; link?: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>
        {link === undefined ? value : <a href={links.submission(link)}>{value}</a>}
        {copy && <CopyButton value={value} label={`Copy the ${term.toLowerCase()}`} />}
      </dd>
    </>
  );
}
