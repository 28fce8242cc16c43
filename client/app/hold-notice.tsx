import { IconPlayerPause } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Health } from "../../shared/routes.ts";
import { call, ProblemError } from "../api.ts";
import { ProblemMessage } from "../parts/problem.tsx";
import { Dialog } from "../ui/dialog.tsx";
import styles from "./header.module.css";

interface HoldProps {
  hold: NonNullable<Health["hold"]>;
  /** Submissions that are sent after the release. */
  queued: number;
}

const submissions = (count: number): string =>
  count === 1 ? "1 submission" : `${count.toLocaleString("en")} submissions`;

/** Says that a restored journal is on hold, and lets an administrator release it after a question. */
export function HoldNotice({ hold, queued }: HoldProps) {
  const [asking, setAsking] = useState(false);
  return (
    <span className={styles.mind}>
      <IconPlayerPause size={16} aria-hidden /> On hold: nothing is sent to Toloka. {hold.reason}.
      {hold.unfinished > 0 && ` Still looking for the tasks of ${submissions(hold.unfinished)}.`}{" "}
      <button type="button" className={styles.release} onClick={() => setAsking(true)}>
        Release…
      </button>
      {asking && <ReleaseDialog hold={hold} queued={queued} onClose={() => setAsking(false)} />}
    </span>
  );
}

function ReleaseDialog({ hold, queued, onClose }: HoldProps & { onClose: () => void }) {
  const queries = useQueryClient();
  const release = useMutation({
    mutationFn: () => call("releaseJournal", {}),
    onSuccess: (health) => {
      queries.setQueryData(["health"], health);
      for (const key of ["submission", "submissions"]) void queries.invalidateQueries({ queryKey: [key] });
      onClose();
    },
  });
  return (
    <Dialog title="Release the hold?" onClose={onClose}>
      <p>
        Task Desk starts to send tasks to Toloka again
        {queued > 0 && `, beginning with ${submissions(queued)} in the queue`}. First make sure that no other Task Desk
        works on another copy of this journal.
      </p>
      {hold.unfinished > 0 && (
        <p>
          The tasks of {submissions(hold.unfinished)} are still being looked for. Waiting until that is done is safer.
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
