import type { ReactNode } from "react";
import type { Tone } from "./pill.tsx";
import styles from "./strip.module.css";

interface StripProps {
  tone?: Tone;
  icon?: ReactNode;
  /** `alert` is read out at once, `status` when the reader has finished. */
  role?: "alert" | "status" | "group";
  label?: string;
  /** Buttons at its end. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A line that says what happened or what is needed, with its buttons. */
export function Strip({ tone = "neutral", icon, role, label, actions, children }: StripProps) {
  const named = role === undefined ? {} : { role, "aria-label": label };
  return (
    <div className={`${styles.strip} ${tone === "neutral" ? "" : styles[tone]}`} {...named}>
      {icon !== undefined && <span className={styles.icon}>{icon}</span>}
      <div className={styles.content}>{children}</div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
