import { describe, expect, it } from "vitest";
import { findInContent, findInStatus, worstFirst } from "./findings.ts";
import type { Sniffed } from "./sniff.ts";

const picture: Sniffed = { type: "image/png", kind: "image", html: false, width: 1, height: 1 };
const plain = {
  sniffed: picture,
  declared: "image/png",
  nosniff: false,
  mediaExpected: true,
  bytes: 100,
  ratio: 1,
  milliseconds: 10,
};
const codes = (more: Partial<typeof plain>) => findInContent({ ...plain, ...more }).map(({ code }) => code);

describe("the findings about a file's content", () => {
  it("finds nothing wrong with a small, quick picture under its own type", () => expect(codes({})).toEqual([]));
  it("warns of a slow answer", () => {
    expect(codes({ milliseconds: 4000 })).toEqual([]);
    expect(codes({ milliseconds: 4001 })).toEqual(["SLOW"]);
  });
  it("warns of large files, with a higher limit for videos", () => {
    const film: Sniffed = { ...picture, type: "video/mp4", kind: "video" };
    expect(codes({ bytes: 10_000_001 })).toEqual(["TOO_LARGE"]);
    expect(codes({ bytes: 10_000_001, sniffed: film, declared: "video/mp4" })).toEqual([]);
  });
  it("takes the other names of a type for the type", () => {
    expect(codes({ sniffed: { ...picture, type: "image/jpeg" }, declared: "image/jpg" })).toEqual([]);
    expect(codes({ sniffed: { ...picture, type: "audio/ogg", kind: "audio" }, declared: "application/ogg" })).toEqual(
      [],
    );
    expect(codes({ sniffed: { ...picture, type: "video/mp4", kind: "video" }, declared: "text/plain" })).toEqual([
      "WRONG_TYPE",
    ]);
  });
  it("lets every answer but 200 and 206 count as a failure", () => {
    expect([200, 206].flatMap(findInStatus)).toEqual([]);
    expect([204, 300, 429, 451, 503].flatMap(findInStatus).map(({ code }) => code)).toEqual([
      "HTTP_204",
      "HTTP_300",
      "HTTP_429",
      "HTTP_451",
      "HTTP_503",
    ]);
  });
  it("puts the worst first and keeps the order among equals", () => {
    const finding = (verdict: "good" | "doubtful" | "bad", code: string) => ({ verdict, code, texts: [] });
    const sorted = worstFirst([
      finding("doubtful", "a"),
      finding("bad", "b"),
      finding("good", "c"),
      finding("bad", "d"),
    ]);
    expect(sorted.map(({ code }) => code)).toEqual(["b", "d", "a", "c"]);
  });
});
