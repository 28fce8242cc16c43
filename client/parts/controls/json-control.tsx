import { JsonEditor } from "../../ui/text/json-editor.tsx";
import type { ControlProps } from "./control-props.ts";

export function JsonControl(props: ControlProps) {
  return (
    <JsonEditor
      id={props.id}
      label={props.label}
      value={props.text}
      onChange={props.onChange}
      onBlur={props.onBlur}
      invalid={props.invalid}
      required={props.required}
      describedBy={props.describedBy}
    />
  );
}
