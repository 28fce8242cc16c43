import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Health } from "../../../shared/api/health.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { healthQuery, keys } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog/dialog.tsx";
import { words } from "../words.ts";
import styles from "./notice.module.css";

export interface HoldProps {
  hold: NonNullable<Health["hold"]>;
  /** Submissions that are sent after the release. */
  queued: number;
}

/** Asks before a restored journal is released. */
export default function ReleaseDialog({ hold, queued, onClose }: HoldProps & { onClose: () => void }) {
  const client = useQueryClient();
  const { release: w } = useWords(words);
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
    <Dialog title={w.title} onClose={onClose}>
      <p>{w.text(queued)}</p>
      {hold.unfinished > 0 && <p>{w.unfinished(hold.unfinished)}</p>}
      {release.error instanceof ProblemError && <ProblemMessage problem={release.error.problem} />}
      <div className={styles.choices}>
        <Button onClick={onClose}>{w.cancel}</Button>
        <Button look="primary" aria-busy={release.isPending} onClick={() => release.isPending || release.mutate()}>
          {w.release}
        </Button>
      </div>
    </Dialog>
  );
}
