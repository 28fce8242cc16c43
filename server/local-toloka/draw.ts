import { crc32, deflateSync } from "node:zlib";

export type Colour = readonly [red: number, green: number, blue: number];
/** Whether a point lies inside; x and y run from -1 to 1 over the shorter side, y downwards. */
export type Shape = (x: number, y: number) => boolean;
export interface Layer {
  shape: Shape;
  colour: Colour;
}

export const ellipse =
  (cx: number, cy: number, rx: number, ry: number): Shape =>
  (x, y) =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

export const triangle =
  (...[a, b, c]: [[number, number], [number, number], [number, number]]): Shape =>
  (x, y) => {
    const side = ([px, py]: [number, number], [qx, qy]: [number, number]) =>
      (x - qx) * (py - qy) - (px - qx) * (y - qy);
    const [d, e, f] = [side(a, b), side(b, c), side(c, a)];
    return !((d < 0 || e < 0 || f < 0) && (d > 0 || e > 0 || f > 0));
  };

/** A stroke of the given width from one point to another. */
export const stroke =
  (x1: number, y1: number, x2: number, y2: number, width: number): Shape =>
  (x, y) => {
    if (x < Math.min(x1, x2) - width || x > Math.max(x1, x2) + width) return false;
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const along = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
    return (x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2 <= (width / 2) ** 2;
  };

export const both =
  (a: Shape, b: Shape): Shape =>
  (x, y) =>
    a(x, y) && b(x, y);

/** Edges are smoothed by looking at so many points a pixel, in either direction. */
const SAMPLES = 2;

/** Draws layers, the last on top, on a background that shades from one colour to another; returns a PNG. */
export function drawPng(width: number, height: number, sky: [Colour, Colour], layers: Layer[]): Buffer {
  const scale = Math.min(width, height) / 2;
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const sum = [0, 0, 0];
      for (let index = 0; index < SAMPLES * SAMPLES; index++) {
        const px = column + ((index % SAMPLES) + 0.5) / SAMPLES;
        const py = row + (Math.floor(index / SAMPLES) + 0.5) / SAMPLES;
        const colour = colourAt((px - width / 2) / scale, (py - height / 2) / scale, py / height, sky, layers);
        for (const channel of [0, 1, 2]) sum[channel]! += colour[channel]!;
      }
      const at = row * (1 + width * 3) + 1 + column * 3;
      for (const channel of [0, 1, 2]) rows[at + channel] = Math.round(sum[channel]! / (SAMPLES * SAMPLES));
    }
  return png(width, height, rows);
}

function colourAt(x: number, y: number, depth: number, sky: [Colour, Colour], layers: Layer[]): Colour {
  for (let index = layers.length - 1; index >= 0; index--) if (layers[index]!.shape(x, y)) return layers[index]!.colour;
  const mix = (channel: 0 | 1 | 2) => sky[0][channel] + (sky[1][channel] - sky[0][channel]) * depth;
  return [mix(0), mix(1), mix(2)];
}

/** `rows`: each line a filter byte (0) and its pixels in red, green and blue. */
function png(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
