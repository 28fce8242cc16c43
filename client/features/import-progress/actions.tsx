import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Import } from "../../../shared/api/imports/import-routes.ts";
import { call, ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { ProblemMessage } from "../../parts/problem.tsx";
import { Question } from "../../parts/question.tsx";
import { keys } from "../../queries.ts";
import { Button } from "../../ui/button.tsx";
import styles from "./import-progress.module.css";
import { words } from "./words.ts";

type Action = "pauseImport" | "resumeImport" | "cancelImport" | "retryImport";

/**
 * Pause, resume, cancel the rest, and send again what was rejected. `waits`: for the approval of a second person, so that it can't be
 * resumed.
 */
export function Actions({ found, waits }: { found: Import; waits: boolean }) {
  const w = useWords(words);
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const act = useMutation({
    mutationFn: (action: Action) => call(action, { params: { import_id: found.import_id } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.imports }),
  });
  const { status, pending, rejected } = found;
  if (asking)
    return (
      <Question
        question={w.cancelQuestion(pending)}
        yes={w.cancelYes}
        no={w.no}
        busy={act.isPending}
        onYes={() => act.mutate("cancelImport", { onSettled: () => setAsking(false) })}
        onNo={() => setAsking(false)}
      />
    );
  const press = (action: Action) => () => act.isPending || act.mutate(action);
  return (
    <>
      <div className={styles.actions}>
        {status === "running" && pending > 0 && <Button onClick={press("pauseImport")}>{w.pause}</Button>}
        {status === "paused" && !waits && (
          <Button look="primary" onClick={press("resumeImport")}>
            {w.resume}
          </Button>
        )}
        {(status === "running" || status === "paused") && pending > 0 && (
          <Button onClick={() => setAsking(true)}>{w.cancel}</Button>
        )}
        {status === "done" && rejected > 0 && <Button onClick={press("retryImport")}>{w.retry(rejected)}</Button>}
      </div>
      {act.error instanceof ProblemError && <ProblemMessage problem={act.error.problem} />}
    </>
  );
}
