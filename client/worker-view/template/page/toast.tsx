import { useEffect, useState } from "react";
import { isJsonNumber, type Json, type JsonObject } from "../../../../shared/values/json.ts";
import type { Drawn } from "../../engine/tree.ts";
import { asText } from "../../engine/values.ts";
import { Part } from "../part.tsx";
import { useView } from "../view-context.ts";
import { THEMES } from "../views/boxes.tsx";
import styles from "../views/views.module.css";

/** What `action.notify` shows: `content`, `theme`, and from when to when, in milliseconds after the action. */
export interface Notice {
  key: number;
  payload: JsonObject;
  /** The content, where it is a view and no text. */
  view: Drawn | null;
}

const DURATION = 4500;
const milliseconds = (value: Json | undefined, usual: number): number =>
  isJsonNumber(value) ? Math.min(60_000, Math.max(0, Number(String(value)))) : usual;

export function Toast({ notice: { payload, view }, onClose }: { notice: Notice; onClose: () => void }) {
  const { words } = useView();
  const delay = milliseconds(payload.delay, 0);
  const [shown, setShown] = useState(delay === 0);
  useEffect(() => {
    const start = setTimeout(() => setShown(true), delay);
    const end = setTimeout(onClose, milliseconds(payload.duration, DURATION));
    return () => {
      clearTimeout(start);
      clearTimeout(end);
    };
  }, []);
  if (!shown) return null;
  return (
    <div role="status" className={`${styles.alert} ${styles.toast} ${THEMES[asText(payload.theme)] ?? styles.info}`}>
      {view === null ? <span>{asText(payload.content)}</span> : <Part part={view} />}
      <button type="button" className={styles.plainButton} aria-label={words.close} onClick={onClose}>
        ×
      </button>
    </div>
  );
}
