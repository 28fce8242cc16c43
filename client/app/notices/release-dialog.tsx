import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Health } from "../../../shared/api/routes.ts";
import { call, ProblemError } from "../../api.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { healthQuery, keys } from "../../queries.ts";
import { Dialog } from "../../ui/dialog.tsx";
import styles from "../header.module.css";
import { submissionCount } from "./counts.ts";

export interface HoldProps {
  hold: NonNullable<Health["hold"]>;
  /** Submissions that are sent after the release. */
  queued: number;
}

/** Asks before a restored journal is released. */
export default function ReleaseDialog({ hold, queued, onClose }: HoldProps & { onClose: () => void }) {
  const client = useQueryClient();
  const release = useMutation({
    mutationFn: () => call("releaseJournal", {}),
    onSuccess: (health) => {
      client.setQueryData(healthQuery.queryKey, health);
      void client.invalidateQueries({ queryKey: keys.submission });
      void client.invalidateQueries({ queryKey: keys.submissions });
      onClose();
    },
  });
  return (
    <Dialog title="Release the hold?" onClose={onClose}>
      <p>
        Task Desk starts to send tasks to Toloka again
        {queued > 0 && `, beginning with ${submissionCount(queued)} in the queue`}. First make sure that no other Task
        Desk works on another copy of this journal.
      </p>
      {hold.unfinished > 0 && (
        <p>
          The tasks of {submissionCount(hold.unfinished)} are still being looked for. Waiting until that is done is
          safer.
        </p>
      )}
      {release.error instanceof ProblemError && <ProblemMessage problem={release.error.problem} />}
      <div className={styles.choices}>
        <button type="button" className={styles.button} onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className={styles.button}
          aria-busy={release.isPending}
          onClick={() => release.isPending || release.mutate()}
        >
          Release
        </button>
      </div>
    </Dialog>
  );
}
