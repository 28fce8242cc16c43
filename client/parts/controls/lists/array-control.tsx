import { IconPlus } from "@tabler/icons-react";
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import type { FieldSpec } from "../../../../shared/toloka.ts";
import { useWords } from "../../../language.ts";
import { Button } from "../../../ui/button.tsx";
import styles from "../controls.module.css";
import type { TypedItem } from "../typed.ts";
import { words } from "../words.ts";
import { Item, type ItemSteps } from "./array-item.tsx";
import { addItem, changeItem, moveItem, pasteColumn, removeItem } from "./items.ts";
import { PasteColumn } from "./paste-column.tsx";

export interface ArrayControlProps {
  id: string;
  label: string;
  spec: FieldSpec;
  items: readonly TypedItem[];
  onChange: (items: TypedItem[], structural: boolean) => void;
  onBlur: () => void;
  /** Problems of items by position. */
  problems: Readonly<Record<string, string>>;
  /** Whether also items that were not visited show their problems: all of them, or those with a value. */
  showAll: boolean;
  showFilled: boolean;
}

/** A list of values. Each item has buttons to remove and move it; a pasted column becomes items. */
export function ArrayControl(props: ArrayControlProps) {
  const { id, label, spec, items, problems, showAll, showFilled } = props;
  const w = useWords(words);
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
        <Button
          compact
          icon={<IconPlus size={14} aria-hidden />}
          id={`${id}-add`}
          aria-label={w.addItemTo(label)}
          onClick={add}
          onBlur={props.onBlur}
        >
          {w.addItem}
        </Button>
        <PasteColumn id={id} label={label} onColumn={(column) => props.onChange(withColumn(items, column), true)} />
        {items.length > 0 && <span className={styles.count}>{w.count(items.length)}</span>}
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
