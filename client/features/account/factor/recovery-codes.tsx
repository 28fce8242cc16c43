import { useEffect, useRef } from "react";
import { useWords } from "../../../language.ts";
import { CopyButton } from "../../../parts/copy.tsx";
import { Button } from "../../../ui/button.tsx";
import { Strip } from "../../../ui/strip.tsx";
import styles from "./factor.module.css";
import { words } from "./words.ts";

/** Recovery codes, which cannot be shown again. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const w = useWords(words);
  const box = useRef<HTMLDivElement>(null);
  // What had the focus is gone.
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1}>
      <Strip tone="good" role="group" label={w.recovery} actions={<Button onClick={onDone}>{w.stored}</Button>}>
        <strong>{w.recovery}</strong>. {w.recoveryShown}
        <ul className={styles.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <CopyButton value={codes.join("\n")} label={w.copyCodes} />
      </Strip>
    </div>
  );
}
