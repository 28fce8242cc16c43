import { readdir } from "node:fs/promises";
import { imageSize } from "image-size";
import { describe, expect, it } from "vitest";
import { findPicture, pictureNames } from "./pictures.ts";

const pngs = pictureNames.filter((name) => name.endsWith(".png"));

/** How many colours a PNG with a palette has. */
const coloursOf = (png: Buffer): number => png.readUInt32BE(png.indexOf("PLTE") - 4) / 3;

describe("the sample pictures", () => {
  it.each(pngs)("%s is a PNG with something on it", (name) => {
    const { bytes, type } = findPicture(name)!;
    expect(type).toBe("image/png");
    expect(imageSize(bytes).type).toBe("png");
    // Complete, not cut short.
    expect(bytes.toString("latin1", bytes.length - 8, bytes.length - 4)).toBe("IEND");
    expect(coloursOf(bytes)).toBeGreaterThan(20);
  });

  it("are all the files beside the list, 200 kB together", async () => {
    const files = (await readdir(import.meta.dirname)).filter((file) => !file.endsWith(".ts"));
    expect(files.sort()).toEqual(pictureNames.toSorted());
    const total = pictureNames.reduce((sum, name) => sum + findPicture(name)!.bytes.length, 0);
    expect(total).toBeLessThan(200_000);
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

  it("are read once", () => {
    expect(findPicture("small.png")).toBe(findPicture("small.png"));
  });

  it.each(["horse.png", "", "toString", "../seed.ts", "pictures.ts"])("%o is none of them", (name) => {
    expect(findPicture(name)).toBeNull();
  });
});
