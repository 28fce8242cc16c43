// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be scrolled by rows that are not in it
// biome-ignore-all lint/a11y/useFocusableInteractive: of a row, its cells have the focus
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { Column } from "../../../../shared/task-file/columns.ts";
import { useWords } from "../../../language.ts";
import type { Reader } from "../sheet/reader.ts";
import type { Filter } from "../sheet/sheet.ts";
import { words } from "../words.ts";
import { CellEditor, type Step } from "./cell-editor.tsx";
import { fieldOf } from "./cell-text.ts";
import styles from "./grid.module.css";
import { keyMeaning, type Place, stepFrom } from "./grid-keys.ts";
import { GridRow, ROW_HEIGHT, type RowActions } from "./grid-row.tsx";
import { type ColumnRange, useColumns } from "./use-columns.ts";
import { useWindow } from "./use-window.ts";

interface GridProps {
  reader: RefObject<Reader | null>;
  columns: readonly Column[];
  poolId: string;
  filter: Filter;
  version: number;
}

/** The least width of a column. */
const COLUMN_REM = 14;

/** The cell that is edited. It stays, also if its row is scrolled away or no longer in the filter. */
interface Editing extends Place {
  id: number;
  line: number;
  text: string;
  letter: string | null;
  place: { top: number; left: number; width: number };
}

/** The rows of a file: what each cell says, how it was understood, and what is wrong with it. */
export function Grid({ reader, columns, poolId, filter, version }: GridProps) {
  const w = useWords(words);
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Editing | null>(null);
  const moved = useRef(false);
  const [total, setTotal] = useState(0);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();
  const shown = useWindow(reader, { filter, version, from: items[0]?.index ?? 0, to: items.at(-1)?.index ?? 30 });
  useEffect(() => setTotal(shown.total), [shown.total]);
  const width = columns.length;
  const { from, to } = useColumns(scroller, width);
  const template = `4.5rem repeat(${width}, minmax(0, 1fr)) 3rem`;
  const least = `max(100%, ${width * COLUMN_REM + 7.5}rem)`;

  // After a key press the cell that it moved to has the focus, as soon as its row is there.
  useEffect(() => {
    if (!moved.current || editing !== null) return;
    const cell = cellAt(scroller.current, active);
    if (cell === null) return;
    moved.current = false;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const go = (place: Place): void => {
    moved.current = true;
    setActive(place);
    virtual.scrollToIndex(place.row);
    const box = scroller.current;
    if (box !== null && place.column < width && (place.column < from || place.column >= to))
      box.scrollLeft = (box.scrollWidth / width) * place.column - box.clientWidth / 2;
  };
  const change = (id: number, column: number, text: string): void => {
    void reader.current?.ask("edit", { id, column, text });
  };
  const edit = (place: Place, letter: string | null): void => {
    const row = shown.rows.get(place.row);
    const cell = cellAt(scroller.current, place);
    if (row === undefined || cell === null || frame.current === null) return;
    const { id, line, cells } = row;
    setActive(place);
    setEditing({ ...place, id, line, text: cells[place.column] ?? "", letter, place: placeOver(cell, frame.current) });
  };
  const onDone = (text: string | null, step: Step): void => {
    if (editing === null) return;
    setEditing(null);
    if (text !== null) change(editing.id, editing.column, text);
    if (step !== null) go(stepFrom(editing, step, { rows: total, columns: width }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const onCell = event.target instanceof HTMLElement && event.target.dataset.place !== undefined;
    const page = Math.max(1, items.length - 8);
    const meaning = keyMeaning(event, active, { rows: total, columns: width, page });
    if (meaning === null || (meaning.kind === "edit" && !onCell)) return;
    event.preventDefault();
    // A letter is meant for the cell, not for the page.
    event.stopPropagation();
    if (meaning.kind === "go") go(meaning.to);
    else edit(active, meaning.letter);
  };

  const latest = useRef({ edit, change });
  latest.current = { edit, change };
  const actions = useMemo<RowActions>(
    () => ({
      onActive: (row, column) => setActive((now) => (now.row === row && now.column === column ? now : { row, column })),
      onEdit: (row, column) => latest.current.edit({ row, column }, null),
      onOffer: (id, column, text) => latest.current.change(id, column, text),
      onRemove: (id) => {
        moved.current = true;
        void reader.current?.ask("remove", { ids: [id] });
      },
    }),
    [reader],
  );

  return (
    <div ref={frame} className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={w.grid.label}
        aria-rowcount={total + 1}
        aria-colcount={width + 2}
        onKeyDown={onKeyDown}
        tabIndex={-1}
      >
        <Head columns={columns} from={from} to={to} template={template} width={least} />
        <div className={styles.body} style={{ height: virtual.getTotalSize(), width: least }} role="rowgroup">
          {items.map(({ index, start }) => (
            <GridRow
              key={index}
              index={index}
              row={shown.rows.get(index)}
              start={start}
              template={template}
              columns={columns}
              from={from}
              to={to}
              active={active.row === index ? active.column : null}
              actions={actions}
            />
          ))}
        </div>
      </div>
      {editing !== null && (
        <CellEditor
          key={`${editing.id} ${editing.column}`}
          line={editing.line}
          column={columns[editing.column]!}
          text={editing.text}
          letter={editing.letter}
          poolId={poolId}
          place={editing.place}
          onDone={onDone}
        />
      )}
    </div>
  );
}

interface HeadProps extends ColumnRange {
  columns: readonly Column[];
  template: string;
  width: string;
}

function Head({ columns, from, to, template, width }: HeadProps) {
  const w = useWords(words).grid;
  return (
    <div className={styles.head} style={{ gridTemplateColumns: template, width }} role="row" aria-rowindex={1}>
      <span role="columnheader" tabIndex={-1}>
        {w.line}
      </span>
      {columns.slice(from, to).map((column, offset) => (
        <span
          key={from + offset}
          role="columnheader"
          tabIndex={-1}
          aria-colindex={from + offset + 2}
          style={{ gridColumn: from + offset + 2 }}
          title={column.title}
        >
          {column.title} <small>{column.holds.kind === "apart" ? w.leftOut : headOf(column)}</small>
        </span>
      ))}
      <span role="columnheader" tabIndex={-1} style={{ gridColumn: columns.length + 2 }}>
        <span className={styles.hidden}>{w.actions}</span>
      </span>
    </div>
  );
}

/** The field, where the title does not name it, and its type. */
function headOf(column: Column): string {
  const { name, spec } = fieldOf(column);
  const named = "spec" in column.holds ? column.title.endsWith(name) : true;
  return named ? spec.type : `→ ${name} ${spec.type}`;
}

const cellAt = (within: HTMLElement | null, { row, column }: Place): HTMLElement | null =>
  within?.querySelector<HTMLElement>(`[data-place="${row}:${column}"]`) ?? null;

/** Over the cell, within the frame, and wide enough for a control. */
function placeOver(cell: HTMLElement, frame: HTMLElement): Editing["place"] {
  const [of, within] = [cell.getBoundingClientRect(), frame.getBoundingClientRect()];
  const width = Math.min(Math.max(of.width, WIDE), within.width);
  const left = Math.max(0, Math.min(of.left - within.left, within.width - width));
  return { top: Math.max(0, of.top - within.top), left, width };
}
/** In pixels. */
const WIDE = 416;
