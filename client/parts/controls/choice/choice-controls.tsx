import { lazy, Suspense } from "react";
import type { Json } from "../../../../shared/values/json.ts";
import { stringifyJson } from "../../../../shared/values/json.ts";
import { useWords } from "../../../language.ts";
import type { ControlProps } from "../control-props.ts";
import styles from "../controls.module.css";
import { words } from "../words.ts";

const SearchableChoice = lazy(() => import("./searchable-choice.tsx"));

/** With more allowed values than this, a searchable list replaces the radio buttons. */
export const MOST_RADIOS = 7;

interface Option {
  text: string;
  name: string;
}

/** `boolean`. An optional one can also be "not set". */
export function BooleanControl(props: ControlProps) {
  const w = useWords(words);
  const options = [
    { text: "true", name: w.yes },
    { text: "false", name: w.no },
    ...(props.required ? [] : [{ text: "", name: w.notSet }]),
  ];
  return <Radios {...props} options={options} />;
}

const nameOf = (value: Json): string => (typeof value === "string" ? value : stringifyJson(value));

/** A field with `allowed_values`. A value that is not allowed is shown as one more choice, and the check reports it. */
export function ChoiceControl(props: ControlProps) {
  const w = useWords(words);
  const allowed = (props.spec.allowed_values ?? []).map((value) => ({ text: nameOf(value), name: nameOf(value) }));
  const known = props.text === "" || allowed.some(({ text }) => text === props.text);
  const options = known ? allowed : [...allowed, { text: props.text, name: w.notAllowed(props.text) }];
  if (options.length > MOST_RADIOS)
    return (
      <Suspense fallback={<div className={styles.waiting} />}>
        <SearchableChoice {...props} options={options} />
      </Suspense>
    );
  return <Radios {...props} options={props.required ? options : [...options, { text: "", name: w.notSet }]} />;
}

function Radios(props: ControlProps & { options: Option[] }) {
  const { id, text, onChange, onBlur, options, describedBy } = props;
  return (
    <div className={styles.radios} {...(props.unlabelled ? { role: "radiogroup", "aria-label": props.label } : {})}>
      {options.map((option, index) => (
        <label key={option.text} className={styles.radio}>
          <input
            type="radio"
            id={index === 0 ? `${id}-first` : undefined}
            name={id}
            value={option.text}
            checked={text === option.text}
            aria-describedby={describedBy}
            onChange={() => onChange(option.text)}
            onBlur={onBlur}
          />
          {option.name}
        </label>
      ))}
    </div>
  );
}
