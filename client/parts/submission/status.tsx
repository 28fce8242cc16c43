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
import { isMoving, isStopped, type Status, type Submission } from "../../../shared/submission.ts";
import { useWords, wordsNow } from "../../language.ts";
import { Pill, type Tone } from "../../ui/pill.tsx";
import { waitText } from "../clock.ts";
import { words } from "../words.ts";
import styles from "./status.module.css";

const LOOKS: Record<Status | "stopped", { Icon: TablerIcon; tone: Tone }> = {
  queued: { Icon: IconClock, tone: "neutral" },
  sending: { Icon: IconArrowUp, tone: "accent" },
  waiting: { Icon: IconHourglass, tone: "accent" },
  created: { Icon: IconCheck, tone: "good" },
  rejected: { Icon: IconX, tone: "bad" },
  uncertain: { Icon: IconHelp, tone: "warning" },
  cancelled: { Icon: IconBan, tone: "neutral" },
  stopped: { Icon: IconPlayerPause, tone: "neutral" },
};

type Standing = Pick<Submission, "status" | "stopped">;

const standingOf = ({ status, stopped }: Standing): Status | "stopped" =>
  stopped !== null && isStopped(stopped) ? "stopped" : status;

/** The status of a submission in a word. A stopped task says so. */
export const statusText = (submission: Standing): string => wordsNow(words).statuses[standingOf(submission)];

/** The same as a pill. While the sender waits, it counts down to `next_at` (ISO 8601). */
export function StatusLabel(props: Standing & Pick<Submission, "next_at" | "undo_until">) {
  const w = useWords(words);
  const seconds = useSecondsUntil(isMoving(props.status) ? props.next_at : null);
  const standing = standingOf(props);
  const { Icon, tone } = LOOKS[standing];
  if (seconds === null || seconds <= 0)
    return (
      <Pill tone={tone} icon={<Icon size={14} aria-hidden />}>
        {w.statuses[standing]}
      </Pill>
    );
  const text = props.undo_until === null ? w.retryingIn(waitText(seconds)) : w.sendingIn(waitText(seconds));
  return (
    <Pill
      tone={props.undo_until === null ? "warning" : "neutral"}
      icon={props.undo_until === null ? <IconRefresh size={14} aria-hidden /> : <IconClock size={14} aria-hidden />}
    >
      <span className={styles.count}>{text}</span>
    </Pill>
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
