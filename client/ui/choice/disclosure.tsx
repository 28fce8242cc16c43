import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./disclosure.module.css";

/** Content that is shown on request. */
export function Disclosure({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className={styles.disclosure}>
      <summary>
        <IconChevronRight className={styles.chevron} size={16} aria-hidden />
        {summary}
      </summary>
      {children}
    </details>
  );
}
