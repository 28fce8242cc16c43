import { IconCopyPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { type Submission, tasksOf } from "../../../../shared/submission.ts";
import { isJsonObject, type Json, stringifyJson } from "../../../../shared/values/json.ts";
import { useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { clockMinute } from "../../../parts/clock.ts";
import { firstMedia, Thumbnail } from "../../../parts/media/thumbnail.tsx";
import { StatusLabel } from "../../../parts/submission/status.tsx";
import { createdCountQuery, latestSubmissionsQuery } from "../../../queries.ts";
import { buttonClass } from "../../../ui/button.tsx";
import { MiddleCut } from "../../../ui/middle-cut.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import styles from "../compose.module.css";
import { words } from "../words.ts";
import own from "./recent-panel.module.css";

const SHOWN = 6;

/** The pool's latest submissions, and how many tasks were created in it today. */
export function RecentPanel({ poolId }: { poolId: string }) {
  const w = useWords(words).panels;
  const recent = useQuery(latestSubmissionsQuery(poolId, SHOWN));
  const today = useQuery(createdCountQuery(poolId, startOfToday())).data;
  return (
    <section aria-label={w.recentTitle}>
      <p className={own.count}>{today && w.createdToday(today.created)}</p>
      {recent.isError && recent.data === undefined && <p className={styles.quiet}>{w.recentFailed}</p>}
      {recent.data?.items.length === 0 && <p className={styles.quiet}>{w.recentEmpty}</p>}
      <ul className={own.list} aria-busy={recent.isPending}>
        {recent.isPending &&
          Array.from({ length: SHOWN }, (_, row) => (
            <li key={row}>
              <Skeleton height="2.5rem" />
            </li>
          ))}
        {recent.data?.items.map((submission) => (
          <li key={submission.operation_id}>
            <RecentRow submission={submission} poolId={poolId} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function RecentRow({ submission, poolId }: { submission: Submission; poolId: string }) {
  const w = useWords(words).panels;
  const values = tasksOf(submission)[0]?.input_values;
  const input = isJsonObject(values) ? values : {};
  const content = contentOf(input) ?? w.noValues;
  const taskId = "created_task" in submission ? submission.created_task?.id : undefined;
  return (
    <>
      <Thumbnail address={firstMedia(input)} />
      <span className={own.text}>
        <Link href={links.submission(submission.operation_id)}>
          <MiddleCut text={content} />
        </Link>
        <span className={own.facts}>
          {taskId !== undefined && (
            <code className={own.id}>
              <MiddleCut text={taskId} />
            </code>
          )}
          <time dateTime={submission.created_at}>{clockMinute(submission.created_at)}</time>
        </span>
      </span>
      <StatusLabel {...submission} />
      <Link
        className={`${buttonClass({ look: "quiet", compact: true })} ${own.similar}`}
        href={links.newTask(poolId, `similar=${submission.operation_id}`)}
        title={w.similar(content)}
        aria-label={w.similar(content)}
      >
        <IconCopyPlus size={16} aria-hidden />
      </Link>
    </>
  );
}

function startOfToday(): string {
  const day = new Date();
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}

/** The first values of a task, addresses shortened to their file names. */
function contentOf(values: Record<string, Json>): string | null {
  const texts = Object.values(values).slice(0, 4).map(textOf);
  return texts.length === 0 ? null : texts.join(" · ");
}

function textOf(value: Json): string {
  const text = typeof value === "string" ? value : stringifyJson(value);
  const name = /^https?:\/\/\S+\/([^/?#]+)\/?(?:[?#]|$)/.exec(text)?.[1];
  return name ?? (text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
