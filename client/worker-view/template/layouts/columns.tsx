import { Content, Part } from "../part.tsx";
import { flagOf, jsonOf, numberOf, partsOf, textOf } from "../props.ts";
import type { DrawingProps } from "../view-context.ts";
import { useOwnWidth } from "../views/own-width.ts";
import styles from "./layouts.module.css";

const ALIGNED: Record<string, string> = { top: "start", middle: "center", bottom: "end" };

/** Beside each other; at or below the least width, one below another. */
export function Columns({ part }: DrawingProps) {
  const { ref, width } = useOwnWidth();
  const stacked = width !== null && width <= (numberOf(part, "minWidth") ?? 600);
  const ratio = jsonOf(part.props.ratio);
  const weight = (index: number) => Number(String((Array.isArray(ratio) ? ratio[index] : undefined) ?? 1)) || 1;
  return (
    <div
      ref={ref}
      className={stacked ? styles.stacked : styles.columns}
      style={{ alignItems: stacked ? undefined : (ALIGNED[textOf(part, "verticalAlign")] ?? "stretch") }}
    >
      {partsOf(part, "items").map((item, index) => (
        <div
          key={item.key}
          className={flagOf(part, "fullHeight") && !stacked ? styles.scrolling : styles.column}
          style={{ flexGrow: weight(index) }}
        >
          <Part part={item} />
        </div>
      ))}
    </div>
  );
}

/** Content with controls to its right, or below it where there is little room. */
export function Sidebar({ part }: DrawingProps) {
  const { ref, width } = useOwnWidth();
  const stacked = width !== null && width < (numberOf(part, "minWidth") ?? 600);
  return (
    <div ref={ref} className={stacked ? styles.stacked : styles.columns}>
      <div className={styles.column} style={{ flexGrow: 1 }}>
        <Content of={part.props.content} />
      </div>
      <div
        className={styles.stacked}
        style={stacked ? undefined : { flex: `0 0 ${numberOf(part, "controlsWidth") ?? 300}px` }}
      >
        <Content of={part.props.controls} />
        <Content of={part.props.extraControls} />
      </div>
    </div>
  );
}

/** Content between two bars, which keep their height. */
export function Bars({ part }: DrawingProps) {
  return (
    <div className={styles.stacked}>
      <Content of={part.props.barBefore} />
      <Content of={part.props.content} />
      <Content of={part.props.barAfter} />
    </div>
  );
}
