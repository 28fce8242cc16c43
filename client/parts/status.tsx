import {
  IconArrowUp,
  IconBan,
  IconCheck,
  IconClock,
  IconHelp,
  IconHourglass,
  IconPlayerPause,
  IconRefresh,
  IconX,
  type TablerIcon,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { isMoving, isStopped, type Status, type Submission } from "../../shared/submission.ts";
import styles from "./status.module.css";

const LOOKS: Record<Status, { Icon: TablerIcon; tone: string | undefined }> = {
  queued: { Icon: IconClock, tone: styles.quiet },
  sending: { Icon: IconArrowUp, tone: styles.quiet },
  waiting: { Icon: IconHourglass, tone: styles.quiet },
  created: { Icon: IconCheck, tone: styles.good },
  rejected: { Icon: IconX, tone: styles.bad },
  uncertain: { Icon: IconHelp, tone: styles.warning },
  cancelled: { Icon: IconBan, tone: styles.quiet },
};
const STOPPED = { Icon: IconPlayerPause, tone: styles.quiet };

/** The status of a submission, and whether its task is stopped. */
export const statusText = ({ status, stopped }: Pick<Submission, "status" | "stopped">): string =>
  stopped !== null && isStopped(stopped) ? `${status} · stopped` : status;

/** The same with an icon, and a countdown to `next_at` (ISO 8601), when the sender continues. */
export function StatusLabel({ status, next_at, stopped }: Pick<Submission, "status" | "next_at" | "stopped">) {
  const seconds = useSecondsUntil(isMoving(status) ? next_at : null);
  const retrying = seconds !== null && seconds > 0;
  const text = statusText({ status, stopped });
  const { Icon, tone } = text === status ? LOOKS[status] : STOPPED;
  return (
    <span className={styles.label}>
      {retrying ? (
        <IconRefresh size={16} className={styles.warning} aria-hidden />
      ) : (
        <Icon size={16} className={tone} aria-hidden />
      )}
      {retrying ? (
        <span>
          retrying, <span className={styles.count}>next in {waitText(seconds)}</span>
        </span>
      ) : (
        text
      )}
    </span>
  );
}

/** Whole seconds until a moment, counted down to 0; `null` without a moment. */
function useSecondsUntil(moment: string | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  const at = moment === null ? Number.NaN : Date.parse(moment);
  const ahead = at > now;
  useEffect(() => {
    setNow(Date.now());
    if (!ahead) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ahead]);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}

/** A duration in seconds as text: `8 s`, `3 min`, `2 h`. */
export function waitText(seconds: number): string {
  if (seconds < 100) return `${seconds} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
