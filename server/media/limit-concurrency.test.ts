import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CDN, type MediaSite, openMediaSite } from "../../test/support/media/media-site.ts";
import { createProbe } from "./probe.ts";

let site: MediaSite;
beforeAll(async () => {
  site = await openMediaSite();
});
afterAll(() => site.close());

describe("many probes at once", () => {
  it("run in turns, and are refused when the queue is full", async () => {
    const probe = createProbe({ ...site.options(), limits: { atOnce: 1, waiting: 1, totalMs: 1500, connectMs: 1000 } });
    const looks = await Promise.all(["/good.png", "/photo.jpg", "/film.mp4"].map((path) => probe(CDN + path)));
    expect(looks.map(({ code }) => code)).toEqual(["PUBLIC", "PUBLIC", "BUSY"]);
    expect((await probe(`${CDN}/film.mp4`)).code).toBe("PUBLIC");
  });
});
