import { fieldType, isRequired } from "../../../shared/fields/input-spec.ts";
import type { FieldSpec } from "../../../shared/toloka.ts";
import { useLanguage, useWords } from "../../language.ts";
import { describedBy, Field } from "../../ui/text/field.tsx";
import { controlFor, isRadioGroup } from "./control-table.ts";
import styles from "./controls.module.css";
import { ArrayControl } from "./lists/array-control.tsx";
import { RawControl } from "./raw-control.tsx";
import { specWords } from "./spec-words.ts";
import { blankTyped, isList, isRaw, type Typed } from "./typed.ts";
import { words } from "./words.ts";

export interface ValueControlProps {
  id: string;
  label: string;
  spec: FieldSpec;
  typed: Typed;
  /** `structural`: items were added, removed or moved. */
  onChange: (typed: Typed, structural: boolean) => void;
  onBlur: () => void;
  /** The problem of the whole value, if it is to be shown. */
  problem: string | undefined;
  /** Problems of items by position. */
  itemProblems: Readonly<Record<string, string>>;
  showAll: boolean;
  showFilled: boolean;
  actions?: React.ReactNode;
  /** See `FieldProps`. */
  field?: string | undefined;
}

/** A field of a spec: its label, its type and limits, its control and its problem. */
export function ValueControl(props: ValueControlProps) {
  const { id, label, spec, typed, problem } = props;
  const list = isList(typed);
  const raw = isRaw(typed);
  return (
    <Field
      id={id}
      label={label}
      required={isRequired(spec)}
      about={<About spec={spec} />}
      as={list ? "group" : !raw && isRadioGroup(spec) ? "radiogroup" : "control"}
      error={problem}
      actions={props.actions}
      field={props.field}
      inline={list && typed.items.length === 0}
    >
      <Inner {...props} />
    </Field>
  );
}

function Inner(props: ValueControlProps) {
  const { id, label, spec, typed, onChange, onBlur, problem } = props;
  if (isList(typed))
    return (
      <ArrayControl
        id={id}
        label={label}
        spec={spec}
        items={typed.items}
        onChange={(items, structural) => onChange({ items }, structural)}
        onBlur={onBlur}
        problems={props.itemProblems}
        showAll={props.showAll}
        showFilled={props.showFilled}
      />
    );
  const common = { id, label, onBlur, invalid: problem !== undefined, describedBy: describedBy(id) };
  if (isRaw(typed))
    return (
      <RawControl
        {...common}
        text={typed.json}
        onChange={(next) => onChange(next === "" ? blankTyped(spec) : next, next === "")}
      />
    );
  const Control = controlFor(spec);
  return (
    <Control
      {...common}
      spec={spec}
      text={typed}
      required={isRequired(spec)}
      unlabelled={false}
      onChange={(text) => onChange(text, false)}
    />
  );
}

function About({ spec }: { spec: FieldSpec }) {
  const w = useWords(words);
  const language = useLanguage();
  const known = fieldType(spec) !== null;
  return (
    <>
      {specWords(spec, language)}
      {spec.hidden === true && <span className={styles.badge}>{w.hidden}</span>}
      {!known && <span className={styles.badge}>{w.asJson}</span>}
    </>
  );
}
