import { lazy, Suspense, useState } from "react";
import type { SingleSubmission } from "../../../../shared/submission.ts";
import { useWords } from "../../../language.ts";
import { Button } from "../../../ui/button.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { words } from "../words.ts";

const SubmittedView = lazy(() => import("./submitted-view.tsx"));

/** The task as the worker sees it, loaded when it is asked for. */
export function WorkerViewSection({ submission }: { submission: SingleSubmission }) {
  const w = useWords(words).panel;
  const [opened, setOpened] = useState(false);
  return (
    <section aria-label={w.workerView}>
      <h3>{w.workerView}</h3>
      {opened ? (
        <Suspense fallback={<Skeleton height="15rem" />}>
          <SubmittedView submission={submission} />
        </Suspense>
      ) : (
        <Button compact onClick={() => setOpened(true)}>
          {w.showWorkerView}
        </Button>
      )}
    </section>
  );
}
