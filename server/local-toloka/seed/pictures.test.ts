import { inflateSync } from "node:zlib";
import { imageSize } from "image-size";
import { describe, expect, it } from "vitest";
import { findPicture, pictureNames } from "./pictures.ts";

const pngs = pictureNames.filter((name) => name.endsWith(".png"));

/** Rows of pixels, the filter byte of each row taken off. */
function pixels(png: Buffer): { colours: Set<number>; rows: number } {
  const { width = 0, height = 0 } = imageSize(png);
  const start = png.indexOf("IDAT") + 4;
  const raw = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  const colours = new Set<number>();
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      colours.add(raw.readUIntBE(row * (1 + width * 3) + 1 + column * 3, 3));
  return { colours, rows: raw.length / (1 + width * 3) };
}

describe("the sample pictures", () => {
  it.each(pngs)("%s is a PNG with all of its rows and with something on it", (name) => {
    const { bytes, type } = findPicture(name)!;
    expect(type).toBe("image/png");
    const { colours, rows } = pixels(bytes);
    expect(rows).toBe(imageSize(bytes).height);
    expect(colours.size).toBeGreaterThan(20);
  });

  it("differ in size and content", () => {
    const sizes = pngs.map((name) => {
      const { width, height } = imageSize(findPicture(name)!.bytes);
      return `${width} × ${height}`;
    });
    expect(new Set(sizes).size).toBeGreaterThan(3);
    expect(new Set(pictureNames.map((name) => findPicture(name)!.etag)).size).toBe(pictureNames.length);
  });

  it("come with a second of sound: 16 bits, 8,000 samples", () => {
    const { bytes, type } = findPicture("meow.wav")!;
    expect([type, bytes.toString("latin1", 0, 4), bytes.toString("latin1", 8, 16)]).toEqual([
      "audio/wav",
      "RIFF",
      "WAVEfmt ",
    ]);
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    expect(bytes.readUInt32LE(40)).toBe(16_000);
    expect(
      Math.max(...Array.from({ length: 8_000 }, (_sample, index) => bytes.readInt16LE(44 + index * 2))),
    ).toBeGreaterThan(8_000);
  });

  it("are drawn once", () => {
    expect(findPicture("small.png")).toBe(findPicture("small.png"));
  });

  it.each(["horse.png", "", "toString", "../seed.ts"])("%o is none of them", (name) => {
    expect(findPicture(name)).toBeNull();
  });
});
