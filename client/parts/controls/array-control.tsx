import { memo, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { FieldSpec } from "../../../shared/toloka.ts";
import { FieldError } from "../../ui/field.tsx";
import { controlFor } from "./control-table.ts";
import styles from "./controls.module.css";
import { addItem, changeItem, columnOf, moveItem, pasteColumn, removeItem } from "./items.ts";
import { RawControl } from "./raw-control.tsx";
import { isRaw, type TypedElement, type TypedItem } from "./typed.ts";

export interface ArrayControlProps {
  id: string;
  label: string;
  spec: FieldSpec;
  items: readonly TypedItem[];
  onChange: (items: TypedItem[], structural: boolean) => void;
  onBlur: () => void;
  /** What is wrong with an item, by its position. */
  problems: Readonly<Record<string, string>>;
  /** Show what is wrong with items that were not visited yet, too: with all, or with those that hold something. */
  showAll: boolean;
  showFilled: boolean;
}

/** What an item can ask of its list. One object for all items, so that typing in one draws no other again. */
interface ItemSteps {
  change(key: string, typed: TypedElement): void;
  remove(key: string): void;
  move(key: string, by: -1 | 1): void;
  leave(key: string): void;
  paste(key: string, column: string[]): void;
}

/** A list of values: each an own group, with buttons to remove and to move it. A pasted column becomes items. */
export function ArrayControl(props: ArrayControlProps) {
  const { id, label, spec, items, problems, showAll, showFilled } = props;
  const latest = useRef(props);
  latest.current = props;
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const focusNext = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (focusNext.current === null) return;
    const target = document.getElementById(focusNext.current);
    focusNext.current = null;
    focusWithin(target);
  });
  const steps = useSteps(latest, setVisited, focusNext);
  const add = () => {
    const added = addItem(items);
    focusNext.current = itemId(id, added.at(-1)!.key);
    props.onChange(added, true);
  };
  return (
    <div>
      <ol className={styles.items}>
        {items.map((item, index) => (
          <Item
            key={item.key}
            id={itemId(id, item.key)}
            itemKey={item.key}
            typed={item.typed}
            spec={spec}
            label={label}
            position={index + 1}
            total={items.length}
            problem={
              showAll || visited.has(item.key) || (showFilled && item.typed !== "") ? problems[index] : undefined
            }
            steps={steps}
          />
        ))}
      </ol>
      <div className={styles.below}>
        <button type="button" className={styles.button} id={`${id}-add`} onClick={add} onBlur={props.onBlur}>
          Add an item<span className={styles.unseen}> to {label}</span>
        </button>
        <PasteColumn id={id} label={label} onColumn={(column) => props.onChange(withColumn(items, column), true)} />
        <span className={styles.count}>{items.length === 1 ? "1 item" : `${items.length} items`}</span>
      </div>
    </div>
  );
}

const itemId = (id: string, key: string): string => `${id}-${key}`;

const withColumn = (items: readonly TypedItem[], column: string[]): TypedItem[] =>
  column.reduce<TypedItem[]>((list, line) => addItem(list, line), [...items]);

function focusWithin(target: HTMLElement | null): void {
  const selector = "input, textarea, button, [contenteditable=true]";
  const control = target?.matches(selector) ? target : target?.querySelector<HTMLElement>(selector);
  control?.focus();
}

function useSteps(
  latest: React.RefObject<ArrayControlProps>,
  setVisited: React.Dispatch<React.SetStateAction<ReadonlySet<string>>>,
  focusNext: React.RefObject<string | null>,
): ItemSteps {
  const change = useCallback(
    (step: (items: readonly TypedItem[]) => TypedItem[], structural: boolean) =>
      latest.current.onChange(step(latest.current.items), structural),
    [latest],
  );
  return useRef<ItemSteps>({
    change: (key, typed) => change((items) => changeItem(items, key, typed), false),
    move: (key, by) => change((items) => moveItem(items, key, by), true),
    remove(key) {
      const { items, id } = latest.current;
      const at = items.findIndex((item) => item.key === key);
      const neighbour = items[at + 1] ?? items[at - 1];
      focusNext.current = neighbour === undefined ? `${id}-add` : `${itemId(id, neighbour.key)}-remove`;
      change((all) => removeItem(all, key), true);
    },
    leave(key) {
      setVisited((before) => (before.has(key) ? before : new Set(before).add(key)));
      latest.current.onBlur();
    },
    paste: (key, column) => change((items) => pasteColumn(items, key, column), true),
  }).current;
}

