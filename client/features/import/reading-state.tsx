import { IconAlertTriangle, IconLoader2 } from "@tabler/icons-react";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Strip } from "../../ui/strip.tsx";
import styles from "./import.module.css";
import type { SheetState } from "./use-sheet.ts";
import { words } from "./words.ts";

/** A file that is being read, or why it cannot be read. */
export function Reading({ state, onStop }: { state: SheetState; onStop: () => void }) {
  const w = useWords(words);
  if (state.phase === "reading")
    return (
      <Strip
        role="status"
        icon={<IconLoader2 size={18} className={styles.spinner} aria-hidden />}
        actions={
          <Button compact onClick={onStop}>
            {w.stop}
          </Button>
        }
      >
        {w.reading(state.name)}
      </Strip>
    );
  if (state.phase !== "refused") return null;
  const { code, params } = state.refusal;
  return (
    <Strip role="alert" tone="bad" icon={<IconAlertTriangle size={18} aria-hidden />}>
      <b>{state.name}</b> {w.refusals[code](params)}
    </Strip>
  );
}
