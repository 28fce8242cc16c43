import { type ColumnChoices, columnTitles, type Specs, titleOf } from "../../../../shared/task-file/columns.ts";
import { useWords } from "../../../language.ts";
import type { Opened } from "../sheet/messages.ts";
import { words } from "../words.ts";
import styles from "./columns.module.css";

interface ColumnListProps {
  opened: Opened;
  specs: Specs;
  choices: ColumnChoices;
  onChoose: (choices: ColumnChoices) => void;
}

/** Each column with its first cell and the field that it is read as, to choose. */
export function ColumnList({ opened, specs, choices, onChoose }: ColumnListProps) {
  const w = useWords(words).columns;
  const titles = columnTitles(specs);
  const undecided = new Set(opened.columnProblems.filter(({ blocks }) => blocks).map(({ column }) => column));
  const hidden = opened.columns.length - MOST_SHOWN;
  return (
    <>
      <ul className={styles.list}>
        {opened.columns.slice(0, MOST_SHOWN).map(({ title, holds }, index) => (
          <li key={index} className={styles.column}>
            <span className={styles.title}>{title || w.number(index + 1)}</span>
            <span className={styles.sample}>{opened.samples[index]}</span>
            <select
              className={styles.select}
              aria-label={w.fieldOf(title || w.number(index + 1))}
              value={holds.kind !== "apart" ? titleOf(holds) : undecided.has(index) ? UNDECIDED : ""}
              onChange={(event) => onChoose({ ...choices, [index]: event.currentTarget.value || null })}
            >
              {undecided.has(index) && (
                <option value={UNDECIDED} disabled>
                  {w.choose}
                </option>
              )}
              <option value="">{w.leftOut}</option>
              {titles.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </select>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className={styles.sample}>{w.more(hidden)}</p>}
    </>
  );
}
/** The choice of a column that blocks until something is chosen. No title is like it. */
const UNDECIDED = " ";
/** More columns than fields of a pool are hardly chosen one by one. */
const MOST_SHOWN = 300;
