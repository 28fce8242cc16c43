import type { FieldSpec } from "../../../shared/toloka.ts";

/** The props of a control for one value, alone or as an item of a list. The value is text as typed. */
export interface ControlProps {
  id: string;
  spec: FieldSpec;
  text: string;
  onChange: (text: string) => void;
  onBlur: () => void;
  invalid: boolean;
  required: boolean;
  /** The name. Items of lists and controls of several parts have no label element. */
  label: string;
  /** Whether the control has to set `label` on itself. */
  unlabelled: boolean;
  describedBy: string;
  onPaste?: ((event: React.ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void) | undefined;
}

/** The props that every text input passes on. */
export const lineOf = (props: ControlProps) => ({
  id: props.id,
  value: props.text,
  onChange: props.onChange,
  onBlur: props.onBlur,
  onPaste: props.onPaste,
  invalid: props.invalid,
  required: props.required,
  label: props.unlabelled ? props.label : undefined,
  describedBy: props.describedBy,
});
