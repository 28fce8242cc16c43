import { useWords } from "../../language.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import styles from "./compose.module.css";
import { words } from "./words.ts";

const FIELDS = [0, 1, 2, 3];

/** Takes the form's place while its pool is read, in about its size. */
export function ComposeSkeleton() {
  const w = useWords(words).page;
  return (
    <div className={styles.page} role="status" aria-busy="true" aria-label={w.loading}>
      <Skeleton height="7.5rem" />
      <div className={styles.columns}>
        <div className={styles.task}>
          <Skeleton height="2rem" width="10rem" />
          {FIELDS.map((field) => (
            <div key={field} className={styles.waiting}>
              <Skeleton height="1.25rem" width="12rem" />
              <Skeleton height="2rem" />
            </div>
          ))}
        </div>
        <div className={styles.side}>
          <Skeleton height="26.25rem" />
          <Skeleton height="12rem" />
        </div>
      </div>
    </div>
  );
}
