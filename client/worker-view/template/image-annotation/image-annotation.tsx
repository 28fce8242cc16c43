import { useEffect, useRef, useState } from "react";
import { type Json, sameJson } from "../../../../shared/values/json.ts";
import { keyNamed } from "../../engine/rules/hotkeys.ts";
import { asText } from "../../engine/values.ts";
import { isTyping } from "../../is-typing.ts";
import { Badge } from "../part.tsx";
import { flagOf, ratioOf, textOf } from "../props.ts";
import { type DrawingProps, useView } from "../view-context.ts";
import styles from "./annotation.module.css";
import { TOOLS } from "./shapes.ts";
import { Stage } from "./stage.tsx";
import { type Annotation, useAnnotation } from "./use-annotation.ts";

const ZOOMS = [1, 1.5, 2, 3, 4];

/** An image on which the worker draws points, rectangles and polygons, with a label each. Disabled, it only shows them. */
export function ImageAnnotation({ part, ids }: DrawingProps) {
  const { words, settings } = useView();
  const annotation = useAnnotation(part);
  const [zoom, setZoom] = useState(0);
  const least = flagOf(part, "fullHeight") ? 400 : 0;
  const { labels, tools, tool, disabled, selected } = annotation;
  const w = words.annotation;
  const keys = disabled ? null : settings.image;
  useKeys(annotation, keys);
  const labelOf = (value: Json | undefined) =>
    value === undefined ? "" : (labels.find((one) => sameJson(one.value, value))?.label ?? asText(value));
  return (
    <fieldset aria-labelledby={ids.label} aria-describedby={ids.error} className={styles.field}>
      {!disabled && (
        <div role="toolbar" aria-label={w.tools} className={styles.tools}>
          {(["select", ...tools] as const).map((one) => (
            <button key={one} type="button" aria-pressed={tool === one} onClick={() => annotation.use(one)}>
              <Badge of={keys?.modes[one]} /> {w[one]}
            </button>
          ))}
          {/* Always there: a row that comes or goes while a shape is drawn would move the image. */}
          {tools.includes("polygon") && (
            <button type="button" disabled={!annotation.canClose} onClick={annotation.close}>
              <Badge of={keys?.confirm} /> {w.finish}
            </button>
          )}
          <button type="button" disabled={!annotation.isDrawing} onClick={annotation.cancel}>
            <Badge of={keys?.cancel} /> {w.cancel}
          </button>
          <button type="button" disabled={selected === null} onClick={annotation.remove}>
            {w.remove}
          </button>
          <RemoveAll disabled={annotation.shapes.length === 0} onRemove={annotation.removeAll} />
          <button type="button" aria-label={w.zoomOut} disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
            −
          </button>
          <button
            type="button"
            aria-label={w.zoomIn}
            disabled={zoom === ZOOMS.length - 1}
            onClick={() => setZoom(zoom + 1)}
          >
            +
          </button>
        </div>
      )}
      {!disabled && labels.length > 0 && (
        <div role="toolbar" aria-label={w.labels} className={styles.tools}>
          {labels.map(({ label, value }, index) => (
            <button
              key={index}
              type="button"
              aria-pressed={annotation.label !== undefined && sameJson(annotation.label, value)}
              onClick={() => annotation.choose(value)}
            >
              <Badge of={keys?.labels[index]} /> {label}
            </button>
          ))}
        </div>
      )}
      <div className={styles.room}>
        <Stage
          url={textOf(part, "image")}
          ratio={ratioOf(part, [16, 9])}
          least={least}
          zoom={ZOOMS[zoom] ?? 1}
          annotation={annotation}
          labelOf={labelOf}
        />
      </div>
    </fieldset>
  );
}

function RemoveAll({ disabled, onRemove }: { disabled: boolean; onRemove: () => void }) {
  const { words } = useView();
  const [asked, setAsked] = useState(false);
  if (!asked || disabled)
    return (
      <button type="button" disabled={disabled} onClick={() => setAsked(true)}>
        {words.annotation.removeAll}
      </button>
    );
  return (
    <span className={styles.question}>
      {words.annotation.sure}
      <button
        type="button"
        onClick={() => {
          setAsked(false);
          onRemove();
        }}
      >
        {words.annotation.removeAll}
      </button>
      <button type="button" onClick={() => setAsked(false)}>
        {words.close}
      </button>
    </span>
  );
}

type Keys = ReturnType<typeof useView>["settings"]["image"];

/** The field's own keys, if the config has them. They do nothing while text is typed. */
function useKeys(annotation: Annotation, keys: Keys): void {
  const latest = useRef({ annotation, keys });
  latest.current = { annotation, keys };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { annotation, keys } = latest.current;
      if (keys === null || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = keyNamed(event.key);
      const mode = (["select", ...TOOLS] as const).find((one) => keys.modes[one] === key);
      const label = annotation.labels[keys.labels.indexOf(key)];
      if (mode !== undefined && (mode === "select" || annotation.tools.includes(mode))) annotation.use(mode);
      else if (label !== undefined) annotation.choose(label.value);
      else if (key === keys.confirm) annotation.close();
      else if (key === keys.cancel) annotation.cancel();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
