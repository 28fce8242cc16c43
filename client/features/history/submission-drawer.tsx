import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { sentenceFor } from "../../../shared/api/problem.ts";
import { type Submission, tasksOf } from "../../../shared/submission.ts";
import type { CreateTaskParameters } from "../../../shared/task.ts";
import { ProblemError } from "../../api.ts";
import { links } from "../../links.ts";
import { dateAndTime } from "../../parts/clock.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { environmentWord } from "../../parts/session.tsx";
import { StatusLabel, statusText } from "../../parts/status.tsx";
import { submissionQuery } from "../../queries.ts";
import { Fact, Facts } from "./facts.tsx";
import styles from "./history.module.css";
import { usePoolNames } from "./pool-names.ts";
import { SubmissionActions } from "./submission-actions.tsx";
import { PartContents, WhatExists, WhatWasAsked } from "./submission-contents.tsx";
import own from "./submission-drawer.module.css";
import { Timeline } from "./timeline.tsx";

/** Everything about one submission, in a dialog beside the list. It has its own address. */
export function SubmissionDrawer({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    // A native modal dialog keeps the focus inside and closes with Escape.
    dialog.current?.showModal();
    // "Back" removes the dialog without closing it.
    return () => void (before instanceof HTMLElement && before.focus());
  }, []);
  const found = useQuery(submissionQuery(operationId));
  return (
    <dialog ref={dialog} className={own.drawer} aria-label="Submission" closedby="any" onClose={onClose}>
      <div className={own.drawerHead}>
        <h2>Submission</h2>
        <button type="button" className={styles.button} onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      {/* Without the countdown, which a screen reader would read out every second. */}
      <p role="status" className={styles.unseen}>
        {found.isPending ? "Loading" : found.data && `Status: ${statusText(found.data)}`}
      </p>
      {found.error instanceof ProblemError && <ProblemMessage problem={found.error.problem} />}
      {found.isPending && <p aria-hidden>Loading…</p>}
      {found.data && <Whole submission={found.data} />}
    </dialog>
  );
}

function Whole({ submission }: { submission: Submission }) {
  const { next_at, operation_id, environment, foreign } = submission;
  return (
    <>
      <p>
        <StatusLabel {...submission} next_at={foreign ? null : next_at} />{" "}
        <span className={styles.quiet}>in {environmentWord(environment)}</span>
      </p>
      {foreign && (
        <p className={own.notice}>
          It was meant for another Toloka or account and waits until the server talks to that again.
        </p>
      )}
      <SubmissionFault submission={submission} />
      <Origin submission={submission} />
      {"task" in submission ? (
        <>
          <SubmissionActions submission={submission} />
          {submission.created_task && <WhatExists submission={submission} task={submission.created_task} />}
          <WhatWasAsked submission={submission} />
        </>
      ) : (
        <PartContents submission={submission} />
      )}
      <Timeline operationId={operation_id} />
    </>
  );
}

/** Why it was rejected, or why it has to wait. */
function SubmissionFault({ submission: { status, error } }: { submission: Submission }) {
  if (error === null) return status === "uncertain" ? <p className={own.notice}>{sentenceFor("UNCERTAIN")}</p> : null;
  return (
    <>
      <p className={status === "rejected" ? own.error : own.notice}>{error.message}</p>
      {error.fields && (
        <ul className={own.error}>
          {Object.entries(error.fields).map(([path, field]) => (
            <li key={path}>
              <code>{path}</code>: {field.message}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Origin({ submission }: { submission: Submission }) {
  const pool = tasksOf(submission)[0]?.pool_id ?? "";
  const name = usePoolNames(submission.foreign || pool === "" ? [] : [pool]).get(pool);
  const { operation_id, created_at, created_by, parameters, replaces, replaced_by, error } = submission;
  return (
    <Facts>
      <Fact term="Operation id" value={operation_id} copy />
      <Fact
        term="Pool"
        value={name === undefined ? pool : `${name} · ${pool}`}
        href={links.history({ pool_id: pool })}
      />
      <Fact term="Asked" value={`${dateAndTime(created_at)} by ${created_by}`} />
      <Fact term="Options" value={optionWords(parameters)} />
      {replaces && (
        <Fact
          term="Replaces"
          value={replaces.stopped ? "a task that has been stopped" : "a task that is still to be stopped"}
          href={links.submission(replaces.operation_id)}
        />
      )}
      {replaced_by && <Fact term="Replaced by" value="a corrected task" href={links.submission(replaced_by)} />}
      {error?.request_id && <Fact term="Toloka's request id" value={error.request_id} copy />}
    </Facts>
  );
}

const optionWords = ({ async_mode, allow_defaults, open_pool }: CreateTaskParameters): string =>
  [
    async_mode ? "asynchronous, safe to repeat" : "synchronous",
    allow_defaults ? "pool defaults used" : "no pool defaults",
    open_pool ? "opens the pool" : "leaves the pool as it is",
  ].join(" · ");
