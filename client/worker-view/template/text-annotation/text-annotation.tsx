import { useEffect, useRef, useState } from "react";
import { type Json, sameJson } from "../../../../shared/values/json.ts";
import { keyNamed } from "../../engine/rules/hotkeys.ts";
import { asText } from "../../engine/values.ts";
import { isTyping } from "../../is-typing.ts";
import { useWrite } from "../fields/use-write.ts";
import { Badge } from "../part.tsx";
import { flagOf, optionsOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import { labelled, piecesOf, type Range, segmentsIn, toJson, wholeWords, without } from "./segments.ts";
import styles from "./text-annotation.module.css";

const COLOURS = [styles.first, styles.second, styles.third, styles.fourth, styles.fifth];

/** A text in which the worker selects parts and gives them labels. */
export function TextAnnotation({ part, ids }: DrawingProps) {
  const { words, settings } = useView();
  const write = useWrite(part);
  const place = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<Json | undefined>(undefined);
  const text = textOf(part, "content");
  const labels = optionsOf(part.props.labels);
  const disabled = flagOf(part, "disabled");
  const segments = segmentsIn(part.value, text);
  const strange = part.value !== undefined && segments.length === 0;
  const keys = disabled ? null : settings.text;

  const take = (): Range | null => {
    const range = place.current === null ? null : selectedIn(place.current);
    if (range === null) return null;
    window.getSelection()?.removeAllRanges();
    return textOf(part, "adjust") === "words" ? wholeWords(text, range) : range;
  };
  const put = (range: Range, label: Json) => write(toJson(labelled(segments, range, label), text));
  const press = (label: Json) => {
    const range = take();
    if (range !== null) put(range, label);
    else setActive(active !== undefined && sameJson(active, label) ? undefined : label);
  };
  const remove = () => {
    const range = take();
    if (range !== null) write(toJson(without(segments, range), text));
  };
  const selected = () => {
    if (active === undefined || disabled) return;
    const range = take();
    if (range !== null) put(range, active);
  };
  const latest = useRef({ press, remove, labels, keys });
  latest.current = { press, remove, labels, keys };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { press, remove, labels, keys } = latest.current;
      if (keys === null || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = keyNamed(event.key);
      const label = labels[keys.labels.indexOf(key)];
      if (label !== undefined) press(label.value);
      else if (key === keys.remove) remove();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
  return (
    <fieldset aria-labelledby={ids.label} aria-describedby={ids.error} className={styles.field}>
      {!disabled && (
        // A press must leave the selection where it is.
        <div
          role="toolbar"
          aria-label={words.annotation.labels}
          className={styles.tools}
          onMouseDown={(event) => event.preventDefault()}
        >
          {labels.map(({ label, value }, index) => (
            <button
              key={index}
              type="button"
              aria-pressed={active !== undefined && sameJson(active, value)}
              onClick={() => press(value)}
            >
              <Badge of={keys?.labels[index]} />
              <span className={COLOURS[index % COLOURS.length]}>{label}</span>
            </button>
          ))}
          <button type="button" onClick={remove}>
            <Badge of={keys?.remove} />
            {words.annotation.removeLabel}
          </button>
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: text is selected in it */}
      <div ref={place} className={styles.content} onMouseUp={selected}>
        {piecesOf(text, segments).map((piece) => {
          if (piece.label === undefined) return <span key={piece.offset}>{piece.text}</span>;
          const { label } = piece;
          const index = labels.findIndex(({ value }) => sameJson(value, label));
          return (
            <mark
              key={piece.offset}
              className={COLOURS[Math.max(0, index) % COLOURS.length]}
              title={labels[index]?.label ?? asText(label)}
            >
              {piece.text}
            </mark>
          );
        })}
      </div>
      {strange && (
        <p className={styles.strange}>
          {words.otherValue} {asText(part.value)}
        </p>
      )}
    </fieldset>
  );
}

/** What is selected in an element, in characters of its text; `null` for nothing. */
function selectedIn(element: HTMLElement): Range | null {
  const selection = window.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.commonAncestorContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const length = range.toString().length;
  return length === 0 ? null : { offset: before.toString().length, length };
}
