import { IconCheck, IconCopy, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import styles from "./copy.module.css";
import { copyText } from "./copy-text.ts";

/** How long the outcome is shown, in milliseconds. */
const SHOWN = 2000;

/** A button that copies `value`. `label` is its name, and its text unless `iconOnly`. */
export function CopyButton({ value, label, iconOnly }: { value: string; label: string; iconOnly?: boolean }) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN);
    return () => clearTimeout(timer);
  }, [outcome]);
  const Icon = outcome === "copied" ? IconCheck : outcome === "failed" ? IconX : IconCopy;
  return (
    <>
      <button
        type="button"
        className={styles.button}
        title={label}
        {...(iconOnly ? { "aria-label": label } : {})}
        onClick={async () => setOutcome((await copyText(value)) ? "copied" : "failed")}
      >
        <Icon size={16} aria-hidden />
        {!iconOnly && label}
      </button>
      <span role="status" className={styles.unseen}>
        {outcome === "copied" && "Copied"}
        {outcome === "failed" && "The browser does not let this page copy. Select the text and copy it."}
      </span>
    </>
  );
}
