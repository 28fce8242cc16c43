import { JsonEditor } from "../../ui/json-editor.tsx";
import styles from "./controls.module.css";
import type { TypedElement } from "./typed.ts";

/** A value that the field's control cannot show unchanged. It is edited as JSON until it is cleared. */
export function RawControl(props: {
  id: string;
  label: string;
  text: string;
  onChange: (typed: TypedElement) => void;
  onBlur: () => void;
  invalid: boolean;
  describedBy: string;
}) {
  const { text, onChange, ...rest } = props;
  return (
    <div>
      <JsonEditor {...rest} value={text} lines={1} onChange={(json) => onChange({ json })} />
      <p className={styles.note}>
        Kept as JSON, just as it was given.{" "}
        <button type="button" className={styles.button} onClick={() => onChange("")}>
          Clear {props.label} and type it
        </button>
      </p>
    </div>
  );
}
