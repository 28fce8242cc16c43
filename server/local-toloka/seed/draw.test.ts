import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { below, drawPng, ellipse, type Layer, type Shape, stroke, triangle } from "./draw.ts";

const RED = [255, 0, 0] as const;
const BLUE = [0, 0, 255] as const;

/** What lies at a pixel of a 20 × 10 picture on a black ground. */
function at(layers: Layer[], x: number, y: number): number[] {
  const png = drawPng(
    20,
    10,
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    layers,
  );
  const start = png.indexOf("IDAT") + 4;
  const raw = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  return [...raw.subarray(y * 61 + 1 + x * 3, y * 61 + 4 + x * 3)];
}

describe("a drawing", () => {
  it("has its centre at 0 and its shorter side from -1 to 1", () => {
    const dot = [{ shape: ellipse(0, 0, 0.3, 0.3), colour: RED }];
    expect([at(dot, 10, 5), at(dot, 14, 5), at(dot, 0, 0)]).toEqual([
      [255, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const right = [{ shape: ellipse(1.6, 0, 0.3, 0.3), colour: RED }];
    expect([at(right, 18, 5), at(right, 10, 5)]).toEqual([
      [255, 0, 0],
      [0, 0, 0],
    ]);
  });

  it("shows the last layer on top", () => {
    const layers = [RED, BLUE].map((colour) => ({ shape: ellipse(0, 0, 0.5, 0.5), colour }));
    expect(at(layers, 10, 5)).toEqual([0, 0, 255]);
  });

  it("smooths edges", () => {
    const half = [{ shape: below(-0.1, ellipse(0, 0, 3, 3)), colour: RED }];
    expect(at(half, 10, 4)[0]).toBe(128);
  });

  it("shades the ground from top to bottom", () => {
    const png = drawPng(
      4,
      4,
      [
        [0, 0, 0],
        [200, 200, 200],
      ],
      [],
    );
    const start = png.indexOf("IDAT") + 4;
    const raw = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
    const column = [0, 1, 2, 3].map((row) => raw[row * 13 + 1]!);
    expect(column).toEqual([...column].sort((a, b) => a - b));
    expect(column[0]).toBeLessThan(column[3]!);
  });

  it("draws what reaches over the edge as far as it is inside", () => {
    expect(at([{ shape: ellipse(0, 0, 50, 50), colour: RED }], 0, 9)).toEqual([255, 0, 0]);
  });
});

it.each<[string, Shape]>([
  ["an ellipse", ellipse(0.2, -0.1, 0.5, 0.3)],
  ["a triangle", triangle([-0.6, -0.7], [0.5, 0], [0, 0.6])],
  ["a stroke", stroke([-0.5, -0.4], [0.6, 0.2], 0.1)],
  ["a part", below(0.1, ellipse(0, 0, 0.5, 0.5))],
])("%s lies within its box, and fills some of it", (_name, { inside, box }) => {
  let found = 0;
  for (let x = -1; x <= 1; x += 0.02)
    for (let y = -1; y <= 1; y += 0.02) {
      if (!inside(x, y)) continue;
      found += 1;
      expect(x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3]).toBe(true);
    }
  expect(found).toBeGreaterThan(20);
});
