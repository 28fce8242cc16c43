import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import { messageText, sentenceFor } from "../../../../shared/api/problem.ts";
import type { Submission } from "../../../../shared/submission.ts";
import { ProblemError } from "../../../api.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { ApprovalSlot, useApproval } from "../../../parts/approvals/approval-slot.tsx";
import { ProblemMessage } from "../../../parts/problem.tsx";
import { useSession } from "../../../parts/session.tsx";
import { StatusLabel, statusText } from "../../../parts/submission/status.tsx";
import { submissionQuery } from "../../../queries.ts";
import { IconButton } from "../../../ui/button.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { Strip } from "../../../ui/strip.tsx";
import { words } from "../words.ts";
import { Origin } from "./origin.tsx";
import styles from "./panel.module.css";
import { PanelMedia } from "./panel-media.tsx";
import { SubmissionActions } from "./submission-actions.tsx";
import { PartSection, RequestSection, TaskSection } from "./submission-contents.tsx";
import { Timeline } from "./timeline.tsx";
import { WorkerViewSection } from "./worker-view-section.tsx";

/** Everything about one submission, beside the list. It has its own address. */
export function SubmissionPanel({ operationId, onClose }: { operationId: string; onClose: () => void }) {
  const w = useWords(words).panel;
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const found = useQuery(submissionQuery(operationId));
  const here = useSession()?.connection;
  const there = found.data?.connection ?? null;
  // Its pool, its task and the list beside it are those of its own connection.
  useEffect(() => {
    if (here !== undefined && there !== null && there !== here)
      window.location.replace(links.submissionOf(there, operationId));
  }, [here, there, operationId]);
  return (
    <section className={styles.panel} aria-labelledby={heading}>
      <div className={styles.head}>
        <h2 ref={title} id={heading} tabIndex={-1} className={styles.title}>
          {w.title}
        </h2>
        {found.data && <StatusLabel {...found.data} next_at={found.data.foreign ? null : found.data.next_at} />}
        <IconButton label={w.close} className={styles.close} onClick={onClose}>
          <IconX size={18} aria-hidden />
        </IconButton>
      </div>
      {/* Without the countdown, which a screen reader would read out every second. */}
      <p role="status" className="unseen">
        {found.isPending ? w.loading : found.data && w.status(statusText(found.data))}
      </p>
      {found.error instanceof ProblemError && <ProblemMessage problem={found.error.problem} />}
      {found.isPending && <Skeleton height="20rem" />}
      {found.data && <Whole submission={found.data} />}
    </section>
  );
}

function Whole({ submission }: { submission: Submission }) {
  const w = useWords(words).panel;
  const approval = useApproval(submission.status === "uncertain" ? submission.operation_id : null);
  return (
    <>
      {submission.foreign && <Strip tone="warning">{w.foreign}</Strip>}
      <Fault submission={submission} />
      <ApprovalSlot approval={approval} />
      {"task" in submission && <SubmissionActions submission={submission} />}
      <PanelMedia submission={submission} />
      <Timeline operationId={submission.operation_id} />
      {"task" in submission ? (
        <>
          {!submission.foreign && <WorkerViewSection key={submission.operation_id} submission={submission} />}
          {submission.created_task && <TaskSection submission={submission} task={submission.created_task} />}
          <Origin submission={submission} />
          <RequestSection submission={submission} />
        </>
      ) : (
        <>
          <PartSection submission={submission} />
          <Origin submission={submission} />
        </>
      )}
    </>
  );
}

/** Why it was rejected, or why it has to wait. */
function Fault({ submission: { status, error } }: { submission: Submission }) {
  const language = useLanguage();
  if (error === null)
    return status === "uncertain" ? <Strip tone="warning">{sentenceFor("UNCERTAIN", null, language)}</Strip> : null;
  const fields = Object.entries(error.fields ?? {});
  return (
    <Strip tone={status === "rejected" ? "bad" : "warning"}>
      <p className={styles.sentence}>{messageText(error, language)}</p>
      {fields.length > 0 && (
        <ul className={styles.faults}>
          {fields.map(([path, field]) => (
            <li key={path}>
              <code>{path}</code>: {messageText(field, language)}
            </li>
          ))}
        </ul>
      )}
    </Strip>
  );
}
