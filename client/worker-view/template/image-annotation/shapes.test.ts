import { describe, expect, it } from "vitest";
import { handlesOf, movedBy, rectangleBetween, type Shape, shapesIn, withHandle } from "./shapes.ts";

const rectangle: Shape = { shape: "rectangle", left: 0.25, top: 0.25, width: 0.5, height: 0.25, label: "sign" };

describe("shapes on an image", () => {
  it("are read from an answer; what is no shape keeps its position", () => {
    const polygon = {
      shape: "polygon",
      points: [
        { left: 0, top: 0 },
        { left: 1, top: 0 },
        { left: 0, top: 1 },
      ],
    };
    const value = [{ shape: "point", left: 0.5, top: 0.5 }, "sign", { shape: "rectangle", left: 0 }, polygon];
    expect(shapesIn(value)).toEqual([{ shape: "point", left: 0.5, top: 0.5 }, null, null, polygon]);
    expect(shapesIn("sign")).toEqual([]);
  });

  it("a rectangle is the same from whichever corner it was drawn", () => {
    const one = { left: 0.75, top: 0.25 };
    const other = { left: 0.25, top: 0.5 };
    const expected = { shape: "rectangle", left: 0.25, top: 0.25, width: 0.5, height: 0.25 };
    expect(rectangleBetween(one, other)).toEqual(expected);
    expect(rectangleBetween(other, one)).toEqual(expected);
  });

  it.each([
    [0, { left: 0, top: 0 }, { left: 0, top: 0, width: 0.75, height: 0.5 }],
    [2, { left: 1, top: 1 }, { left: 0.25, top: 0.25, width: 0.75, height: 0.75 }],
    [2, { left: 0, top: 0 }, { left: 0, top: 0, width: 0.25, height: 0.25 }],
    [1, { left: 2, top: -1 }, { left: 0.25, top: 0, width: 0.75, height: 0.5 }],
  ])("corner %i of a rectangle is dragged, and the opposite one stays", (index, to, expected) => {
    expect(withHandle(rectangle, index, to)).toEqual({ shape: "rectangle", label: "sign", ...expected });
  });

  it("a corner of a polygon is dragged alone", () => {
    const points = [
      { left: 0, top: 0 },
      { left: 0.5, top: 0 },
      { left: 0, top: 0.5 },
    ];
    expect(handlesOf(withHandle({ shape: "polygon", points }, 1, { left: 1, top: 1 }))).toEqual([
      points[0],
      { left: 1, top: 1 },
      points[2],
    ]);
  });

  it("a shape that is moved stays whole inside the image", () => {
    expect(movedBy(rectangle, { left: 0.5, top: -0.125 })).toEqual({ ...rectangle, left: 0.5, top: 0.125 });
    expect(movedBy(rectangle, { left: -1, top: 1 })).toEqual({ ...rectangle, left: 0, top: 0.75 });
  });
});
