import { crc32, deflateSync } from "node:zlib";

export type Colour = readonly [red: number, green: number, blue: number];
/** x and y go from -1 to 1 over the shorter side of the picture, y downwards. */
export interface Shape {
  inside(x: number, y: number): boolean;
  /** Contains the whole shape: left, top, right, bottom. */
  box: readonly [number, number, number, number];
}
export interface Layer {
  shape: Shape;
  colour: Colour;
}

export const ellipse = (cx: number, cy: number, rx: number, ry: number): Shape => ({
  inside: (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1,
  box: [cx - rx, cy - ry, cx + rx, cy + ry],
});

type Point = readonly [x: number, y: number];

export function triangle(a: Point, b: Point, c: Point): Shape {
  const xs = [a[0], b[0], c[0]];
  const ys = [a[1], b[1], c[1]];
  return {
    inside(x, y) {
      const side = (p: Point, q: Point) => (x - q[0]) * (p[1] - q[1]) - (p[0] - q[0]) * (y - q[1]);
      const [d, e, f] = [side(a, b), side(b, c), side(c, a)];
      return !((d < 0 || e < 0 || f < 0) && (d > 0 || e > 0 || f > 0));
    },
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
  };
}

/** A line of the given width from one point to another. */
export function stroke([x1, y1]: Point, [x2, y2]: Point, width: number): Shape {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  return {
    inside(x, y) {
      const along = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
      return (x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2 <= (width / 2) ** 2;
    },
    box: [Math.min(x1, x2) - width, Math.min(y1, y2) - width, Math.max(x1, x2) + width, Math.max(y1, y2) + width],
  };
}

/** The part of a shape below `top`. */
export const below = (top: number, { inside, box }: Shape): Shape => ({
  inside: (x, y) => y > top && inside(x, y),
  box: [box[0], Math.max(top, box[1]), box[2], box[3]],
});

/** Points sampled in a pixel, in each direction, to smooth edges. */
const SAMPLES = 2;

/** Draws layers, the last on top, on a gradient from one colour to another. Returns a PNG. */
export function drawPng(width: number, height: number, sky: [Colour, Colour], layers: Layer[]): Buffer {
  const fine = { width: width * SAMPLES, height: height * SAMPLES, scale: (Math.min(width, height) * SAMPLES) / 2 };
  // The number of the top layer at each sampled point, from 1; 0 is the background.
  const top = new Uint8Array(fine.width * fine.height);
  for (const [index, { shape }] of layers.entries()) paint(top, fine, shape, index + 1);
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const sum = [0, 0, 0];
      for (let index = 0; index < SAMPLES * SAMPLES; index++) {
        const x = column * SAMPLES + (index % SAMPLES);
        const y = row * SAMPLES + Math.floor(index / SAMPLES);
        const layer = layers[top[y * fine.width + x]! - 1];
        for (const channel of CHANNELS) sum[channel]! += layer?.colour[channel] ?? shade(sky, channel, y / fine.height);
      }
      const at = row * (1 + width * 3) + 1 + column * 3;
      for (const channel of CHANNELS) rows[at + channel] = Math.round(sum[channel]! / (SAMPLES * SAMPLES));
    }
  return png(width, height, rows);
}

const CHANNELS = [0, 1, 2] as const;

const shade = (sky: [Colour, Colour], channel: 0 | 1 | 2, depth: number): number =>
  sky[0][channel] + (sky[1][channel] - sky[0][channel]) * depth;

/** Writes `value` at the sampled points of one shape; only its box is searched. */
function paint(
  top: Uint8Array,
  { width, height, scale }: { width: number; height: number; scale: number },
  { inside, box }: Shape,
  value: number,
): void {
  const column = (x: number): number => Math.max(0, Math.min(width, Math.round(x * scale + width / 2)));
  const line = (y: number): number => Math.max(0, Math.min(height, Math.round(y * scale + height / 2)));
  for (let y = line(box[1]); y < line(box[3]); y++)
    for (let x = column(box[0]); x < column(box[2]); x++)
      if (inside((x + 0.5 - width / 2) / scale, (y + 0.5 - height / 2) / scale)) top[y * width + x] = value;
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
