import type { FieldSpec } from "../../../shared/toloka.ts";

/** What the control of one value gets, alone or as an item of a list. It holds text, exactly as typed. */
export interface ControlProps {
  id: string;
  spec: FieldSpec;
  text: string;
  onChange: (text: string) => void;
  onBlur: () => void;
  invalid: boolean;
  required: boolean;
  /** The name, where no label element is tied to `id`: items of lists, and controls of several parts. */
  label: string;
  /** Whether the label has to be given to the control itself. */
  unlabelled: boolean;
  describedBy: string;
  onPaste?: ((event: React.ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void) | undefined;
}

/** The props that every text input takes over as they are. */
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
