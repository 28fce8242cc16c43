import { IconDatabaseX, IconHourglass, IconPlayerPause, IconPlugConnectedX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { Health } from "../../../shared/api/health.ts";
import { ProblemError } from "../../api.ts";
import { useWords } from "../../language.ts";
import { links } from "../../links.ts";
import { waitText } from "../../parts/clock.ts";
import { useLive } from "../../parts/live.ts";
import { useHealth } from "../../parts/session.tsx";
import { Strip } from "../../ui/strip.tsx";
import { words } from "../words.ts";
import { ApprovalsNotice } from "./approvals-notice.tsx";
import { HoldNotice } from "./hold-notice.tsx";
import styles from "./notice.module.css";

/** A shorter interruption of the stream is not shown, in milliseconds. */
const GRACE = 3000;
/** Nor is a shorter wait of the queue, in seconds: it would come and go with every task. */
const SHORT_WAIT = 5;

/** Below the header: no connection, nothing is sent, submissions in the queue. */
export function Notice() {
  const { data: health, error, isFetching } = useHealth();
  // A query that never had an answer forgets its error while it asks again.
  const lastError = useRef(error);
  if (!isFetching) lastError.current = error;
  const cut = useCutOff();
  return (
    <div className={styles.notice} role="status">
      {cut ? <Offline /> : <HealthNote health={health} error={lastError.current} />}
      {!cut && <ApprovalsNotice />}
    </div>
  );
}

function Offline() {
  const { notice } = useWords(words);
  return (
    <Strip tone="warning" icon={<IconPlugConnectedX size={18} aria-hidden />}>
      {notice.offline}
    </Strip>
  );
}

function HealthNote({ health, error }: { health: Health | undefined; error: Error | null }) {
  const { notice } = useWords(words);
  if (error instanceof ProblemError && error.problem.code === "JOURNAL_UNAVAILABLE")
    return (
      <Strip tone="bad" icon={<IconDatabaseX size={18} aria-hidden />}>
        {notice.journal(error.problem.detail)}
      </Strip>
    );
  if (health === undefined) return null;
  return health.hold ? (
    <HoldNotice hold={health.hold} queued={health.queue.length} />
  ) : (
    <QueueNote queue={health.queue} />
  );
}

function QueueNote({ queue: { length, wait_seconds, paused, foreign } }: { queue: Health["queue"] }): ReactNode {
  const { notice } = useWords(words);
  if (paused !== null)
    return (
      <Strip tone="warning" icon={<IconPlayerPause size={18} aria-hidden />}>
        {notice.paused(paused)}
      </Strip>
    );
  if (length === 0 && foreign > 0)
    return (
      <Strip icon={<IconHourglass size={18} aria-hidden />}>
        <Link href={links.history({ status: "foreign" })}>{notice.foreign(foreign)}</Link>
      </Strip>
    );
  if (length === 0 || wait_seconds < SHORT_WAIT) return null;
  return (
    <Strip icon={<IconHourglass size={18} aria-hidden />}>
      {notice.queued(length, waitText(Math.ceil(wait_seconds)))}
    </Strip>
  );
}

/** Whether there has been no connection to the server for a while. */
function useCutOff(): boolean {
  const live = useLive();
  const [cut, setCut] = useState(false);
  useEffect(() => {
    if (live === "live") return setCut(false);
    const timer = setTimeout(() => setCut(true), GRACE);
    return () => clearTimeout(timer);
  }, [live]);
  return cut;
}
