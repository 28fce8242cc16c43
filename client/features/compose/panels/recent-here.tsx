import { useQuery } from "@tanstack/react-query";
import { Link } from "wouter";
import { type Submission, tasksOf } from "../../../../shared/submission.ts";
import { isJsonObject, type Json, stringifyJson } from "../../../../shared/values/json.ts";
import { links } from "../../../links.ts";
import { clockMinute } from "../../../parts/clock.ts";
import { StatusLabel } from "../../../parts/status.tsx";
import { createdCountQuery, latestSubmissionsQuery } from "../../../queries.ts";
import styles from "../compose.module.css";
import own from "./recent-here.module.css";

const SHOWN = 6;

/** The pool's latest submissions, and how many tasks were created in it today. */
export function RecentHere({ poolId }: { poolId: string }) {
  const recent = useQuery(latestSubmissionsQuery(poolId, SHOWN));
  const today = useQuery(createdCountQuery(poolId, startOfToday()));
  const items = recent.data?.items ?? [];
  return (
    <section className={own.recent} aria-labelledby="recent-heading">
      <h2 id="recent-heading">
        Recent here
        {today.data && <span className={own.count}>{today.data.created} created today</span>}
      </h2>
      {recent.isError && <p className={styles.quiet}>The list could not be loaded.</p>}
      {recent.isSuccess && items.length === 0 && (
        <p className={styles.quiet}>Nothing yet: tasks created in this pool stand here.</p>
      )}
      <ul>
        {items.map((submission) => (
          <li key={submission.operation_id}>
            <time dateTime={submission.created_at}>{clockMinute(submission.created_at)}</time>
            <StatusLabel {...submission} />
            <Link className={own.recentText} href={links.submission(submission.operation_id)}>
              {contentOf(submission)}
            </Link>
            <Link className={own.similar} href={links.newTask(poolId, `similar=${submission.operation_id}`)}>
              Similar<span className={styles.unseen}> to {contentOf(submission)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function startOfToday(): string {
  const day = new Date();
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
}

/** The first values of a submission's first task, addresses shortened to their file names. */
function contentOf(submission: Submission): string {
  const values = tasksOf(submission)[0]?.input_values;
  const words = Object.values(isJsonObject(values) ? values : {})
    .slice(0, 4)
    .map(wordsOf);
  return words.length === 0 ? "no values" : words.join(" · ");
}

function wordsOf(value: Json): string {
  const text = typeof value === "string" ? value : stringifyJson(value);
  const name = /^https?:\/\/\S+\/([^/?#]+)\/?(?:[?#]|$)/.exec(text)?.[1];
  return name ?? (text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
