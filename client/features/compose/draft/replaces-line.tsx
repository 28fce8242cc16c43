import { useQuery } from "@tanstack/react-query";
import { links } from "../../../links.ts";
import { submissionQuery } from "../../../queries.ts";
import styles from "../compose.module.css";
import own from "../toolbar.module.css";

/** Which task the one in the form replaces, and the way to create it as a separate task instead. */
export function ReplacesLine({ replaces, onDrop }: { replaces: string | null; onDrop: () => void }) {
  const found = useQuery(submissionQuery(replaces)).data;
  const task = found !== undefined && "created_task" in found ? found.created_task : null;
  return (
    <div className={own.notice} role="status">
      {replaces !== null && (
        <p>
          Replaces <a href={links.submission(replaces)}>{task === null ? "an earlier task" : `task ${task.id}`}</a>,
          which stops once this one is created.{" "}
          <button type="button" className={styles.plain} onClick={onDrop}>
            Create as a separate task
          </button>
        </p>
      )}
    </div>
  );
}
