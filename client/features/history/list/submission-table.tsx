import { type Submission, tasksOf } from "../../../../shared/submission.ts";
import { useWords } from "../../../language.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { problemWords } from "../content-words.ts";
import { usePoolNames } from "../pool-names.ts";
import { words } from "../words.ts";
import { SubmissionRow } from "./submission-row.tsx";
import styles from "./submission-table.module.css";
import type { Selection } from "./use-selection.ts";

interface TableProps {
  items: readonly Submission[];
  search: string;
  opened: string | undefined;
  selection: Selection;
}

/** The list. Where it is narrow, each row is a card. */
export function SubmissionTable({ items, search, opened, selection }: TableProps) {
  const names = usePoolNames(items.filter(({ foreign }) => !foreign).map(poolOf));
  return (
    <div className={styles.card}>
      <table className={styles.table} data-no-problems={items.every(hasNoProblem) || undefined}>
        <Head all={items.every(({ operation_id }) => selection.has(operation_id))} onAll={selection.toggleAll} />
        <tbody>
          {items.map((submission) => (
            <SubmissionRow
              key={submission.operation_id}
              submission={submission}
              pool={poolOf(submission)}
              poolName={submission.foreign ? undefined : names.get(poolOf(submission))}
              search={search}
              opened={opened}
              selected={selection.has(submission.operation_id)}
              onSelect={(range) => selection.toggle(submission.operation_id, range)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether its cell in the column "Problem" is empty. */
const hasNoProblem = (submission: Submission): boolean => !submission.foreign && problemWords(submission) === "";

const poolOf = (submission: Submission): string => tasksOf(submission)[0]?.pool_id ?? "";

function Head({ all, onAll }: { all: boolean; onAll?: () => void }) {
  const w = useWords(words).list;
  const { select, ...columns } = w.columns;
  return (
    <thead>
      <tr>
        <th scope="col" className={styles.select}>
          {onAll ? (
            <input type="checkbox" aria-label={w.selectAll} checked={all} onChange={onAll} />
          ) : (
            <span className="unseen">{select}</span>
          )}
        </th>
        {Object.entries(columns).map(([name, text]) => (
          <th scope="col" key={name} className={styles[name]}>
            {text}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const SKELETONS = 12;

/** While the first page is loaded. */
export function TableSkeleton() {
  return (
    <div className={styles.card} aria-hidden>
      <table className={styles.table}>
        <Head all={false} />
        <tbody>
          {Array.from({ length: SKELETONS }, (_row, index) => (
            <tr key={index}>
              <td className={styles.select} />
              <td className={styles.name}>
                <span className={styles.content}>
                  <Skeleton width="2.5rem" height="2.5rem" />
                  <Skeleton width="60%" height="1rem" />
                </span>
              </td>
              <td className={styles.status}>
                <Skeleton width="5.5rem" height="1.5rem" />
              </td>
              <td className={styles.task} />
              <td className={styles.problem} />
              <td className={styles.pool} />
              <td className={styles.person} />
              <td className={styles.time}>
                <Skeleton width="4.5rem" height="1rem" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
