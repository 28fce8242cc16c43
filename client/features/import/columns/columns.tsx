import type { ColumnChoices, Specs } from "../../../../shared/task-file/columns.ts";
import { columnSentence } from "../../../../shared/task-file/sentences.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { Button } from "../../../ui/button.tsx";
import { Disclosure } from "../../../ui/choice/disclosure.tsx";
import { Strip } from "../../../ui/strip.tsx";
import type { Opened } from "../sheet/messages.ts";
import { words } from "../words.ts";
import { ColumnList } from "./column-list.tsx";
import styles from "./columns.module.css";

interface ColumnsProps {
  opened: Opened;
  specs: Specs;
  choices: ColumnChoices;
  onChoose: (choices: ColumnChoices) => void;
  /** The first row is read as titles, or as values. */
  onTitled: (titled: boolean) => void;
}

/** How the columns of a file are read: what is wrong with them, the nearest fields, and a choice for each. */
export function Columns(props: ColumnsProps) {
  const { opened, onTitled } = props;
  const w = useWords(words).columns;
  if (opened.titled === null) return null;
  const used = opened.columns.filter(({ holds }) => holds.kind !== "apart").length;
  const blocked = opened.columnProblems.some(({ blocks }) => blocks);
  const list = <ColumnList {...props} />;
  return (
    <>
      {opened.columnProblems.length > 0 && <Problems {...props} blocked={blocked} />}
      {blocked ? list : <Disclosure summary={w.used(used, opened.columns.length)}>{list}</Disclosure>}
      {!opened.titled && (
        <p className={styles.untitled}>
          {w.untitled}{" "}
          <Button compact onClick={() => onTitled(true)}>
            {w.firstRowTitles}
          </Button>
        </p>
      )}
    </>
  );
}

function Problems({ opened, choices, onChoose, onTitled, blocked }: ColumnsProps & { blocked: boolean }) {
  const w = useWords(words).columns;
  const language = useLanguage();
  const problems = opened.columnProblems;
  const nearest = problems.flatMap(({ column, nearest }) =>
    column === null || nearest === null ? [] : [[column, nearest] as const],
  );
  const untitled = opened.titled && problems.some(({ code }) => code === "NO_TASK_COLUMN");
  return (
    <Strip tone={blocked ? "bad" : "warning"} role={blocked ? "alert" : "status"}>
      <p className={styles.head}>{blocked ? w.block : w.noted}</p>
      <ul className={styles.problems}>
        {problems.slice(0, MOST_SHOWN).map((problem) => (
          <li key={`${problem.code} ${problem.column} ${problem.title}`}>
            {columnSentence(problem, language)}{" "}
            {problem.column !== null && problem.nearest !== null && (
              <Button compact onClick={() => onChoose({ ...choices, [problem.column!]: problem.nearest })}>
                {w.readAs(problem.nearest)}
              </Button>
            )}{" "}
            {problem.column !== null && problem.blocks && (
              <Button compact look="quiet" onClick={() => onChoose({ ...choices, [problem.column!]: null })}>
                {w.leaveOut}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {nearest.length > 1 && (
        <Button compact onClick={() => onChoose({ ...choices, ...Object.fromEntries(nearest) })}>
          {w.readAllAs(nearest.length)}
        </Button>
      )}
      {untitled && (
        <Button compact onClick={() => onTitled(false)}>
          {w.firstRowValues}
        </Button>
      )}
    </Strip>
  );
}
const MOST_SHOWN = 20;
