import { type PointerEvent, useRef, useState } from "react";
import type { Json } from "../../../../shared/values/json.ts";
import { isWebAddress } from "../../engine/addresses.ts";
import { useView } from "../view-context.ts";
import { useFailed } from "../views/media-box.tsx";
import styles from "./annotation.module.css";
import { handlesOf, type Point, type Shape } from "./shapes.ts";
import type { Annotation } from "./use-annotation.ts";

interface StageProps {
  url: string;
  /** Width and height of the box into which the image is fitted. */
  ratio: readonly [number, number];
  least: number;
  zoom: number;
  annotation: Annotation;
  labelOf: (label: Json | undefined) => string;
}

/** The image with its shapes over it. */
export function Stage({ url, ratio, least, zoom, annotation, labelOf }: StageProps) {
  const { words } = useView();
  const [failed, fail] = useFailed(url);
  const [natural, setNatural] = useState<{ url: string; shape: number } | null>(null);
  const plane = useRef<HTMLElement>(null);
  const shape = !failed && natural?.url === url ? natural.shape : ratio[0] / ratio[1];
  // In parts of the field's width, so that nothing has to be measured.
  const high = `max(${least}px, 100cqw * ${ratio[1] / ratio[0]})`;
  const width = `calc(min(100cqw, ${high} * ${shape}) * ${zoom})`;

  const at = ({ clientX, clientY }: PointerEvent): Point => {
    const box = plane.current!.getBoundingClientRect();
    return { left: (clientX - box.left) / box.width, top: (clientY - box.top) / box.height };
  };
  const press = (event: PointerEvent, index: number | null, handle: number | null = null) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    plane.current!.setPointerCapture(event.pointerId);
    annotation.press(at(event), index, handle);
  };
  const { shapes, selected, draft, disabled, tool } = annotation;
  const drawing = tool !== "select" && !disabled;
  return (
    <div className={styles.box} style={{ height: high }}>
      <figure
        ref={plane}
        aria-label={words.annotation.drawing(shapes.length)}
        className={drawing ? styles.drawing : styles.plane}
        style={{ width, aspectRatio: shape }}
        onPointerDown={(event) => press(event, null)}
        onPointerMove={(event) => annotation.move(at(event))}
        onPointerUp={annotation.release}
      >
        {failed ? (
          <span className={styles.failed}>
            {isWebAddress(url) ? `${words.image}. ${words.cantLoad}` : words.badAddress} {url}
          </span>
        ) : (
          <img
            src={url}
            alt=""
            draggable={false}
            onError={fail}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              naturalHeight > 0 && setNatural({ url, shape: naturalWidth / naturalHeight })
            }
          />
        )}
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
          {shapes.map((one, index) =>
            one === null ? null : (
              <Outline
                key={index}
                shape={one}
                chosen={index === selected}
                onPress={drawing || disabled ? undefined : (event) => press(event, index)}
              />
            ),
          )}
          {draft !== null && <Outline shape={draft} chosen onPress={undefined} />}
        </svg>
        {shapes.map((one, index) => {
          const [first] = one === null ? [] : handlesOf(one);
          if (one === null || first === undefined) return null;
          const text = labelOf(one.label);
          return (
            <span key={index} className={styles.tag} style={place(first)}>
              {text !== "" && <span>{text}</span>}
            </span>
          );
        })}
        {shapes.map((one, index) =>
          one === null || (one.shape !== "point" && index !== selected)
            ? null
            : handlesOf(one).map((point, handle) => (
                <span
                  key={`${index}-${handle}`}
                  className={index === selected ? styles.chosenHandle : styles.handle}
                  style={place(point)}
                  onPointerDown={drawing || disabled ? undefined : (event) => press(event, index, handle)}
                />
              )),
        )}
        {draft?.shape === "polygon" &&
          draft.points
            .slice(0, -1)
            .map((point, index) => <span key={index} className={styles.corner} style={place(point)} />)}
      </figure>
    </div>
  );
}

const place = ({ left, top }: Point): React.CSSProperties => ({ left: `${left * 100}%`, top: `${top * 100}%` });

function Outline(props: { shape: Shape; chosen: boolean; onPress: ((event: PointerEvent) => void) | undefined }) {
  const { shape, chosen, onPress } = props;
  if (shape.shape === "point") return null;
  const points = handlesOf(shape)
    .map(({ left, top }) => `${left},${top}`)
    .join(" ");
  return (
    <g className={chosen ? styles.chosenShape : styles.shape} onPointerDown={onPress}>
      <polygon points={points} className={styles.halo} />
      <polygon points={points} className={styles.line} />
    </g>
  );
}
