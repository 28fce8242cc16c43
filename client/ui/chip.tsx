import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./chip.module.css";

/** A short fact, or a filter in force, which its button removes. */
export function Chip({ children, remove }: { children: ReactNode; remove?: { label: string; act: () => void } }) {
  return (
    <span className={styles.chip}>
      {children}
      {remove && (
        <button
          type="button"
          className={styles.remove}
          title={remove.label}
          aria-label={remove.label}
          onClick={remove.act}
        >
          <IconX size={14} aria-hidden />
        </button>
      )}
    </span>
  );
}
