import { IconPlayerPause } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { DialogLoading } from "../../ui/dialog-loading.tsx";
import styles from "../header.module.css";
import { submissionCount } from "./counts.ts";
import type { HoldProps } from "./release-dialog.tsx";

const ReleaseDialog = lazy(() => import("./release-dialog.tsx"));

/** Says that a restored journal is on hold. An administrator can release it. */
export function HoldNotice({ hold, queued }: HoldProps) {
  const [asking, setAsking] = useState(false);
  return (
    <span className={styles.warning}>
      <IconPlayerPause size={16} aria-hidden /> On hold: nothing is sent to Toloka. {hold.reason}.
      {hold.unfinished > 0 && ` Still looking for the tasks of ${submissionCount(hold.unfinished)}.`}{" "}
      <button type="button" className={styles.release} onClick={() => setAsking(true)}>
        Release…
      </button>
      {asking && (
        <Suspense fallback={<DialogLoading />}>
          <ReleaseDialog hold={hold} queued={queued} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </span>
  );
}
