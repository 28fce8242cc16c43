import { Link } from "wouter";
import type { Submission } from "../../../shared/submission.ts";
import { tasksOf } from "../../../shared/submission.ts";
import { links } from "../../links.ts";
import { StatusLabel } from "../../parts/status.tsx";
import { contentWords, outcomeWords } from "./content-words.ts";
import styles from "./history.module.css";

/** The list; a row's time is a link to it. On a narrow page each row is a card with the column's name before its value. */
export function SubmissionTable({
  items,
  search,
  opened,
}: {
  items: Submission[];
  search: string;
  opened: string | undefined;
}) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Status</th>
          <th scope="col">Pool</th>
          <th scope="col">Content</th>
          <th scope="col">Task</th>
          <th scope="col">Who</th>
        </tr>
      </thead>
      <tbody>
        {items.map((submission) => (
          <Row
            key={submission.operation_id}
            submission={submission}
            search={search}
            current={submission.operation_id === opened}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({ submission, search, current }: { submission: Submission; search: string; current: boolean }) {
  const { operation_id, created_at, status, next_at, created_by, foreign, environment } = submission;
  const content = contentWords(submission);
  const outcome = outcomeWords(submission);
  const href = `${links.submission(operation_id)}${search === "" ? "" : `?${search}`}`;
  return (
    <tr className={current ? styles.current : undefined}>
      <td data-label="When">
        <Link className={styles.rowLink} href={href} aria-current={current ? "true" : undefined}>
          <time dateTime={created_at} title={created_at}>
            {when(new Date(created_at))}
          </time>
        </Link>
      </td>
      <td data-label="Status">
        <StatusLabel status={status} next_at={next_at} />
        {foreign && <span className={styles.foreign}>waits for another Toloka ({environment})</span>}
      </td>
      <td data-label="Pool">{tasksOf(submission)[0]?.pool_id}</td>
      <td data-label="Content" className={styles.clipped} title={content}>
        {content}
      </td>
      <td data-label="Task" className={styles.clipped} title={outcome}>
        {outcome}
      </td>
      <td data-label="Who">{created_by}</td>
    </tr>
  );
}

/** The time alone for today, the date before it otherwise. */
function when(date: Date): string {
  const time = date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return date.toDateString() === new Date().toDateString() ? time : `${date.toLocaleDateString()} ${time}`;
}
