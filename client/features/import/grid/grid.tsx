// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be scrolled by rows that are not in it
// biome-ignore-all lint/a11y/useFocusableInteractive: of a row, its cells have the focus
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { useWords } from "../../../language.ts";
import type { Opened } from "../sheet/messages.ts";
import type { Reader } from "../sheet/reader.ts";
import type { Filter } from "../sheet/sheet.ts";
import { words } from "../words.ts";
import styles from "./grid.module.css";
import { GridRow } from "./grid-row.tsx";
import { useWindow } from "./use-window.ts";

interface GridProps {
  reader: RefObject<Reader | null>;
  opened: Opened;
  filter: Filter;
  version: number;
}

/** In pixels: two lines of a cell. */
const ROW_HEIGHT = 56;
/** The least width of a column. */
const COLUMN_REM = 14;

/** A cell by its position among the shown rows and by its column. The column after the last is the row's button. */
export interface Place {
  row: number;
  column: number;
}

/** The rows of a file: what each cell says, how it was understood, and what is wrong with it. */
export function Grid({ reader, opened, filter, version }: GridProps) {
  const w = useWords(words);
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState(false);
  const moved = useRef(false);
  const [total, setTotal] = useState(0);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const shown = useWindow(reader, { filter, version, from: items[0]?.index ?? 0, to: items.at(-1)?.index ?? 30 });
  useEffect(() => setTotal(shown.total), [shown.total]);
  const columns = opened.titles.length;
  const template = `4.5rem repeat(${columns}, minmax(0, 1fr)) 3rem`;
  const width = `max(100%, ${columns * COLUMN_REM + 7.5}rem)`;

  // After a key press the cell that it moved to has the focus, as soon as its row is there.
  useEffect(() => {
    if (!moved.current || editing) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-place="${active.row}:${active.column}"]`);
    if (cell == null) return;
    moved.current = false;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  const go = (row: number, column: number): void => {
    const place = { row: clamp(row, total - 1), column: clamp(column, columns) };
    moved.current = true;
    setActive(place);
    virtual.scrollToIndex(place.row);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (editing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { row, column } = active;
    const page = Math.max(1, items.length - 16);
    const moves: Record<string, [number, number]> = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      PageDown: [row + page, column],
      PageUp: [row - page, column],
      Home: [row, 0],
      End: [row, columns - 1],
    };
    const move = moves[event.key];
    const onCell = event.target instanceof HTMLElement && event.target.dataset.place !== undefined;
    if (move !== undefined) go(...move);
    else if (onCell && (event.key === "Enter" || event.key === "F2") && column < columns) setEditing(true);
    else return;
    event.preventDefault();
  };
  const edit = (id: number, column: number, text: string): void => {
    void reader.current?.ask("edit", { id, column, text });
  };

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="grid"
      aria-label={w.grid.label}
      aria-rowcount={total + 1}
      aria-colcount={columns + 2}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      <div className={styles.head} style={{ gridTemplateColumns: template, width }} role="row" aria-rowindex={1}>
        <span role="columnheader" tabIndex={-1}>
          {w.grid.line}
        </span>
        {opened.titles.map((title, index) => (
          <span key={index} role="columnheader" tabIndex={-1} title={title}>
            {title}
            {opened.types[index] === null ? "" : <small>{opened.types[index]}</small>}
          </span>
        ))}
        <span role="columnheader" tabIndex={-1}>
          <span className={styles.hidden}>{w.grid.actions}</span>
        </span>
      </div>
      <div className={styles.body} style={{ height: virtual.getTotalSize(), width }} role="rowgroup">
        {items.map(({ index, start }) => (
          <GridRow
            key={index}
            index={index}
            row={shown.rows.get(index)}
            style={{ transform: `translateY(${start}px)`, gridTemplateColumns: template, height: ROW_HEIGHT }}
            columns={columns}
            types={opened.types}
            active={active.row === index ? active.column : null}
            editing={editing && active.row === index}
            onActive={(column) => setActive({ row: index, column })}
            onEdit={() => setEditing(true)}
            onDone={(id, column, text) => {
              setEditing(false);
              moved.current = true;
              if (text !== null) edit(id, column, text);
            }}
            onOffer={edit}
            onRemove={(id) => {
              moved.current = true;
              void reader.current?.ask("remove", { ids: [id] });
            }}
          />
        ))}
      </div>
    </div>
  );
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));
