// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be scrolled by rows that are not in it
// biome-ignore-all lint/a11y/useFocusableInteractive: of a row, its cells have the focus
import { IconTrash } from "@tabler/icons-react";
import type { CSSProperties } from "react";
import { cellSentence } from "../../../../shared/task-file/sentences.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { viewableUrl } from "../../../parts/media/media-url.ts";
import { Thumbnail } from "../../../parts/media/thumbnail.tsx";
import { IconButton } from "../../../ui/button.tsx";
import type { RowProblem } from "../sheet/check-row.ts";
import type { SheetRow } from "../sheet/sheet.ts";
import { words } from "../words.ts";
import { CellEditor } from "./cell-editor.tsx";
import styles from "./grid.module.css";

interface RowProps {
  index: number;
  /** `undefined` until it has come from the worker. */
  row: SheetRow | undefined;
  style: CSSProperties;
  columns: number;
  types: readonly (string | null)[];
  /** The column of the cell that the keys are in; `null` in another row. */
  active: number | null;
  editing: boolean;
  onActive: (column: number) => void;
  onEdit: () => void;
  /** The editor is closed. `text`: `null` if nothing changes. */
  onDone: (id: number, column: number, text: string | null) => void;
  onOffer: (id: number, column: number, text: string) => void;
  onRemove: (id: number) => void;
}

export function GridRow(props: RowProps) {
  const { index, row, style, columns, types, active } = props;
  const w = useWords(words).grid;
  const language = useLanguage();
  if (row === undefined)
    return (
      <div className={styles.row} style={style} role="row" aria-rowindex={index + 2} aria-busy>
        <span role="gridcell" tabIndex={-1} />
      </div>
    );
  const ofRow = row.problems.filter(({ column }) => column === null || column >= columns);
  return (
    <div className={styles.row} style={style} role="row" aria-rowindex={index + 2}>
      <span className={styles.line} role="rowheader" tabIndex={-1} title={rowNote(row, ofRow, w, language)}>
        {row.line}
        {ofRow.length > 0 && <b className={styles.rowProblem}>{w.problem}</b>}
        {ofRow.length === 0 && row.duplicateOf !== null && <small>{w.duplicate}</small>}
        {(ofRow.length > 0 || row.duplicateOf !== null) && (
          <span className={styles.hidden}>{rowNote(row, ofRow, w, language)}</span>
        )}
      </span>
      {Array.from({ length: columns }, (_, column) => (
        <Cell
          key={column}
          {...props}
          row={row}
          column={column}
          type={types[column] ?? null}
          problem={row.problems.find((found) => found.column === column)}
        />
      ))}
      <span role="gridcell" tabIndex={-1} className={styles.cell}>
        <IconButton
          compact
          label={w.remove(row.line)}
          data-place={`${index}:${columns}`}
          tabIndex={active === columns ? 0 : -1}
          onFocus={() => props.onActive(columns)}
          onClick={() => props.onRemove(row.id)}
        >
          <IconTrash size={16} aria-hidden />
        </IconButton>
      </span>
    </div>
  );
}

type GridWords = typeof words.en.grid;

function rowNote(row: SheetRow, problems: readonly RowProblem[], w: GridWords, language: "en" | "ru"): string {
  const said = problems.map((problem) => [problem.path, cellSentence(problem, language)].filter(Boolean).join(": "));
  return [...said, row.duplicateOf !== null && w.duplicateOf(row.duplicateOf)].filter(Boolean).join("\n");
}

type CellProps = Omit<RowProps, "row"> & {
  row: SheetRow;
  column: number;
  type: string | null;
  problem: RowProblem | undefined;
};

function Cell({ index, row, column, type, problem, active, editing, ...actions }: CellProps) {
  const w = useWords(words).grid;
  const language = useLanguage();
  const text = row.cells[column] ?? "";
  const address = /url/i.test(type ?? "") ? viewableUrl(text) : null;
  const offer = problem?.offer ?? null;
  const below = problem ? cellSentence({ ...problem, offer: null }, language) : otherThan(text, row.parsed[column]);
  const isActive = active === column;
  if (isActive && editing)
    return (
      <span role="gridcell" tabIndex={-1} className={styles.cell}>
        <CellEditor text={text} label={w.edit(row.line)} onDone={(next) => actions.onDone(row.id, column, next)} />
      </span>
    );
  return (
    <span
      role="gridcell"
      className={problem ? `${styles.cell} ${styles.bad}` : styles.cell}
      data-place={`${index}:${column}`}
      aria-colindex={column + 2}
      aria-invalid={problem !== undefined || undefined}
      tabIndex={isActive ? 0 : -1}
      onFocus={() => actions.onActive(column)}
      onDoubleClick={() => {
        actions.onActive(column);
        actions.onEdit();
      }}
    >
      {address !== null && <Thumbnail address={address} />}
      <span className={styles.texts}>
        <span className={styles.raw} title={text.slice(0, LONGEST_TITLE)}>
          {text.slice(0, LONGEST_SHOWN)}
        </span>
        {below != null && (
          <span className={styles.below} title={below.slice(0, LONGEST_TITLE)}>
            {problem ? "" : "→ "}
            {below.slice(0, LONGEST_SHOWN)}
            {offer !== null && (
              <button
                type="button"
                className={styles.offer}
                tabIndex={-1}
                onClick={() => actions.onOffer(row.id, column, offer)}
              >
                {w.use(offer)}
              </button>
            )}
          </span>
        )}
      </span>
    </span>
  );
}

/** What was understood, where it does not stand in the cell as it is. */
const otherThan = (text: string, parsed: string | null | undefined): string | null =>
  parsed == null || parsed === text.trim() ? null : parsed;

/** More does not fit a cell, and a megabyte of text slows the browser down. */
const LONGEST_SHOWN = 200;
const LONGEST_TITLE = 2000;
