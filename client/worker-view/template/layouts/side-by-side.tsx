import { useState } from "react";
import { isDrawn } from "../../engine/tree.ts";
import { Content, Part } from "../part.tsx";
import { listOf, numberOf, rowsOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import { useOwnWidth } from "../views/own-width.ts";
import styles from "./layouts.module.css";

const letter = (index: number): string => String.fromCharCode(65 + (index % 26));

/** Items A, B, C beside each other, which can be hidden one by one but for the last, and the controls below them. */
export function SideBySide({ part }: DrawingProps) {
  const { words } = useView();
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const items = listOf(part, "items").filter(isDrawn);
  const shown = items.map((_, index) => index).filter((index) => !hidden.has(index));
  const toggle = (index: number) => {
    const next = new Set(hidden);
    if (next.has(index)) next.delete(index);
    else if (shown.length > 1) next.add(index);
    setHidden(next);
  };
  return (
    <div className={styles.stacked}>
      <div className={styles.toggles}>
        {items.map((item, index) => (
          <button
            key={item.key}
            type="button"
            className={styles.toggle}
            aria-pressed={!hidden.has(index)}
            aria-label={words.item(letter(index))}
            onClick={() => toggle(index)}
          >
            {letter(index)}
          </button>
        ))}
      </div>
      <div className={styles.sideways}>
        {items.map((item, index) => (
          <div
            key={item.key}
            hidden={hidden.has(index)}
            className={styles.side}
            style={{ minWidth: `min(90%, ${numberOf(part, "minItemWidth") ?? 400}px)` }}
          >
            <b aria-hidden>{letter(index)}</b>
            <Part part={item} />
          </div>
        ))}
      </div>
      <Content of={part.props.controls} />
    </div>
  );
}

/** Items with controls of their own, and common controls below. Where there is little room, the items scroll sideways. */
export function Compare({ part }: DrawingProps) {
  const { ref, width } = useOwnWidth();
  const narrow = width !== null && width < (numberOf(part, "minWidth") ?? 500);
  const items = rowsOf(part, "items");
  const align = (index: number) =>
    narrow || items.length < 2 ? undefined : index === 0 ? "end" : index === items.length - 1 ? "start" : "center";
  return (
    <div ref={ref} className={styles.stacked}>
      <div className={narrow ? styles.sideways : styles.columns}>
        {items.map((item, index) => (
          <div key={index} className={narrow ? styles.slide : styles.compared}>
            <Content of={item.content} />
            <div className={styles.controls} style={{ justifyContent: align(index) }}>
              <Content of={item.controls} />
            </div>
          </div>
        ))}
      </div>
      <div className={styles.common} style={{ maxWidth: part.props.wideCommonControls === true ? 600 : 300 }}>
        <Content of={part.props.commonControls} />
      </div>
    </div>
  );
}
