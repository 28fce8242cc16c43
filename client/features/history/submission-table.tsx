import { Link } from "wouter";
import { type Submission, tasksOf } from "../../../shared/submission.ts";
import { links } from "../../links.ts";
import { Ago } from "../../parts/moment.tsx";
import { StatusLabel } from "../../parts/status.tsx";
import { contentWords, outcomeWords } from "./content-words.ts";
import { usePoolNames } from "./pool-names.ts";
import styles from "./submission-table.module.css";

const COLUMNS = ["When", "Status", "Pool", "Content", "Task", "Who"] as const;

/** The list. A row's time links to the submission. On a narrow page each row is a card with the columns' names. */
export function SubmissionTable(props: { items: Submission[]; search: string; opened: string | undefined }) {
  const { items, search, opened } = props;
  const names = usePoolNames(items.filter(({ foreign }) => !foreign).map(poolOf));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((submission) => (
          <Row
            key={submission.operation_id}
            submission={submission}
            poolName={submission.foreign ? undefined : names.get(poolOf(submission))}
            search={search}
            current={submission.operation_id === opened}
          />
        ))}
      </tbody>
    </table>
  );
}

const poolOf = (submission: Submission): string => tasksOf(submission)[0]?.pool_id ?? "";

interface RowProps {
  submission: Submission;
  poolName: string | undefined;
  search: string;
  current: boolean;
}

function Row({ submission, poolName, search, current }: RowProps) {
  const { operation_id, created_at, next_at, created_by, foreign, environment } = submission;
  const content = contentWords(submission);
  const outcome = outcomeWords(submission);
  const pool = poolOf(submission);
  return (
    <tr className={current ? styles.current : undefined}>
      <td data-label="When">
        <Link
          className={styles.rowLink}
          href={links.submission(operation_id, search)}
          aria-current={current ? "true" : undefined}
        >
          <Ago at={created_at} />
        </Link>
      </td>
      <td data-label="Status">
        <StatusLabel {...submission} next_at={foreign ? null : next_at} />
        {foreign && <span className={styles.foreign}>waits for another Toloka ({environment})</span>}
      </td>
      <td data-label="Pool" className={styles.clipped} title={pool}>
        {poolName === undefined ? pool : `${poolName} · ${pool}`}
      </td>
      <td data-label="Content" className={styles.clipped} title={content}>
        {content}
      </td>
      <td data-label="Task" className={styles.clipped} title={outcome}>
        {outcome}
      </td>
      <td data-label="Who" className={styles.clipped} title={created_by}>
        {created_by}
      </td>
    </tr>
  );
}
