import { isDrawn } from "../../engine/tree.ts";
import { asText } from "../../engine/values.ts";
import { Content, Hint, Part } from "../part.tsx";
import { flagOf, jsonOf, listOf, numberOf, partsOf, ratioOf, rowsOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import { useOwnWidth } from "./own-width.ts";
import styles from "./views.module.css";

// Views that hold other views.

export function List({ part }: DrawingProps) {
  const row = part.props.direction === "horizontal";
  const size = part.props.size === "s" ? styles.small : styles.medium;
  return (
    <div className={`${row ? styles.row : styles.list} ${size}`}>
      {partsOf(part, "items").map((item) => (
        <Part key={item.key} part={item} />
      ))}
    </div>
  );
}

export function Group({ part }: DrawingProps) {
  const label = textOf(part, "label");
  return (
    <section className={styles.group}>
      {(label !== "" || part.props.hint !== undefined) && (
        <div className={styles.groupLabel}>
          <span>{label}</span>
          <Hint text={textOf(part, "hint")} />
        </div>
      )}
      <Content of={part.props.content} />
    </section>
  );
}

/** Classes of the themes of alerts and messages. */
export const THEMES: Record<string, string | undefined> = {
  info: styles.info,
  success: styles.success,
  warning: styles.warning,
  danger: styles.danger,
};

export function Alert({ part }: DrawingProps) {
  return (
    <div className={`${styles.alert} ${THEMES[textOf(part, "theme")] ?? styles.info}`}>
      <Content of={part.props.content} />
    </div>
  );
}

export function Divider({ part }: DrawingProps) {
  const label = textOf(part, "label");
  return (
    <div className={styles.divider}>
      <hr />
      {label !== "" && <span>{label}</span>}
      <Hint text={textOf(part, "hint")} />
      {label !== "" && <hr />}
    </div>
  );
}

/** Hidden content stays mounted in the engine: its fields count. */
export function Collapse({ part }: DrawingProps) {
  const { template } = useView();
  const opened = part.opened ?? flagOf(part, "defaultOpened");
  return (
    <div className={styles.list}>
      <div className={styles.row}>
        <button
          type="button"
          className={styles.plainButton}
          aria-expanded={opened}
          onClick={() => template.act({ kind: "opens", key: part.key, opened: !opened })}
        >
          {opened ? "▾" : "▸"} {textOf(part, "label")}
        </button>
        <Hint text={textOf(part, "hint")} />
      </div>
      <div hidden={!opened}>
        <Content of={part.props.content} />
      </div>
    </div>
  );
}

export function LabeledList({ part }: DrawingProps) {
  const { ref, width } = useOwnWidth();
  const narrow = width !== null && width < (numberOf(part, "minWidth") ?? 500);
  return (
    <dl ref={ref} className={narrow ? styles.stacked : styles.labeled}>
      {rowsOf(part, "items").map((row, index) => (
        <div key={index} className={row.centerLabel === true ? styles.centred : undefined}>
          <dt>
            {asText(jsonOf(row.label))} <Hint text={asText(jsonOf(row.hint))} />
          </dt>
          <dd>
            <Content of={row.content} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function DeviceFrame({ part }: DrawingProps) {
  const { words } = useView();
  const [width, height] = ratioOf(part, [9, 16]);
  const full = flagOf(part, "fullHeight");
  return (
    <figure className={styles.device}>
      <figcaption className={styles.row}>
        {textOf(part, "label")} <Hint text={textOf(part, "hint")} />
      </figcaption>
      <section
        className={styles.deviceScreen}
        // It scrolls, so it must be reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box
        tabIndex={0}
        aria-label={textOf(part, "label") || words.content}
        style={{
          aspectRatio: full ? undefined : `${width} / ${height}`,
          minHeight: full ? 400 : undefined,
          maxWidth: numberOf(part, "maxWidth") ?? 400,
        }}
      >
        <Content of={part.props.content} />
      </section>
    </figure>
  );
}

export function Table({ part }: DrawingProps) {
  const rows = listOf(part, "items").filter((row) => Array.isArray(row));
  const headers = listOf(part, "headers");
  return (
    <table className={styles.table}>
      {headers.length > 0 && (
        <thead>
          <tr>
            {headers.map((header, index) => (
              <th key={index} scope="col">
                <Content of={header} />
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((cells, index) => (
          <tr key={index}>
            {cells.map((cell, at) => (
              <td key={isDrawn(cell) ? cell.key : at}>
                <Content of={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function WithLabel({ part }: DrawingProps) {
  return (
    <div className={styles.row}>
      {partsOf(part, "items").map((item) => (
        <Part key={item.key} part={item} />
      ))}
      <Content of={part.props.content} />
    </div>
  );
}
