import { useId, useState } from "react";
import { type Drawable, type Drawn, isDrawn } from "../engine/tree.ts";
import { asText } from "../engine/values.ts";
import { jsonOf, textOf } from "./props.ts";
import styles from "./template.module.css";
import { useView } from "./view-context.ts";

/** A component with its label, its hint, and what is wrong with its value. */
export function Part({ part }: { part: Drawn }) {
  const { drawings, template, words } = useView();
  const id = useId();
  const drawing = Object.hasOwn(drawings, part.type) ? drawings[part.type] : undefined;
  const label = drawing === undefined || drawing.ownLabel ? "" : textOf(part, "label");
  const hint = drawing === undefined || drawing.ownLabel ? "" : textOf(part, "hint");
  const complaint = part.error !== null && template.speaks(part.place) ? part.error.text : "";
  const ids = {
    label: label === "" ? undefined : `${id}label`,
    error: complaint === "" ? undefined : `${id}error`,
  };
  return (
    <div className={styles.part} data-type={part.type}>
      {(label !== "" || hint !== "") && (
        <div className={styles.heading}>
          <span id={ids.label}>
            {label}
            {part.props.requiredMark === true && <span className={styles.mark}> *</span>}
          </span>
          <Hint text={hint} />
        </div>
      )}
      {drawing === undefined ? (
        <NotDrawn type={part.type} why={words.why.unknown} />
      ) : (
        <drawing.Draw part={part} ids={ids} />
      )}
      {complaint !== "" && (
        <p id={ids.error} className={styles.error} role="alert">
          {complaint}
        </p>
      )}
    </div>
  );
}

/** What stands where a view is expected: a view, or text. */
export function Content({ of }: { of: Drawable }) {
  if (isDrawn(of)) return <Part part={of} />;
  const text = asText(jsonOf(of));
  return text === "" ? null : <span className={styles.text}>{text}</span>;
}

/** An "i" that shows and hides a text. */
export function Hint({ text }: { text: string }) {
  const { words } = useView();
  const [shown, setShown] = useState(false);
  const id = useId();
  if (text === "") return null;
  return (
    <span className={styles.hint}>
      <button
        type="button"
        className={styles.hintButton}
        aria-label={words.hint}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setShown(!shown)}
        onBlur={() => setShown(false)}
      >
        i
      </button>
      <span id={id} role="note" className={styles.hintText} hidden={!shown}>
        {text}
      </span>
    </span>
  );
}

/** The key that does the same as a control. */
export const Badge = ({ of }: { of: string | undefined }) =>
  of === undefined ? null : (
    <kbd className={styles.badge} aria-hidden>
      {of === "up" ? "↑" : of === "down" ? "↓" : of.toUpperCase()}
    </kbd>
  );

/** What an assistive program is told of a control. */
export function named(part: Drawn, ids: { label: string | undefined; error: string | undefined }) {
  return {
    "aria-labelledby": ids.label,
    "aria-label": ids.label === undefined ? textOf(part, "placeholder") || part.place?.steps.join(".") : undefined,
    "aria-describedby": ids.error,
  };
}

/** A part that is not drawn as the worker gets it: what it is, and why. */
export function NotDrawn({ type, why, children }: { type: string; why: string; children?: React.ReactNode }) {
  return (
    <div className={styles.notDrawn}>
      <b>{type}</b>
      <p>{why}</p>
      {children}
    </div>
  );
}
