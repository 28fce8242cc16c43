// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be scrolled by rows that are not in it
// biome-ignore-all lint/a11y/useFocusableInteractive: of a row, its cells have the focus
import { IconTrash } from "@tabler/icons-react";
import { memo } from "react";
import type { Column } from "../../../../shared/task-file/columns.ts";
import { cellSentence } from "../../../../shared/task-file/sentences.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { viewableUrl } from "../../../parts/media/media-url.ts";
import { Thumbnail } from "../../../parts/media/thumbnail.tsx";
import { IconButton } from "../../../ui/button.tsx";
import type { RowProblem } from "../sheet/check-row.ts";
import type { SheetRow } from "../sheet/sheet.ts";
import { words } from "../words.ts";
import styles from "./grid.module.css";

/** What can be done with the rows. These functions stay the same, so that a row is drawn again only when it has changed. */
export interface RowActions {
  onActive: (row: number, column: number) => void;
  onEdit: (row: number, column: number) => void;
  onOffer: (id: number, column: number, text: string) => void;
  onRemove: (id: number) => void;
}

interface RowProps {
  index: number;
  /** `undefined` until it has come from the worker. */
  row: SheetRow | undefined;
  /** The row's place in pixels, and its columns' widths. */
  start: number;
  template: string;
  columns: readonly Column[];
  /** The columns that are drawn: from the first to the one before `to`. */
  from: number;
  to: number;
  /** The column of the cell that the keys are in; `null` in another row. */
  active: number | null;
  actions: RowActions;
}

export const GridRow = memo(function GridRow(props: RowProps) {
  const { index, row, start, template, columns, from, to, active, actions } = props;
  const w = useWords(words).grid;
  const language = useLanguage();
  const style = { transform: `translateY(${start}px)`, gridTemplateColumns: template, height: ROW_HEIGHT };
  if (row === undefined)
    return (
      <div className={styles.row} style={style} role="row" aria-rowindex={index + 2} aria-busy>
        <span role="gridcell" tabIndex={-1} />
      </div>
    );
  const width = columns.length;
  const ofRow = row.problems.filter(({ column }) => column === null || column >= width);
  const note = rowNote(row, ofRow, w, language);
  return (
    <div className={styles.row} style={style} role="row" aria-rowindex={index + 2}>
      <span className={styles.line} role="rowheader" tabIndex={-1} title={note}>
        {row.line}
        {ofRow.length > 0 && <b className={styles.rowProblem}>{w.problem}</b>}
        {ofRow.length === 0 && row.duplicateOf !== null && <small>{w.duplicate}</small>}
        {ofRow.length === 0 && row.duplicateOf === null && row.inPool && <small>{w.inPool}</small>}
        {note !== "" && <span className={styles.hidden}>{note}</span>}
      </span>
      {columns.slice(from, to).map(({ holds }, offset) => (
        <Cell
          key={from + offset}
          index={index}
          row={row}
          column={from + offset}
          url={"spec" in holds && /url/i.test(holds.spec.type)}
          problem={row.problems.find(({ column }) => column === from + offset)}
          active={active === from + offset}
          actions={actions}
        />
      ))}
      <span role="gridcell" tabIndex={-1} className={styles.cell} style={{ gridColumn: width + 2 }}>
        <IconButton
          compact
          label={w.remove(row.line)}
          data-place={`${index}:${width}`}
          tabIndex={active === width ? 0 : -1}
          onFocus={() => actions.onActive(index, width)}
          onClick={() => actions.onRemove(row.id)}
        >
          <IconTrash size={16} aria-hidden />
        </IconButton>
      </span>
    </div>
  );
});

type GridWords = typeof words.en.grid;

function rowNote(row: SheetRow, problems: readonly RowProblem[], w: GridWords, language: "en" | "ru"): string {
  const said = problems.map((problem) => [problem.path, cellSentence(problem, language)].filter(Boolean).join(": "));
  const same = [row.duplicateOf !== null && w.duplicateOf(row.duplicateOf), row.inPool && w.sameInPool];
  return [...said, ...same].filter(Boolean).join("\n");
}

interface CellProps {
  index: number;
  row: SheetRow;
  column: number;
  /** Whether the field holds addresses. */
  url: boolean;
  problem: RowProblem | undefined;
  active: boolean;
  actions: RowActions;
}

function Cell({ index, row, column, url, problem, active, actions }: CellProps) {
  const w = useWords(words).grid;
  const language = useLanguage();
  const text = row.cells[column] ?? "";
  const address = url ? viewableUrl(text) : null;
  const offer = problem?.offer ?? null;
  const below = problem ? cellSentence({ ...problem, offer: null }, language) : otherThan(text, row.parsed[column]);
  return (
    <span
      role="gridcell"
      className={problem ? `${styles.cell} ${styles.bad}` : styles.cell}
      style={{ gridColumn: column + 2 }}
      data-place={`${index}:${column}`}
      aria-colindex={column + 2}
      aria-invalid={problem !== undefined || undefined}
      tabIndex={active ? 0 : -1}
      onFocus={() => actions.onActive(index, column)}
      onDoubleClick={() => actions.onEdit(index, column)}
    >
      {address !== null && <Thumbnail address={address} />}
      <span className={styles.texts}>
        <span className={styles.raw} title={text.slice(0, LONGEST_TITLE)}>
          {text.slice(0, LONGEST_SHOWN)}
        </span>
        {below != null && (
          <span className={styles.below} title={below.slice(0, LONGEST_TITLE)}>
            <span className={styles.said}>
              {problem ? "" : "→ "}
              {below.slice(0, LONGEST_SHOWN)}
            </span>
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

/** In pixels: two lines of a cell. */
export const ROW_HEIGHT = 56;

/** What was understood, where it does not stand in the cell as it is. */
const otherThan = (text: string, parsed: string | null | undefined): string | null =>
  parsed == null || parsed === text.trim() ? null : parsed;

/** More does not fit a cell, and a megabyte of text slows the browser down. */
const LONGEST_SHOWN = 200;
const LONGEST_TITLE = 2000;