interface ItemProps {
  id: string;
  itemKey: string;
  typed: TypedElement;
  spec: FieldSpec;
  label: string;
  position: number;
  total: number;
  problem: string | undefined;
  steps: ItemSteps;
}

const Item = memo(function Item({ id, itemKey, typed, spec, label, position, total, problem, steps }: ItemProps) {
  const Control = controlFor(spec);
  const name = `${label} item ${position}`;
  const common = {
    id,
    onBlur: () => steps.leave(itemKey),
    invalid: problem !== undefined,
    label: name,
    describedBy: `${id}-error`,
  };
  return (
    <li className={styles.item}>
      <fieldset aria-label={`item ${position} of ${total}`} className={styles.row}>
        <span className={styles.position} aria-hidden>
          {position}
        </span>
        <div className={styles.grow} id={`${id}-value`}>
          {isRaw(typed) ? (
            <RawControl {...common} text={typed.json} onChange={(next) => steps.change(itemKey, next)} />
          ) : (
            <Control
              {...common}
              spec={spec}
              text={typed}
              required
              unlabelled
              onChange={(text) => steps.change(itemKey, text)}
              onPaste={(event) => {
                const column = columnOf(event.clipboardData.getData("text"));
                if (column.length < 2) return;
                event.preventDefault();
                steps.paste(itemKey, column);
              }}
            />
          )}
          <FieldError id={id} error={problem} />
        </div>
        <MoveButtons id={id} itemKey={itemKey} name={name} position={position} total={total} steps={steps} />
      </fieldset>
    </li>
  );
});

function MoveButtons(props: Pick<ItemProps, "id" | "itemKey" | "position" | "total" | "steps"> & { name: string }) {
  const { id, itemKey, name, position, total, steps } = props;
  return (
    <div className={styles.moves}>
      <button
        type="button"
        className={styles.small}
        aria-label={`Move ${name} up`}
        aria-disabled={position === 1}
        onClick={() => steps.move(itemKey, -1)}
      >
        ↑
      </button>
      <button
        type="button"
        className={styles.small}
        aria-label={`Move ${name} down`}
        aria-disabled={position === total}
        onClick={() => steps.move(itemKey, 1)}
      >
        ↓
      </button>
      <button
        type="button"
        id={`${id}-remove`}
        className={styles.small}
        aria-label={`Remove ${name}`}
        onClick={() => steps.remove(itemKey)}
      >
        ×
      </button>
    </div>
  );
}

/** A place to paste a column into, opened by a button. */
function PasteColumn(props: { id: string; label: string; onColumn: (column: string[]) => void }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const column = columnOf(text);
  const close = () => {
    setOpen(false);
    setText("");
  };
  if (!open)
    return (
      <button type="button" className={styles.button} onClick={() => setOpen(true)}>
        Paste a column<span className={styles.unseen}> into {props.label}</span>
      </button>
    );
  return (
    <div className={styles.column}>
      <textarea
        // The operator has just asked for it.
        ref={(area) => area?.focus()}
        aria-label={`Column for ${props.label}, an item a line`}
        rows={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && close()}
      />
      <button
        type="button"
        className={styles.button}
        onClick={() => {
          props.onColumn(column);
          close();
        }}
      >
        Add {column.length === 1 ? "1 item" : `${column.length} items`}
      </button>
      <button type="button" className={styles.button} onClick={close}>
        Cancel
      </button>
    </div>
  );
}
