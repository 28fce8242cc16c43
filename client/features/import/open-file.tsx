import { type RefObject, useState } from "react";
import type { PoolWithProject } from "../../../shared/api/routes.ts";
import { columnSentence } from "../../../shared/task-file/sentences.ts";
import { useLanguage, useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Segmented } from "../../ui/choice/segmented.tsx";
import { Strip } from "../../ui/strip.tsx";
import { Grid } from "./grid/grid.tsx";
import styles from "./import.module.css";
import { ENCODINGS } from "./reading/encodings.ts";
import type { Choices } from "./reading/read-file.ts";
import { DELIMITERS } from "./reading/table-text.ts";
import { type ChosenOptions, SendBar } from "./sending/send-bar.tsx";
import type { Opened } from "./sheet/messages.ts";
import type { Reader } from "./sheet/reader.ts";
import type { Filter } from "./sheet/sheet.ts";
import type { SheetState } from "./use-sheet.ts";
import { words } from "./words.ts";

interface OpenFileProps {
  found: PoolWithProject;
  production: boolean;
  state: Extract<SheetState, { phase: "open" }>;
  reader: RefObject<Reader | null>;
  options: ChosenOptions;
  onChoices: (choices: Choices) => void;
  onClose: () => void;
}

/** A file that was read: how it was understood, its rows, and what creates the tasks. */
export function OpenFile({ found, production, state, reader, options, onChoices, onClose }: OpenFileProps) {
  const w = useWords(words);
  const { opened, counts, checking } = state;
  const [filter, setFilter] = useState<Filter>("all");
  const blocked = opened.columnProblems.some(({ blocks }) => blocks);
  // Rows of a filter stay while they are mended; the next check of the whole file sorts them anew.
  return (
    <>
      <div className={styles.facts}>
        <b className={styles.name}>{state.name}</b>
        <span className={styles.quiet}>{w.kinds[opened.kind]}</span>
        <Recognised opened={opened} onChoices={onChoices} />
        <Button compact look="quiet" onClick={onClose}>
          {w.other}
        </Button>
      </div>
      <Columns opened={opened} />
      {!blocked && (
        <>
          <div className={styles.facts}>
            <Segmented
              label={w.show}
              options={[
                { value: "all", label: w.filters.all(counts.rows) },
                { value: "bad", label: w.filters.bad(counts.bad) },
                { value: "duplicates", label: w.filters.duplicates(counts.duplicates) },
              ]}
              value={filter}
              onChange={setFilter}
            />
            {counts.duplicates > 0 && !checking && (
              <Button compact onClick={() => void reader.current?.ask("removeDuplicates", null)}>
                {w.removeDuplicates}
              </Button>
            )}
            <p role="status" className={styles.quiet}>
              {checking ? w.checking(counts.checked, counts.rows) : w.checked(counts.rows, counts.bad)}
            </p>
          </div>
          <Grid key={filter} reader={reader} opened={opened} filter={filter} version={state.version} />
          <SendBar
            found={found}
            production={production}
            counts={counts}
            checking={checking}
            reader={reader}
            options={options}
            file={{ name: state.name, header: opened.titles }}
          />
        </>
      )}
    </>
  );
}

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
            onChange={(event) =>
              onChoices({ ...given({ delimiter }), encoding: event.currentTarget.value as typeof encoding })
            }
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
            onChange={(event) =>
              onChoices({ ...given({ encoding }), delimiter: event.currentTarget.value as typeof delimiter })
            }
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

const given = (choices: Partial<Pick<Opened, "encoding" | "delimiter">>): Choices =>
  Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== null));

/** What is wrong with the header, and which columns are left out. */
function Columns({ opened }: { opened: Opened }) {
  const w = useWords(words);
  const language = useLanguage();
  const problems = opened.columnProblems;
  if (problems.length === 0) return null;
  const blocks = problems.some((problem) => problem.blocks);
  return (
    <Strip tone={blocks ? "bad" : "warning"} role={blocks ? "alert" : "status"}>
      <p className={styles.columnsHead}>{blocks ? w.columnsBlock : w.columnsNoted}</p>
      <ul className={styles.columns}>
        {problems.slice(0, MOST_SHOWN).map((problem) => (
          <li key={`${problem.code} ${problem.title}`}>{columnSentence(problem, language)}</li>
        ))}
      </ul>
    </Strip>
  );
}
const MOST_SHOWN = 20;
