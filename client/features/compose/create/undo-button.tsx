import { useState } from "react";
import { useWords } from "../../../language.ts";
import { Button } from "../../../ui/button.tsx";
import { UNDO_KEYS } from "../form-keys.ts";
import own from "./undo-button.module.css";
import { words } from "./words.ts";

/** Takes the task back. Its ring empties until the task is sent (`until`, ISO 8601). */
export function UndoButton({ until, busy, onUndo }: { until: string; busy: boolean; onUndo: () => void }) {
  const w = useWords(words);
  const [left] = useState(() => Math.max(0, Date.parse(until) - Date.now()));
  const ring = (
    <svg className={own.ring} viewBox="0 0 20 20" aria-hidden>
      <circle cx="10" cy="10" r="8" pathLength="1" style={{ animationDuration: `${left}ms` }} />
    </svg>
  );
  return (
    <Button
      icon={ring}
      keys={UNDO_KEYS.join("+")}
      aria-keyshortcuts="Control+Alt+Z Meta+Alt+Z"
      aria-busy={busy}
      onClick={onUndo}
    >
      {w.undo}
    </Button>
  );
}
