import type { ReactNode } from "react";
import styles from "./pill.module.css";

export type Tone = "neutral" | "accent" | "good" | "warning" | "bad";

/** A status or a verdict: an icon and a word, coloured by what it means. */
export function Pill({ tone = "neutral", icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`${styles.pill} ${tone === "neutral" ? "" : styles[tone]}`}>
      {icon}
      {children}
    </span>
  );
}
