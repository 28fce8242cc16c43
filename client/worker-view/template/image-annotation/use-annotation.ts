import { useState } from "react";
import { isJsonObject, type Json } from "../../../../shared/values/json.ts";
import type { Drawn } from "../../engine/tree.ts";
import { useWrite } from "../fields/use-write.ts";
import { jsonOf, optionsOf } from "../props.ts";
import {
  movedBy,
  type Point,
  rectangleBetween,
  type Shape,
  shapesIn,
  TOOLS,
  type Tool,
  toJson,
  withHandle,
  within,
} from "./shapes.ts";

/** What is being done with the pointer. The answer keeps its former value until it is done. */
type Doing =
  | { kind: "rectangle"; from: Point; to: Point }
  | { kind: "polygon"; points: Point[]; next: Point }
  | { kind: "change"; index: number; handle: number | null; from: Point; shape: Shape };

/** Nearer than this to its first point a click closes a polygon, and a press counts as a click, in fractions of the image. */
const NEAR = 0.02;
const isNear = (one: Point, other: Point): boolean =>
  Math.abs(one.left - other.left) < NEAR && Math.abs(one.top - other.top) < NEAR;

/** The shapes of an image-annotation field, and what a pointer does with them. */
export function useAnnotation(part: Drawn) {
  const write = useWrite(part);
  const labels = optionsOf(part.props.labels);
  const asked = jsonOf(part.props.shapes);
  const only = part.type === "field.bounding-box" ? ["rectangle"] : TOOLS;
  const tools = TOOLS.filter((tool) => only.includes(tool) && (!isJsonObject(asked) || asked[tool] === true));
  const held = Array.isArray(part.value) ? part.value : [];
  const shapes = shapesIn(part.value);
  const [chosenTool, setTool] = useState<Tool | "select">(held.length === 0 ? (tools[0] ?? "select") : "select");
  const [label, setLabel] = useState<Json | undefined>(undefined);
  const [selected, setSelected] = useState<number | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const disabled = part.props.disabled === true;
  const tool = disabled ? "select" : chosenTool;

  const put = (all: Json[]) => write(all.length === 0 ? undefined : all);
  const add = (shape: Shape) => {
    put([...held, toJson(label === undefined ? shape : { ...shape, label })]);
    setSelected(held.length);
    setDoing(null);
  };
  const close = () => {
    if (doing?.kind === "polygon" && doing.points.length >= 3) add({ shape: "polygon", points: doing.points });
  };
  const press = (raw: Point, index: number | null, handle: number | null) => {
    const at = within(raw);
    if (disabled) return;
    if (tool === "select") {
      setSelected(index);
      const shape = index === null ? null : shapes[index];
      if (index !== null && shape != null) setDoing({ kind: "change", index, handle, from: at, shape });
    } else if (tool === "point") add({ shape: "point", ...at });
    else if (tool === "rectangle") {
      if (doing?.kind === "rectangle") add(rectangleBetween(doing.from, at));
      else setDoing({ kind: "rectangle", from: at, to: at });
    } else {
      const points = doing?.kind === "polygon" ? doing.points : [];
      if (points.length >= 3 && isNear(points[0]!, at)) close();
      else setDoing({ kind: "polygon", points: [...points, at], next: at });
    }
  };
  const move = (raw: Point) => {
    const at = within(raw);
    if (doing?.kind === "rectangle") setDoing({ ...doing, to: at });
    else if (doing?.kind === "polygon") setDoing({ ...doing, next: at });
    else if (doing?.kind === "change") {
      const before = shapes[doing.index];
      if (before == null) return;
      const by = { left: at.left - doing.from.left, top: at.top - doing.from.top };
      setDoing({
        ...doing,
        shape: doing.handle === null ? movedBy(before, by) : withHandle(before, doing.handle, at),
      });
    }
  };
  const release = () => {
    // A press without a drag is the first of two clicks.
    if (doing?.kind === "rectangle" && !isNear(doing.from, doing.to)) add(rectangleBetween(doing.from, doing.to));
    else if (doing?.kind === "change") {
      put(held.map((one, at) => (at === doing.index ? toJson(doing.shape) : one)));
      setDoing(null);
    }
  };
  const choose = (value: Json) => {
    setLabel(value);
    const shape = selected === null ? null : shapes[selected];
    if (shape != null) put(held.map((one, at) => (at === selected ? toJson({ ...shape, label: value }) : one)));
  };
  return {
    labels,
    tools,
    tool,
    label,
    disabled,
    selected,
    shapes: shapes.map((shape, at) => (doing?.kind === "change" && doing.index === at ? doing.shape : shape)),
    draft: draftOf(doing),
    canClose: doing?.kind === "polygon" && doing.points.length >= 3,
    isDrawing: doing?.kind === "polygon" || doing?.kind === "rectangle",
    press,
    move,
    release,
    close,
    choose,
    select: setSelected,
    use(next: Tool | "select") {
      setTool(next);
      setDoing(null);
      if (next !== "select") setSelected(null);
    },
    cancel: () => setDoing(null),
    remove() {
      if (selected === null) return;
      put(held.filter((_, at) => at !== selected));
      setSelected(null);
    },
    removeAll() {
      put([]);
      setSelected(null);
    },
  };
}

function draftOf(doing: Doing | null): Shape | null {
  if (doing?.kind === "rectangle") return rectangleBetween(doing.from, doing.to);
  return doing?.kind === "polygon" ? { shape: "polygon", points: [...doing.points, doing.next] } : null;
}

export type Annotation = ReturnType<typeof useAnnotation>;
