import { Link, useLocation } from "wouter";
import { type Submission, tasksOf } from "../../../../shared/submission.ts";
import { useWords } from "../../../language.ts";
import { links } from "../../../links.ts";
import { firstMedia, Thumbnail } from "../../../parts/media/thumbnail.tsx";
import { Ago } from "../../../parts/moment.tsx";
import { StatusLabel } from "../../../parts/submission/status.tsx";
import { words as tolokaWords } from "../../../parts/toloka/words.ts";
import { MiddleCut } from "../../../ui/middle-cut.tsx";
import { contentWords, createdTaskId, problemWords } from "../content-words.ts";
import { openingState } from "../opening.ts";
import { words } from "../words.ts";
import { ROW } from "./rows.ts";
import styles from "./submission-table.module.css";

interface RowProps {
  submission: Submission;
  pool: string;
  poolName: string | undefined;
  search: string;
  /** The submission in the panel. */
  opened: string | undefined;
  selected: boolean;
  onSelect: (range: boolean) => void;
}

/** A row. All of it opens the submission; with Shift it selects. */
export function SubmissionRow({ submission, pool, poolName, search, opened, selected, onSelect }: RowProps) {
  const w = useWords(words).list;
  const { environments } = useWords(tolokaWords);
  const [, navigate] = useLocation();
  const { operation_id, created_at, next_at, created_by, foreign, environment } = submission;
  const content = contentWords(submission);
  const problem = problemWords(submission);
  const href = links.submission(operation_id, search);
  const way = { replace: opened !== undefined, state: openingState(opened) };
  const press = (event: React.MouseEvent) => {
    if (event.shiftKey) {
      event.preventDefault();
      onSelect(true);
    } else if (!(event.target as Element).closest("a, input, label") && getSelection()?.isCollapsed !== false)
      navigate(href, way);
  };
  return (
    <tr
      className={styles.row}
      data-opened={operation_id === opened || undefined}
      data-selected={selected || undefined}
      onClick={press}
    >
      <td className={styles.select}>
        <label className={styles.check}>
          <input
            type="checkbox"
            aria-label={w.select(content)}
            checked={selected}
            onClick={(event) => event.stopPropagation()}
            onChange={({ nativeEvent }) => onSelect(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
          />
        </label>
      </td>
      <td className={styles.name}>
        <Link
          className={styles.content}
          href={href}
          {...way}
          {...{ [ROW]: operation_id }}
          aria-current={operation_id === opened ? "true" : undefined}
        >
          <Thumbnail address={firstMedia(tasksOf(submission)[0]?.input_values)} />
          <MiddleCut text={content} />
        </Link>
      </td>
      <td className={styles.status}>
        <StatusLabel {...submission} next_at={foreign ? null : next_at} />
      </td>
      <td className={styles.task}>
        <MiddleCut text={createdTaskId(submission)} />
      </td>
      <td className={styles.problem} title={problem}>
        {foreign ? w.foreign(environments[environment]) : problem}
      </td>
      <td className={styles.pool} title={pool}>
        {poolName ?? pool}
      </td>
      <td className={styles.person} title={created_by}>
        {created_by}
      </td>
      <td className={styles.time}>
        <Ago at={created_at} />
      </td>
    </tr>
  );
}
