import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePng, makeSvg } from "../../test/support/media/media-files.ts";
import { sniff } from "./sniff.ts";

/** The rule as patterns, a comment ending at its first end. They are only asked about short texts: long ones take for ever. */
const SVG = /^(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i;
const HTML = /^(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype html|html|head|body|title|script|meta|h1|div|p)[\s>]/i;

const typeOf = async (text: string | Buffer) => (await sniff(Buffer.from(text as string))).type;

describe("what a file is", () => {
  it.each<[string, string | null]>([
    ["<svg>", "image/svg+xml"],
    ["\ufeff \n<SVG width='1'>", "image/svg+xml"],
    ['<?xml version="1.0"?>\n<!-- a --><!-- b -->\n<!DOCTYPE svg PUBLIC "x">\n<svg >', "image/svg+xml"],
    ["<!-- <html> --><svg>", "image/svg+xml"],
    ["<!---->\n<!-- - -- > --><html>", "text/html"],
    ["<!doctype HTML>", "text/html"],
    ["<!doctype html SYSTEM 'x'>", "text/html"],
    ["<p>", "text/html"],
    ["<script\nsrc=x>", "text/html"],
    ["<scripts>", null],
    ["<svgx>", null],
    ["<svg", null],
    ["<!-- never closed <svg>", null],
    ["< svg>", null],
    ["plain", null],
    ["<!-- a --> text <!-- b --><svg>", null],
  ])("%j is %s", async (text, type) => expect(await typeOf(text)).toBe(type));

  it("keeps the size of pictures", async () => {
    expect(await sniff(makePng(7, 5))).toEqual({ type: "image/png", kind: "image", html: false, width: 7, height: 5 });
    expect(await sniff(makeSvg(30, 20))).toMatchObject({ type: "image/svg+xml", width: 30, height: 20 });
  });

  it("is what the rule says, whatever the text", async () => {
    const parts = ["<?xml a>", "<!--", "-->", "-", ">", " ", "x", "<!DOCTYPE svg", "<!doctype html", "<svg", "<p"];
    const texts = fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((some) => some.join("").trimStart());
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const expected = SVG.test(text) ? "image/svg+xml" : HTML.test(text) ? "text/html" : "other";
        const type = await typeOf(text);
        // A document that begins as XML and is neither is told by its magic bytes.
        expect(type === "image/svg+xml" || type === "text/html" ? type : "other").toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a file made to keep the server busy", () => {
  const times = (text: string, bytes: number) => text.repeat(Math.ceil(bytes / text.length));

  it.each([
    ["empty comments", "<!---->"],
    ["comments and spaces", "<!----> \n"],
    ["comments within comments", "<!--<!---->-->"],
    ["opened comments", "<!--"],
    ["closed comments", "-->"],
    ["XML declarations", "<?xml "],
    ["document types", "<!DOCTYPE svg"],
    ["spaces", " "],
    ["elements", "<svg"],
  ])("%s take no time, however many", async (_name, part) => {
    for (const bytes of [196, 2_048, 100_000]) {
      const began = performance.now();
      await sniff(Buffer.from(times(part, bytes)));
      expect(performance.now() - began).toBeLessThan(200);
    }
  });
});
