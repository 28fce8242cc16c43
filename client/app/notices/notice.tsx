import { IconDatabaseX, IconHourglass, IconPlayerPause, IconPlugConnectedX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Health } from "../../../shared/api/routes.ts";
import { ProblemError } from "../../api.ts";
import { links } from "../../links.ts";
import { waitText } from "../../parts/clock.ts";
import { useLive } from "../../parts/live.ts";
import { useHealth } from "../../parts/session.tsx";
import styles from "../header.module.css";
import { HoldNotice } from "./hold-notice.tsx";

/** A shorter interruption of the stream is not shown, in milliseconds. */
const GRACE = 3000;

/** A reserved line below the header: no connection, nothing is sent, submissions that wait. */
export function Notice() {
  const { data: health, error } = useHealth();
  const cut = useCutOff();
  return (
    <div className={styles.notice} role="status">
      {cut ? (
        <span className={styles.warning}>
          <IconPlugConnectedX size={16} aria-hidden /> No connection to Task Desk. What is typed is kept; it goes on by
          itself.
        </span>
      ) : (
        <HealthNote health={health} error={error} />
      )}
    </div>
  );
}

function HealthNote({ health, error }: { health: Health | undefined; error: Error | null }) {
  if (error instanceof ProblemError && error.problem.code === "JOURNAL_UNAVAILABLE")
    return (
      <span className={styles.warning}>
        <IconDatabaseX size={16} aria-hidden /> No new tasks are accepted. {error.problem.detail}
      </span>
    );
  if (health === undefined) return null;
  return health.hold ? (
    <HoldNotice hold={health.hold} queued={health.queue.length} />
  ) : (
    <QueueNote queue={health.queue} />
  );
}

function QueueNote({ queue: { length, wait_seconds, paused, foreign } }: { queue: Health["queue"] }) {
  if (paused !== null)
    return (
      <span className={styles.warning}>
        <IconPlayerPause size={16} aria-hidden /> Nothing is sent to Toloka at the moment. {paused}
      </span>
    );
  if (length === 0 && foreign > 0)
    return (
      <a href={links.history({ status: "foreign" })}>
        {foreign === 1 ? "1 submission waits" : `${foreign.toLocaleString("en")} submissions wait`} for another Toloka
        or account
      </a>
    );
  if (length === 0) return null;
  const work =
    length === 1 ? "1 submission waits its turn" : `${length.toLocaleString("en")} submissions wait their turn`;
  return (
    <span>
      <IconHourglass size={16} aria-hidden /> {work}
      {wait_seconds >= 1 && `, about ${waitText(Math.ceil(wait_seconds))}`}
    </span>
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
