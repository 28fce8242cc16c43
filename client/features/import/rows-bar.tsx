import type { RefObject } from "react";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/choice/segmented.tsx";
import styles from "./import.module.css";
import type { Reader } from "./sheet/reader.ts";
import type { Counts, Filter } from "./sheet/sheet.ts";
import type { PoolComparison } from "./use-pool-comparison.ts";
import { words } from "./words.ts";

interface RowsBarProps {
  counts: Counts;
  checking: boolean;
  comparison: PoolComparison & { again: () => void };
  filter: Filter;
  onFilter: (filter: Filter) => void;
  reader: RefObject<Reader | null>;
}

/** How many rows there are of each kind, which of them are shown, and what removes duplicates. */
export function RowsBar({ counts, checking, comparison, filter, onFilter, reader }: RowsBarProps) {
  const w = useWords(words);
  const remove = (duplicates: "duplicates" | "pool") => () =>
    void reader.current?.ask("removeFiltered", { filter: duplicates });
  return (
    <>
      <div className={styles.facts}>
        <Segmented
          label={w.show}
          options={[
            { value: "all", label: w.filters.all(counts.rows) },
            { value: "bad", label: w.filters.bad(counts.bad) },
            { value: "duplicates", label: w.filters.duplicates(counts.duplicates) },
            { value: "pool", label: w.filters.pool(counts.inPool) },
          ]}
          value={filter}
          onChange={onFilter}
        />
        {counts.duplicates > 0 && !checking && (
          <Button compact onClick={remove("duplicates")}>
            {w.removeDuplicates}
          </Button>
        )}
        {counts.inPool > 0 && !checking && (
          <Button compact onClick={remove("pool")}>
            {w.removeInPool}
          </Button>
        )}
      </div>
      <div className={styles.facts}>
        <p role="status" className={styles.quiet}>
          {checking ? w.checking(counts.checked, counts.rows) : w.checked(counts.rows, counts.bad)}
        </p>
        <p role="status" className={styles.quiet}>
          {w.compared[comparison.phase](comparison.tasks)}
        </p>
        {comparison.phase === "failed" && (
          <Button compact onClick={comparison.again}>
            {w.compareAgain}
          </Button>
        )}
      </div>
    </>
  );
}
