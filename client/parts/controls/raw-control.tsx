import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { JsonEditor } from "../../ui/text/json-editor.tsx";
import styles from "./controls.module.css";
import type { TypedElement } from "./typed.ts";
import { words } from "./words.ts";

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
  const w = useWords(words);
  return (
    <div>
      <JsonEditor {...rest} value={text} lines={1} onChange={(json) => onChange({ json })} />
      <p className={styles.note}>
        {w.raw}{" "}
        <Button compact onClick={() => onChange("")}>
          {w.clearRaw(props.label)}
        </Button>
      </p>
    </div>
  );
}
