import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const CLIENT = join(import.meta.dirname, "../../client");

export interface SourceFile {
  /** Below `client`. */
  path: string;
  text: string;
}

/** The page's sources with these endings, without tests. */
export const clientFiles = (...endings: string[]): SourceFile[] =>
  globSync(
    endings.map((ending) => `**/*.${ending}`),
    { cwd: CLIENT },
  )
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(CLIENT, path), "utf8") }));

/** Without comments, in which anything may stand. */
export const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, "");

/** The classes that a style sheet defines. Those in `:global()` belong to libraries. */
export function classesOf(css: string): string[] {
  const own = withoutComments(css)
    .replaceAll(/:global\([^)]*\)/g, "")
    .replaceAll(/\{[^{}]*\}/g, "{}");
  return [...new Set([...own.matchAll(/\.([a-zA-Z_][\w-]*)/g)].map(([, name]) => name!))];
}

/** The classes of the sheet at `path`, below `client`, that another sheet composes its own of. */
export const composedFrom = (sheet: SourceFile, path: string): string[] =>
  [...withoutComments(sheet.text).matchAll(/composes:\s*([\w-]+)\s+from\s+"([^"]+)"/g)]
    .filter(([, , from]) => join(dirname(sheet.path), from!) === path)
    .map(([, name]) => name!);

/** The tokens that are colours, light and dark, as six hexadecimal digits. */
export function colourTokens(css: string): Map<string, { light: string; dark: string }> {
  const pairs = /--([\w-]+):\s*(?:light-dark\((#[0-9a-f]{3,6}),\s*(#[0-9a-f]{3,6})\)|(#[0-9a-f]{3,6}));/gi;
  return new Map(
    [...withoutComments(css).matchAll(pairs)].map(([, name, light, dark, both]) => [
      name!,
      { light: sixDigits(light ?? both!), dark: sixDigits(dark ?? both!) },
    ]),
  );
}

const sixDigits = (hex: string): string =>
  hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join("")}` : hex;

/** The contrast of two colours as WCAG 2 computes it, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
