import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { faultSentence } from "../../../../shared/faults/faults.ts";
import { fieldType } from "../../../../shared/fields/input-spec.ts";
import type { Column } from "../../../../shared/task-file/columns.ts";
import type { FieldSpec } from "../../../../shared/toloka.ts";
import { useLanguage, useWords } from "../../../language.ts";
import { isList, type Typed, textOfTyped, typedFaults } from "../../../parts/controls/typed.ts";
import { ValueControl } from "../../../parts/controls/value-control.tsx";
import { MediaStrip } from "../../../parts/media/media-strip.tsx";
import { Button } from "../../../ui/button.tsx";
import { words } from "../words.ts";
import { cellOfTyped, fieldOf, hasParts, typedOfCell, typedOfLetter } from "./cell-text.ts";
import styles from "./grid.module.css";

/** Where the keys go after a cell was changed, in rows and columns; `null`: wherever the focus went. */
export type Step = { rows: number; columns: number } | null;

interface CellEditorProps {
  line: number;
  column: Column;
  text: string;
  /** The letter by which editing began. It takes the place of the text. */
  letter: string | null;
  poolId: string;
  /** In pixels, from the grid's corner. */
  place: { top: number; left: number; width: number };
  /** `text`: `null` if nothing changes. */
  onDone: (text: string | null, step: Step) => void;
}

/**
 * The control of the form for a cell, above the grid. Enter, Tab and leaving it put the value in, Escape leaves the cell as it
 * was. Where Enter and Tab belong to the control, Ctrl+Enter puts the value in.
 */
export function CellEditor({ line, column, text, letter, poolId, place, onDone }: CellEditorProps) {
  const w = useWords(words).grid;
  const language = useLanguage();
  const id = useId();
  const { name, spec } = fieldOf(column);
  const [typed, setTyped] = useState<Typed>(() => startOf(spec, text, letter));
  const latest = useRef(typed);
  const changed = useRef(letter !== null);
  const done = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const control = box.current?.querySelector<HTMLElement>("input:checked, input, textarea, button");
    control?.focus();
    if (letter === null && (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement))
      control.select();
    box.current?.scrollIntoView({ block: "nearest" });
  }, [letter]);
  const finish = (keep: boolean, step: Step): void => {
    if (done.current) return;
    done.current = true;
    const next = cellOfTyped(spec, latest.current);
    onDone(keep && changed.current && next !== text ? next : null, step);
  };
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    // The keys of the grid and of the page are not for the value.
    event.stopPropagation();
    const step = stepOf(event, hasParts(spec));
    if (step === undefined) return;
    event.preventDefault();
    finish(event.key !== "Escape", step);
  };
  const leave = ({ currentTarget, relatedTarget }: FocusEvent<HTMLDivElement>): void => {
    // Another window may have the focus for a while.
    if (document.hasFocus() && !currentTarget.contains(relatedTarget)) finish(true, null);
  };
  const { v, ...items } = typedFaults(spec, typed, "v");
  const problems = Object.entries(items).map(([path, fault]) => [path.slice(2), faultSentence(fault, language)]);
  const addresses = fieldType(spec)?.element === "url" ? textsOf(typed) : [];
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={w.edit(line)}
      tabIndex={-1}
      className={styles.editor}
      style={place}
      onKeyDown={press}
      onBlur={leave}
    >
      <ValueControl
        id={id}
        label={name}
        spec={spec}
        typed={typed}
        onChange={(next) => {
          changed.current = true;
          latest.current = next;
          setTyped(next);
        }}
        onBlur={() => {}}
        problem={v && faultSentence(v, language)}
        itemProblems={Object.fromEntries(problems)}
        showAll
        showFilled
      />
      {hidesText(spec, typed) && <p className={styles.cellHas}>{w.cellHas(text)}</p>}
      {addresses.length > 0 && <MediaStrip label={name} poolId={poolId} unasked={ALL_ASKED} urls={addresses} />}
      <div className={styles.editorButtons}>
        <span className={styles.keys}>{hasParts(spec) ? w.keysOfParts : w.keysOfLine}</span>
        <Button compact onClick={() => finish(false, STAY)}>
          {w.cancel}
        </Button>
        <Button compact look="primary" onClick={() => finish(true, STAY)}>
          {w.done}
        </Button>
      </div>
    </div>
  );
}

const STAY = { rows: 0, columns: 0 };
const ALL_ASKED = { has: () => false, allow: () => {} };

const startOf = (spec: FieldSpec, text: string, letter: string | null): Typed =>
  (letter === null ? null : typedOfLetter(spec, letter)) ?? typedOfCell(spec, text);

/** Whether the cell has a text that its control of two choices cannot show. */
const hidesText = (spec: FieldSpec, typed: Typed): boolean =>
  controlsTruth(spec) && typed !== "" && typed !== "true" && typed !== "false";

const controlsTruth = (spec: FieldSpec): boolean => {
  const type = fieldType(spec);
  return type?.element === "boolean" && !type.array;
};

const textsOf = (typed: Typed): string[] =>
  (isList(typed) ? typed.items.map((item) => textOfTyped(item.typed)) : [textOfTyped(typed)]).filter(
    (text) => text.trim() !== "",
  );

/** Where a key press that ends editing leads; `undefined`: it does not end it. */
function stepOf(event: KeyboardEvent<HTMLDivElement>, parts: boolean): Step | undefined {
  const { key, shiftKey, ctrlKey, metaKey, altKey, target, nativeEvent } = event;
  if (nativeEvent.isComposing || event.defaultPrevented) return undefined;
  const on = target instanceof Element ? target : null;
  // An open list of choices takes the key.
  if (on?.getAttribute("aria-expanded") === "true") return undefined;
  if (key === "Escape") return STAY;
  const back = shiftKey ? -1 : 1;
  if (key === "Enter" && (ctrlKey || metaKey)) return { rows: back, columns: 0 };
  if (parts || ctrlKey || metaKey || altKey) return undefined;
  if (on?.closest("a, button") != null) return undefined;
  if (key === "Tab") return { rows: 0, columns: back };
  if (key !== "Enter" || (shiftKey && on instanceof HTMLTextAreaElement)) return undefined;
  return { rows: back, columns: 0 };
}
