import { type RefObject, useEffect, useState } from "react";
import type { PoolWithProject } from "../../../shared/api/routes.ts";
import { type ColumnChoices, titleOf } from "../../../shared/task-file/columns.ts";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Columns } from "./columns/columns.tsx";
import { Grid } from "./grid/grid.tsx";
import styles from "./import.module.css";
import { ENCODINGS } from "./reading/encodings.ts";
import type { Choices } from "./reading/read-file.ts";
import { DELIMITERS } from "./reading/table-text.ts";
import { RowsBar } from "./rows-bar.tsx";
import { type ChosenOptions, SendBar } from "./sending/send-bar.tsx";
import type { Opened } from "./sheet/messages.ts";
import type { Reader } from "./sheet/reader.ts";
import type { Filter } from "./sheet/sheet.ts";
import { usePoolComparison } from "./use-pool-comparison.ts";
import type { OpenSheet } from "./use-sheet.ts";
import { words } from "./words.ts";

interface OpenFileProps {
  found: PoolWithProject;
  production: boolean;
  state: OpenSheet;
  reader: RefObject<Reader | null>;
  options: ChosenOptions;
  onChoices: (choices: Choices) => void;
  onColumns: (choices: ColumnChoices) => void;
  onClose: () => void;
}

/** A file that was read: how it was understood, its rows, and what creates the tasks. */
export function OpenFile({ found, production, state, reader, options, onChoices, onColumns, onClose }: OpenFileProps) {
  const w = useWords(words);
  const { opened, counts, checking } = state;
  const { columns } = opened;
  const [filter, setFilter] = useState<Filter>("all");
  const comparison = usePoolComparison(found.pool.id, reader);
  useQuestionBeforeLeaving();
  const blocked = opened.columnProblems.some(({ blocks }) => blocks);
  const reread = (choices: Choices) => onChoices({ ...chosenNow(opened), ...choices });
  // Rows of a filter stay while they are mended; the next check of the whole file sorts them anew.
  return (
    <>
      <div className={styles.facts}>
        <b className={styles.name}>{state.name}</b>
        <span className={styles.quiet}>{w.kinds[opened.kind]}</span>
        <Recognised opened={opened} onChoices={reread} />
        <Button compact look="quiet" onClick={onClose}>
          {w.other}
        </Button>
      </div>
      <Columns
        opened={opened}
        specs={found.project.task_spec}
        choices={state.choices}
        onChoose={onColumns}
        onTitled={(titled) => reread({ titled })}
      />
      {!blocked && (
        <>
          <RowsBar
            counts={counts}
            checking={checking}
            comparison={comparison}
            filter={filter}
            onFilter={setFilter}
            reader={reader}
          />
          <Grid
            key={filter}
            reader={reader}
            columns={columns}
            poolId={found.pool.id}
            filter={filter}
            version={state.version}
          />
          <SendBar
            found={found}
            production={production}
            counts={counts}
            checking={checking}
            reader={reader}
            options={options}
            file={{ name: state.name, header: columns.map(titleShown) }}
          />
        </>
      )}
    </>
  );
}

/** The rows, and what was changed in them, are on this page alone: the browser asks before it closes or reloads it. */
function useQuestionBeforeLeaving(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
}

const titleShown = ({ title, holds }: Opened["columns"][number]): string =>
  title || (holds.kind === "apart" ? "" : titleOf(holds));

/** The encoding and the delimiter that were recognised, to change. */
function Recognised({ opened, onChoices }: { opened: Opened; onChoices: (choices: Choices) => void }) {
  const w = useWords(words);
  const { encoding, delimiter } = opened;
  return (
    <>
      {encoding !== null && (
        <label className={styles.choice}>
          {w.encoding}
          <select
            value={encoding}
            onChange={(event) => onChoices({ encoding: event.currentTarget.value as typeof encoding })}
          >
            {ENCODINGS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
      )}
      {delimiter !== null && (
        <label className={styles.choice}>
          {w.delimiter}
          <select
            value={delimiter}
            onChange={(event) => onChoices({ delimiter: event.currentTarget.value as typeof delimiter })}
          >
            {DELIMITERS.map((one) => (
              <option key={one} value={one}>
                {w.delimiters[one]}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

/** How the file was read, to read it again in the same way but for one choice. */
function chosenNow({ encoding, delimiter, titled }: Opened): Choices {
  return {
    ...(encoding === null ? {} : { encoding }),
    ...(delimiter === null ? {} : { delimiter }),
    ...(titled === null ? {} : { titled }),
  };
}
