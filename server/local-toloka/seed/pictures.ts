import { createHash } from "node:crypto";
import { below, type Colour, drawPng, ellipse, type Layer, stroke, triangle } from "./draw.ts";

export interface Picture {
  type: string;
  bytes: Buffer;
  etag: string;
}

const INK: Colour = [40, 34, 38];
const WHITE: Colour = [250, 250, 246];
const PINK: Colour = [224, 132, 138];

function cat(fur: Colour, dark: Colour, eyes: Colour): Layer[] {
  const face = (shape: Layer["shape"], colour: Colour): Layer => ({ shape, colour });
  return [
    face(ellipse(0, 1.05, 0.62, 0.55), dark),
    face(triangle([-0.62, -0.72], [-0.56, -0.02], [-0.06, -0.34]), fur),
    face(triangle([0.62, -0.72], [0.56, -0.02], [0.06, -0.34]), fur),
    face(triangle([-0.54, -0.54], [-0.5, -0.14], [-0.22, -0.32]), PINK),
    face(triangle([0.54, -0.54], [0.5, -0.14], [0.22, -0.32]), PINK),
    face(ellipse(0, 0.1, 0.6, 0.52), fur),
    ...[-0.16, 0, 0.16].map((x) => face(stroke([x, -0.38], [x * 0.8, -0.2], 0.05), dark)),
    ...[-0.24, 0.24].flatMap((x) => [
      face(ellipse(x, 0.02, 0.12, 0.13), eyes),
      face(ellipse(x, 0.02, 0.035, 0.12), INK),
      face(ellipse(x + 0.03, -0.03, 0.025, 0.03), WHITE),
    ]),
    face(ellipse(0, 0.34, 0.24, 0.16), WHITE),
    face(triangle([-0.07, 0.22], [0.07, 0.22], [0, 0.3]), PINK),
    face(stroke([0, 0.3], [0, 0.36], 0.02), INK),
    face(stroke([0, 0.36], [-0.09, 0.41], 0.02), INK),
    face(stroke([0, 0.36], [0.09, 0.41], 0.02), INK),
    ...[-1, 1].flatMap((side) =>
      [0.24, 0.32, 0.4].map((y, index) =>
        face(stroke([side * 0.2, y + 0.02], [side * 0.78, y - 0.06 + index * 0.07], 0.012), INK),
      ),
    ),
  ];
}

function dog(fur: Colour, ear: Colour, collar: Colour): Layer[] {
  const face = (shape: Layer["shape"], colour: Colour): Layer => ({ shape, colour });
  return [
    face(ellipse(0, 1.1, 0.66, 0.55), fur),
    face(below(0.6, ellipse(0, 0.66, 0.44, 0.14)), collar),
    face(ellipse(0, 0.0, 0.52, 0.6), fur),
    face(ellipse(-0.52, -0.04, 0.19, 0.46), ear),
    face(ellipse(0.52, -0.04, 0.19, 0.46), ear),
    face(ellipse(0.2, -0.14, 0.2, 0.22), ear),
    ...[-0.2, 0.2].flatMap((x) => [
      face(ellipse(x, -0.12, 0.09, 0.1), WHITE),
      face(ellipse(x, -0.11, 0.065, 0.075), INK),
      face(ellipse(x + 0.025, -0.14, 0.02, 0.025), WHITE),
    ]),
    face(ellipse(0, 0.28, 0.3, 0.24), WHITE),
    face(ellipse(0, 0.16, 0.12, 0.085), INK),
    face(stroke([0, 0.24], [0, 0.34], 0.022), INK),
    face(below(0.34, ellipse(0, 0.3, 0.18, 0.1)), INK),
    face(ellipse(0, 0.47, 0.075, 0.12), PINK),
    face(stroke([0, 0.4], [0, 0.5], 0.012), [196, 96, 104]),
  ];
}

/** A tone of one second that rises and falls: 16 bits, mono, 8 kHz. */
function meow(): Buffer {
  const rate = 8_000;
  const samples = rate;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index++) {
    const share = index / samples;
    const pitch = 620 + 240 * Math.sin(share * Math.PI) - 180 * share;
    const loudness = Math.sin(share * Math.PI) * 9_000;
    bytes.writeInt16LE(Math.round(Math.sin((2 * Math.PI * pitch * index) / rate) * loudness), 44 + index * 2);
  }
  return bytes;
}

const DRAWN: Record<string, { type: string; make: () => Buffer }> = {
  "cat.png": {
    type: "image/png",
    make: () =>
      drawPng(
        500,
        374,
        [
          [214, 226, 234],
          [178, 200, 206],
        ],
        cat([226, 160, 92], [196, 126, 66], [150, 190, 92]),
      ),
  },
  "grey-cat.png": {
    type: "image/png",
    make: () =>
      drawPng(
        480,
        600,
        [
          [238, 228, 212],
          [214, 196, 170],
        ],
        cat([150, 154, 166], [112, 116, 130], [228, 190, 84]),
      ),
  },
  "dog.png": {
    type: "image/png",
    make: () =>
      drawPng(
        500,
        374,
        [
          [206, 224, 200],
          [150, 186, 140],
        ],
        dog([206, 164, 116], [130, 88, 58], [190, 60, 58]),
      ),
  },
  "white-dog.png": {
    type: "image/png",
    make: () =>
      drawPng(
        640,
        480,
        [
          [196, 216, 238],
          [226, 236, 244],
        ],
        dog([236, 230, 218], [196, 176, 150], [60, 110, 170]),
      ),
  },
  "small.png": {
    type: "image/png",
    make: () =>
      drawPng(
        64,
        64,
        [
          [240, 240, 240],
          [220, 220, 220],
        ],
        [{ shape: ellipse(0, 0, 0.7, 0.7), colour: [92, 124, 186] }],
      ),
  },
  "meow.wav": { type: "audio/wav", make: meow },
};

export const pictureNames = Object.keys(DRAWN);
const cache = new Map<string, Picture>();

/** A sample picture or sound, made at its first request. */
export function findPicture(name: string): Picture | null {
  if (!Object.hasOwn(DRAWN, name)) return null;
  let picture = cache.get(name);
  if (!picture) {
    const { type, make } = DRAWN[name]!;
    const bytes = make();
    picture = { type, bytes, etag: `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"` };
    cache.set(name, picture);
  }
  return picture;
}
