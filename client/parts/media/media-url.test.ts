import { describe, expect, it } from "vitest";
import { bytesText, durationText, fileName, formatName, kindByName, viewableUrl } from "./media-url.ts";
import { en } from "./words.en.ts";

describe("whether an address is complete", () => {
  it.each([
    ["https://cdn.example.com/dog.jpg", "https://cdn.example.com/dog.jpg"],
    ["  https://cdn.example.com/dog.jpg ", "https://cdn.example.com/dog.jpg"],
    ["www.example.com/dog.jpg", "http://www.example.com/dog.jpg"],
    ["http://127.0.0.1:41234/pictures/dog.svg", "http://127.0.0.1:41234/pictures/dog.svg"],
    ["http://localhost:3000/dog.jpg", "http://localhost:3000/dog.jpg"],
    ["http://[2606:4700::1]/dog.jpg", "http://[2606:4700::1]/dog.jpg"],
    ["", null],
    ["https://", null],
    ["https://cdn", null],
    ["https://cdn.", null],
    ["https://a b.com", null],
    ["www", null],
    ["/pictures/dog.jpg", null],
    ["ftp://example.com/dog.jpg", null],
    ["javascript:alert(1)", null],
    ["https://exa mple.com", null],
    ["https://[::1", null],
  ])("%j: %s", (typed, expected) => expect(viewableUrl(typed)).toBe(expected));
});

describe("the kind of a file by its address", () => {
  it.each([
    ["https://a.example/pets/dog.jpg?size=2", "dog.jpg", "image"],
    ["https://a.example/my%20dog.PNG", "my dog.PNG", "image"],
    ["https://a.example/odd%.mp3", "odd%.mp3", "audio"],
    ["https://a.example/film.mp4#t=3", "film.mp4", "video"],
    ["https://a.example/pets/", "pets", null],
    ["https://a.example", "a.example", null],
    ["https://a.example/file.pdf", "file.pdf", null],
    ["https://a.example/x?y=dog.jpg", "x", null],
  ])("%s", (address, name, kind) => expect([fileName(address), kindByName(address)]).toEqual([name, kind]));
});

describe("facts in words", () => {
  it.each([
    ["image/jpeg", "JPEG"],
    ["image/svg+xml; charset=utf-8", "SVG"],
    ["audio/x-wav", "WAV"],
    ["odd", "ODD"],
  ])("%s is %s", (type, expected) => expect(formatName(type)).toBe(expected));
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1 kB"],
    [41_234, "41 kB"],
    [999_499, "999 kB"],
    [999_500, "1.0 MB"],
    [3_210_000, "3.2 MB"],
    [30_000_000, "30 MB"],
  ])("%i bytes are %s", (bytes, expected) => expect(bytesText(bytes, en.bytes, "en")).toBe(expected));
  it.each([
    [4.4, "0:04"],
    [65, "1:05"],
    [3600, "60:00"],
  ])("%f seconds are %s", (seconds, expected) => expect(durationText(seconds)).toBe(expected));
});
