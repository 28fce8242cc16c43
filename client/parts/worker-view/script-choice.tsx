import { useMemo, useState } from "react";
import { hashOf } from "../../../shared/task-content.ts";
import type { JsonObject } from "../../../shared/values/json.ts";
import { useWords } from "../../language.ts";
import { deviceShelf } from "../../stored.ts";
import { Button } from "../../ui/button.tsx";
import { words } from "./words.ts";
import styles from "./worker-view.module.css";

/** So many scripts are remembered, the last ones. */
const MOST = 100;

/** The script of a classic interface; `""` without one. A Template Builder interface's script only opens its config. */
export const scriptOf = (view_spec: JsonObject | undefined): string =>
  view_spec?.type === "classic" && typeof view_spec.script === "string" ? view_spec.script.trim() : "";

/** Whether the operator lets this script run, on this device; another version of it is asked for anew. */
export function useScriptChoice(script: string): [runs: boolean, choose: (runs: boolean) => void] {
  const name = useMemo(() => hashOf(script), [script]);
  const [chosen, setChosen] = useState<readonly string[]>(() => {
    const stored = deviceShelf().read("interface-scripts");
    return Array.isArray(stored) ? stored.filter((one) => typeof one === "string") : [];
  });
  const choose = (runs: boolean) => {
    const others = chosen.filter((one) => one !== name);
    const next = runs ? [...others, name].slice(-MOST) : others;
    setChosen(next);
    deviceShelf().write("interface-scripts", next);
  };
  return [script !== "" && chosen.includes(name), choose];
}

/** Says whether the requester's script runs, and lets the operator choose. */
export function ScriptChoice({ runs, onChoose }: { runs: boolean; onChoose: (runs: boolean) => void }) {
  const w = useWords(words).script;
  return (
    <div className={styles.head}>
      <p className={styles.quiet}>{runs ? w.runs : w.stopped}</p>
      <Button compact look={runs ? "quiet" : "plain"} onClick={() => onChoose(!runs)}>
        {runs ? w.stop : w.run}
      </Button>
    </div>
  );
}
