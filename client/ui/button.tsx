import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import styles from "./button.module.css";

export type ButtonLook = "plain" | "primary" | "quiet" | "danger" | "production";

interface Look {
  look?: ButtonLook;
  compact?: boolean;
}

/** The class of a button, for a link that looks like one. */
export const buttonClass = ({ look = "plain", compact = false }: Look = {}): string =>
  [styles.button, styles[look], compact && styles.compact].filter(Boolean).join(" ");

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  icon?: ReactNode;
  /** The keys that do the same, shown at its end: `Ctrl+Enter`. */
  keys?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A button with its words. Its type is `button` unless another is given. */
export function Button({ look = "plain", compact = false, icon, keys, children, className, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={[buttonClass({ look, compact }), className].filter(Boolean).join(" ")}>
      {icon}
      {children}
      {keys !== undefined && (
        <kbd className={styles.keys} aria-hidden>
          {keys}
        </kbd>
      )}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, "icon" | "keys" | "children"> {
  /** Its name, shown on hover. */
  label: string;
  children: ReactNode;
}

/** A button with an icon alone. */
export function IconButton({ look = "quiet", compact = false, label, className, children, ...rest }: IconButtonProps) {
  const classes = [buttonClass({ look, compact }), styles.icon, className].filter(Boolean).join(" ");
  return (
    <button type="button" title={label} aria-label={label} {...rest} className={classes}>
      {children}
    </button>
  );
}
