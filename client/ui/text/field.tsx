import type { ReactNode } from "react";
import styles from "./field.module.css";

export interface FieldProps {
  /** The control's id, from which those of label, description and error are derived. */
  id: string;
  label: string;
  required?: boolean | undefined;
  /** What may be entered, in a few words beside the label. */
  about?: ReactNode;
  /** `group`, `radiogroup`: several inputs under one name. */
  as?: "control" | "group" | "radiogroup";
  error?: string | undefined;
  /** Buttons beside the label. */
  actions?: ReactNode;
  /** The control is as small as a button, and has its place on the line of the label. */
  inline?: boolean | undefined;
  /** The name by which a key pressed inside finds its field: `data-field` of the wrapper. */
  field?: string | undefined;
  children: ReactNode;
}

/** The `aria-describedby` of the control of a `Field`. */
export const describedBy = (id: string): string => `${id}-about ${id}-error`;

/** A control with its label, description and error. The error's line is reserved, so that nothing moves. */
export function Field(props: FieldProps) {
  const { id, label, required, about, as = "control", error, actions, field, inline, children } = props;
  const className = inline ? `${styles.field} ${styles.inline}` : styles.field;
  const head = (
    <div className={styles.head}>
      {as === "control" ? (
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
      ) : (
        <span className={styles.label} id={`${id}-label`}>
          {label}
        </span>
      )}
      {required && (
        <span className={styles.required} aria-hidden>
          *
        </span>
      )}
      <span className={styles.about} id={`${id}-about`}>
        {about}
      </span>
      {actions !== undefined && <span className={styles.actions}>{actions}</span>}
    </div>
  );
  const foot = <FieldError id={id} error={error} />;
  if (as === "control")
    return (
      <div className={className} data-field={field}>
        {head}
        {children}
        {foot}
      </div>
    );
  const group = {
    id,
    role: as,
    "aria-labelledby": `${id}-label`,
    "aria-describedby": describedBy(id),
    ...(as === "radiogroup" ? { "aria-required": required ?? false, "aria-invalid": error !== undefined } : {}),
  };
  return (
    <div className={className} data-field={field} {...group}>
      {head}
      {children}
      {foot}
    </div>
  );
}

/** The line below a control. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  return (
    <p className={styles.error} id={`${id}-error`} data-error={error !== undefined || undefined}>
      {error}
    </p>
  );
}

export interface LineProps {
  id: string;
  value: string;
  onChange: (text: string) => void;
  onBlur?: (() => void) | undefined;
  onPaste?: ((event: React.ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void) | undefined;
  invalid?: boolean | undefined;
  required?: boolean | undefined;
  /** The name, where there is no label element. */
  label?: string | undefined;
  describedBy?: string | undefined;
  inputMode?: "text" | "url" | "numeric" | "decimal";
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  /** In a dialog: has the focus when it opens. */
  autoFocus?: boolean;
  width?: string;
}

/** Browsers take half a minute to determine the direction of a text of two million characters. */
const LONGEST_WITH_DIRECTION = 50_000;

const common = (props: LineProps) => ({
  id: props.id,
  value: props.value,
  onBlur: props.onBlur,
  onPaste: props.onPaste,
  "aria-label": props.label,
  "aria-describedby": props.describedBy ?? describedBy(props.id),
  "aria-invalid": props.invalid ?? false,
  "aria-required": props.required ?? false,
  placeholder: props.placeholder,
  disabled: props.disabled,
  autoComplete: "off",
  "data-autofocus": props.autoFocus || undefined,
  ...(props.value.length <= LONGEST_WITH_DIRECTION ? { dir: "auto" as const } : {}),
});

/** A text input of one line. It accepts any character; the check reports what is wrong. */
export function Line(props: LineProps) {
  return (
    <input
      type="text"
      className={styles.input}
      spellCheck={false}
      inputMode={props.inputMode ?? "text"}
      style={props.width === undefined ? undefined : { width: props.width }}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      {...common(props)}
    />
  );
}

/**
 * A text area that grows with its text. `oneLine`: Enter adds no line, though a pasted one is kept. `tall`: for a text of many
 * lines.
 */
export function GrowingText(props: LineProps & { oneLine?: boolean; tall?: boolean }) {
  const lines = props.value.split("\n").length;
  return (
    <textarea
      className={props.tall ? `${styles.growing} ${styles.tall}` : styles.growing}
      rows={Math.min(lines, 20)}
      onKeyDown={(event) => {
        const composing = event.nativeEvent.isComposing;
        if (event.key === "Enter" && props.oneLine && lines === 1 && !composing) event.preventDefault();
      }}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      {...common(props)}
    />
  );
}
