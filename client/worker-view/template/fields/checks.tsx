import type { Json } from "../../../../shared/values/json.ts";
import { isJsonObject, sameJson } from "../../../../shared/values/json.ts";
import { asText } from "../../engine/values.ts";
import { Badge, Hint, named } from "../part.tsx";
import { flagOf, optionsOf, textOf } from "../props.ts";
import type { DrawingProps } from "../view-context.ts";
import styles from "./fields.module.css";
import { useWrite } from "./use-write.ts";

// Fields that are ticked. What is not ticked is absent from the answer, or `false` where the requester wants that.

const off = (part: DrawingProps["part"]): Json | undefined => (flagOf(part, "preserveFalse") ? false : undefined);

const tick =
  (role: "checkbox" | "switch") =>
  ({ part, ids }: DrawingProps) => {
    const write = useWrite(part);
    return (
      <span className={styles.option}>
        <label className={styles.choice}>
          <input
            type="checkbox"
            role={role === "switch" ? "switch" : undefined}
            aria-label={textOf(part, "label") === "" ? part.place?.steps.join(".") : undefined}
            aria-describedby={ids.error}
            disabled={flagOf(part, "disabled")}
            checked={part.value === true}
            onChange={({ target }) => write(target.checked ? true : off(part))}
          />
          <Badge of={part.badges[""]} />
          <span>{textOf(part, "label")}</span>
        </label>
        <Hint text={textOf(part, "hint")} />
      </span>
    );
  };

export const Checkbox = tick("checkbox");
export const Tumbler = tick("switch");

export function ButtonCheckbox({ part, ids }: DrawingProps) {
  const write = useWrite(part);
  return (
    <span className={styles.option}>
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={part.value === true}
        aria-describedby={ids.error}
        disabled={flagOf(part, "disabled")}
        onClick={() => write(part.value === true ? off(part) : true)}
      >
        <Badge of={part.badges[""]} /> {textOf(part, "label")}
      </button>
      <Hint text={textOf(part, "hint")} />
    </span>
  );
}

/** Only the keys of its own options are read and written: several groups may share a place. */
export function CheckboxGroup({ part, ids }: DrawingProps) {
  const write = useWrite(part);
  const held = isJsonObject(part.value) ? part.value : {};
  return (
    <fieldset {...named(part, ids)} className={styles.options}>
      {optionsOf(part.props.options).map(({ label, value, hint }, index) => {
        const name = asText(value);
        return (
          <span key={index} className={styles.option}>
            <label className={styles.choice}>
              <input
                type="checkbox"
                disabled={flagOf(part, "disabled")}
                checked={Object.hasOwn(held, name) && held[name] === true}
                onChange={({ target }) => write(target.checked ? true : off(part), name)}
              />
              <Badge of={part.badges[index]} />
              <span>{label}</span>
            </label>
            <Hint text={hint} />
          </span>
        );
      })}
    </fieldset>
  );
}

/** Several of the options, as a list in the options' order. */
export function MultiSelect({ part, ids }: DrawingProps) {
  const write = useWrite(part);
  const options = optionsOf(part.props.options);
  const held = Array.isArray(part.value) ? part.value : [];
  const isChosen = (value: Json) => held.some((one) => sameJson(one, value));
  const toggle = (index: number) => {
    const chosen = options.filter(({ value }, at) => (at === index ? !isChosen(value) : isChosen(value)));
    write(chosen.length === 0 ? undefined : chosen.map(({ value }) => value));
  };
  return (
    <fieldset {...named(part, ids)} className={styles.options}>
      {options.map(({ label, value }, index) => (
        <label key={index} className={styles.choice}>
          <input
            type="checkbox"
            disabled={flagOf(part, "disabled")}
            checked={isChosen(value)}
            onChange={() => toggle(index)}
          />
          <span>{label || asText(value)}</span>
        </label>
      ))}
    </fieldset>
  );
}
