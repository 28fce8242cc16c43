import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import { memo } from "react";
import type { FieldSpec } from "../../../../shared/toloka.ts";
import { useWords } from "../../../language.ts";
import { IconButton } from "../../../ui/button.tsx";
import { FieldError } from "../../../ui/text/field.tsx";
import { controlFor } from "../control-table.ts";
import styles from "../controls.module.css";
import { RawControl } from "../raw-control.tsx";
import { isRaw, type TypedElement } from "../typed.ts";
import { words } from "../words.ts";
import { columnOf } from "./items.ts";

/** What an item can ask of its list. One object for all items, so that typing in one does not render the others. */
export interface ItemSteps {
  change(key: string, typed: TypedElement): void;
  remove(key: string): void;
  move(key: string, by: -1 | 1): void;
  leave(key: string): void;
  paste(key: string, column: string[]): void;
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

/** One item: its control, its problem and its buttons. */
export const Item = memo(function Item({
  id,
  itemKey,
  typed,
  spec,
  label,
  position,
  total,
  problem,
  steps,
}: ItemProps) {
  const w = useWords(words);
  const Control = controlFor(spec);
  const name = w.item(label, position);
  const common = {
    id,
    onBlur: () => steps.leave(itemKey),
    invalid: problem !== undefined,
    label: name,
    describedBy: `${id}-error`,
  };
  return (
    <li className={styles.item}>
      <fieldset aria-label={w.itemOf(position, total)} className={styles.row}>
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
  const w = useWords(words);
  return (
    <div className={styles.moves}>
      <IconButton compact label={w.up(name)} aria-disabled={position === 1} onClick={() => steps.move(itemKey, -1)}>
        <IconArrowUp size={16} aria-hidden />
      </IconButton>
      <IconButton
        compact
        label={w.down(name)}
        aria-disabled={position === total}
        onClick={() => steps.move(itemKey, 1)}
      >
        <IconArrowDown size={16} aria-hidden />
      </IconButton>
      <IconButton compact id={`${id}-remove`} label={w.remove(name)} onClick={() => steps.remove(itemKey)}>
        <IconX size={16} aria-hidden />
      </IconButton>
    </div>
  );
}
