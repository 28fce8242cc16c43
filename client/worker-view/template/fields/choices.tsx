import { useId } from "react";
import { sameJson } from "../../../../shared/values/json.ts";
import { asText } from "../../engine/values.ts";
import { Badge, Hint, named } from "../part.tsx";
import { flagOf, jsonOf, optionsOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import styles from "./fields.module.css";
import { useWrite } from "./use-write.ts";

// Fields that take one of several options. Options are equal by their JSON.

const choice =
  (look: "list" | "buttons") =>
  ({ part, ids }: DrawingProps) => {
    const write = useWrite(part);
    const group = useId();
    const disabled = flagOf(part, "disabled");
    const buttons = look === "buttons";
    return (
      <div role="radiogroup" {...named(part, ids)} className={buttons ? styles.buttons : styles.options}>
        {optionsOf(part.props.options).map(({ label, value, hint }, index) => (
          <span key={index} className={styles.option}>
            <label className={buttons ? styles.buttonChoice : styles.choice}>
              <input
                type="radio"
                name={group}
                disabled={disabled}
                checked={part.value !== undefined && sameJson(value, part.value)}
                onChange={() => write(value)}
              />
              <Badge of={part.badges[index]} />
              <span>{label}</span>
            </label>
            <Hint text={hint} />
          </span>
        ))}
      </div>
    );
  };

export const RadioGroup = choice("list");
export const ButtonRadioGroup = choice("buttons");

/** One button of several that share a value. */
export function ButtonRadio({ part, ids }: DrawingProps) {
  const write = useWrite(part);
  const value = jsonOf(part.props.valueToSet) ?? null;
  const chosen = part.value !== undefined && sameJson(value, part.value);
  return (
    <span className={styles.option}>
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={chosen}
        aria-describedby={ids.error}
        disabled={flagOf(part, "disabled")}
        onClick={() => write(value)}
      >
        <Badge of={part.badges[""]} /> {textOf(part, "label")}
      </button>
      <Hint text={textOf(part, "hint")} />
    </span>
  );
}

export function Select({ part, ids }: DrawingProps) {
  const { words } = useView();
  const write = useWrite(part);
  const options = optionsOf(part.props.options);
  const chosen = options.findIndex(({ value }) => part.value !== undefined && sameJson(value, part.value));
  return (
    <select
      {...named(part, ids)}
      aria-invalid={ids.error !== undefined}
      className={styles.date}
      disabled={flagOf(part, "disabled")}
      value={chosen}
      onChange={({ target }) => write(options[Number(target.value)]?.value)}
    >
      <option value={-1}>{textOf(part, "placeholder") || words.none}</option>
      {options.map(({ label, value }, index) => (
        <option key={index} value={index}>
          {label || asText(value)}
        </option>
      ))}
    </select>
  );
}
