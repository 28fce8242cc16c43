import { isJsonNumber, isJsonObject, type Json, type JsonObject } from "../../../../shared/values/json.ts";

/** A place in an image, as fractions of its natural size from the top left corner. */
export interface Point {
  left: number;
  top: number;
}

/** A shape of `field.image-annotation`, as it stands in the answer. */
export type Shape = { label?: Json } & (
  | ({ shape: "point" } & Point)
  | ({ shape: "rectangle"; width: number; height: number } & Point)
  | { shape: "polygon"; points: Point[] }
);
export type Tool = Shape["shape"];
export const TOOLS: readonly Tool[] = ["point", "rectangle", "polygon"];

const share = (value: Json | undefined): number | null => (isJsonNumber(value) ? Number(String(value)) : null);

function pointIn(value: Json | undefined): Point | null {
  if (!isJsonObject(value)) return null;
  const [left, top] = [share(value.left), share(value.top)];
  return left === null || top === null ? null : { left, top };
}

/** The shapes in a value. `null` stands for what is none, so that positions stay. */
export function shapesIn(value: Json | undefined): (Shape | null)[] {
  return Array.isArray(value) ? value.map(shapeIn) : [];
}

function shapeIn(value: Json): Shape | null {
  if (!isJsonObject(value)) return null;
  const label = value.label === undefined ? {} : { label: value.label };
  if (value.shape === "polygon") {
    const points = (Array.isArray(value.points) ? value.points : []).map(pointIn).filter((point) => point !== null);
    return points.length === 0 ? null : { shape: "polygon", points, ...label };
  }
  const at = pointIn(value);
  if (at === null) return null;
  if (value.shape === "point") return { shape: "point", ...at, ...label };
  const [width, height] = [share(value.width), share(value.height)];
  if (value.shape !== "rectangle" || width === null || height === null) return null;
  return { shape: "rectangle", ...at, width, height, ...label };
}

export const toJson = (shape: Shape): JsonObject => shape as unknown as JsonObject;

const inside = (value: number): number => Math.min(1, Math.max(0, value));
export const within = ({ left, top }: Point): Point => ({ left: inside(left), top: inside(top) });

export function rectangleBetween(one: Point, other: Point): Shape {
  return {
    shape: "rectangle",
    left: Math.min(one.left, other.left),
    top: Math.min(one.top, other.top),
    width: Math.abs(one.left - other.left),
    height: Math.abs(one.top - other.top),
  };
}

/** The points by which a shape can be changed; of a rectangle its corners, clockwise from the top left. */
export function handlesOf(shape: Shape): Point[] {
  if (shape.shape === "polygon") return shape.points;
  if (shape.shape === "point") return [{ left: shape.left, top: shape.top }];
  const { left, top, width, height } = shape;
  const [right, bottom] = [left + width, top + height];
  return [
    { left, top },
    { left: right, top },
    { left: right, top: bottom },
    { left, top: bottom },
  ];
}

/** The shape with one of its points elsewhere. */
export function withHandle(shape: Shape, index: number, to: Point): Shape {
  const at = within(to);
  if (shape.shape === "point") return { ...shape, ...at };
  if (shape.shape === "polygon")
    return { ...shape, points: shape.points.map((point, one) => (one === index ? at : point)) };
  const opposite = handlesOf(shape)[(index + 2) % 4]!;
  return { ...shape, ...rectangleBetween(opposite, at) } as Shape;
}

/** The shape moved as a whole, as far as the image goes. */
export function movedBy(shape: Shape, by: Point): Shape {
  const points = handlesOf(shape);
  const step = (side: keyof Point): number => {
    const all = points.map((point) => point[side]);
    return Math.min(1 - Math.max(...all), Math.max(-Math.min(...all), by[side]));
  };
  const [left, top] = [step("left"), step("top")];
  const moved = ({ left: x, top: y }: Point): Point => ({ left: x + left, top: y + top });
  return shape.shape === "polygon" ? { ...shape, points: shape.points.map(moved) } : { ...shape, ...moved(shape) };
}
