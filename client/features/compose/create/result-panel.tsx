import { IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { Link } from "wouter";
import { messageText, sentenceFor } from "../../../../shared/api/problem.ts";
import type { Submission } from "../../../../shared/submission.ts";
import { tolokaTime } from "../../../../shared/toloka.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { clockTime } from "../../../parts/clock.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { firstMedia, Thumbnail } from "../../../parts/media/thumbnail.tsx";
import { overlapText } from "../../../parts/submission/overlap-text.ts";
import { StatusLabel } from "../../../parts/submission/status.tsx";
import { StopAssigning } from "../../../parts/submission/stop-assigning.tsx";
import { Button, buttonClass, IconButton } from "../../../ui/button.tsx";
import type { Tone } from "../../../ui/pill.tsx";
import { Strip } from "../../../ui/strip.tsx";
import { FieldsLine } from "./blocked.tsx";
import own from "./create-bar.module.css";
import { type Accepted, canUndo } from "./phases.ts";
import { UndoButton } from "./undo-button.tsx";
import type { CreateActions } from "./use-create.ts";
import { words } from "./words.ts";

const TONES: Partial<Record<Submission["status"], Tone>> = { created: "good", rejected: "bad", uncertain: "warning" };

/** A submission as it stands, and what can be done with it. */
export function ResultPanel(props: {
  accepted: Accepted;
  actions: CreateActions;
  /** Leads to a field; `null` if the form holds another content. */
  onPath: ((path: string) => void) | null;
}) {
  const { accepted, actions, onPath } = props;
  const { submission, left } = accepted;
  const w = useWords(words);
  const media = firstMedia(accepted.prepared.body.task.input_values);
  const fields = submission.error?.fields ?? {};
  const rejected = submission.status === "rejected";
  return (
    <>
      <Strip
        tone={TONES[submission.status] ?? "accent"}
        {...(media === null ? {} : { icon: <Thumbnail address={media} /> })}
        actions={
          <>
            <Actions {...accepted} actions={actions} />
            {left && (
              <IconButton compact label={w.dismiss} onClick={actions.dismiss}>
                <IconX size={16} aria-hidden />
              </IconButton>
            )}
          </>
        }
      >
        <StatusLabel {...submission} />{" "}
        <span>
          <ResultWords {...accepted} />
        </span>
      </Strip>
      {rejected && onPath !== null && Object.keys(fields).length > 0 && (
        <FieldsLine paths={Object.keys(fields)} left={Object.keys(fields)} onPath={onPath} />
      )}
    </>
  );
}

function Actions({ submission, actions, prepared }: Accepted & { actions: CreateActions }) {
  const w = useWords(words);
  const { creation } = actions;
  const { status, error } = submission;
  const created = "created_task" in submission ? submission.created_task : null;
  return (
    <>
      {canUndo(creation) && submission.undo_until !== null && (
        <UndoButton
          key={prepared.body.parameters.operation_id}
          until={submission.undo_until}
          busy={creation.undo === "asked"}
          onUndo={actions.undo}
        />
      )}
      {error?.request_id !== undefined && <CopyButton value={error.request_id} label={w.copyRequestId} iconOnly />}
      {status === "created" && created !== null && "task" in submission && (
        <span className={own.also}>
          <CopyButton value={created.id} label={w.copyTaskId} iconOnly />
          <StopAssigning submission={submission} buttonClass={buttonClass({ compact: true })} />
        </span>
      )}
      {status !== "rejected" && !canUndo(creation) && (
        <Button compact onClick={actions.createSimilar}>
          {w.createSimilar}
        </Button>
      )}
      <Link className={buttonClass({ compact: true })} href={links.submission(submission.operation_id)}>
        {w.open}
      </Link>
    </>
  );
}

function ResultWords({ submission, prepared, resumed, undo }: Accepted) {
  const w = useWords(words);
  const language = useLanguage();
  const { status, error } = submission;
  const more = [
    resumed && (status === "created" ? w.createdBeforeClosing : w.savedBeforeClosing),
    undo === "late" && w.tooLate,
    undo === "unreachable" && w.undoFailed,
    prepared.unchecked && w.duplicatesUnchecked,
  ]
    .filter(Boolean)
    .join(" ");
  if (status === "created" && "created_task" in submission && submission.created_task !== null) {
    const { created_task: created } = submission;
    const time = created.created ? clockTime(tolokaTime(created.created)) : "";
    return (
      <>
        {w.task} <code>{created.id}</code> {w.createdAt(time, overlapText(submission))} {more}
      </>
    );
  }
  const why = error === null ? "" : messageText(error, language);
  if (status === "rejected")
    return (
      <span role="alert">
        {w.rejected} {why}
      </span>
    );
  if (status === "uncertain") return `${sentenceFor("UNCERTAIN", undefined, language)} ${w.uncertain} ${more}`;
  if (status === "cancelled") return w.cancelled;
  if (submission.foreign) return w.foreign;
  if (undo === "asked") return w.undoing;
  if (submission.undo_until !== null) return `${w.undoable} ${more}`;
  return (
    <>
      {status === "waiting" ? w.waiting : w.saved}
      <Elapsed since={submission.created_at} />. {why} {more}
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
