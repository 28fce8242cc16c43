import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { classesOf, clientFiles, colourTokens, composedFrom, contrast, withoutComments } from "./css.ts";

const sheets = clientFiles("css");
const sources = clientFiles("ts", "tsx");
const TOKENS = "ui/tokens.css";
const tokens = sheets.find(({ path }) => path === TOKENS)!.text;

const COLOUR = /#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|light-dark|color-mix)\(|--mantine-color-/i;

describe("style sheets", () => {
  it("only the tokens name colours", () => {
    const naming = [...sheets, ...sources]
      // The theme tells the component library which tokens its colours are.
      .filter(({ path }) => path !== TOKENS && path !== "app/theme.ts")
      .filter(({ path, text }) =>
        (path.endsWith(".css") ? COLOUR : /["'`](?:#[0-9a-f]{3,8}|light-dark\()/i).test(withoutComments(text)),
      )
      .map(({ path }) => path);
    expect(naming).toEqual([]);
  });

  it("every class of a module is used by a file that imports it, and every class used is there", () => {
    const faults = sheets
      .filter(({ path }) => path.endsWith(".module.css"))
      .flatMap(({ path, text }) => {
        const used = new Set<string>();
        let dynamic = false;
        for (const source of sources) {
          const name = importedAs(source.path, source.text, path);
          if (name === null) continue;
          for (const [, member] of source.text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, "g"))) used.add(member!);
          dynamic ||= source.text.includes(`${name}[`);
        }
        for (const sheet of sheets) for (const one of composedFrom(sheet, path)) used.add(one);
        const defined = classesOf(text);
        return [
          ...defined.filter((one) => !used.has(one) && !dynamic).map((one) => `${path}: .${one} is not used`),
          ...[...used].filter((one) => !defined.includes(one)).map((one) => `${path}: .${one} is not defined`),
        ];
      });
    expect(faults).toEqual([]);
  });

  it("every variable that is used is a token", () => {
    const defined = new Set(sheets.flatMap(({ text }) => [...text.matchAll(/(--[\w-]+):/g)].map(([, name]) => name!)));
    const missing = [...sheets, ...sources].flatMap(({ path, text }) =>
      [...text.matchAll(/var\((--[\w-]+)/g)]
        .map(([, name]) => name!)
        .filter((name) => !defined.has(name) && !name.startsWith("--mantine-") && !text.includes(`"${name}"`))
        .map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

/** The name under which a source imports a style sheet; `null` if it does not. */
function importedAs(source: string, text: string, sheet: string): string | null {
  for (const [, name, path] of text.matchAll(/import (\w+) from "([^"]+\.module\.css)"/g))
    if (join(dirname(source), path!) === sheet) return name!;
  return null;
}

describe("contrast (WCAG AA)", () => {
  const colours = colourTokens(tokens);
  const TEXT = 4.5;
  const CONTROL = 3;
  const PLANES = ["canvas", "surface", "sunken"];
  const VERDICTS = ["good", "warning", "bad", "accent"];
  const pairs: [string, string, number][] = [
    ...PLANES.flatMap((plane): [string, string, number][] => [
      ["text", plane, TEXT],
      ["muted", plane, TEXT],
      ["accent", plane, TEXT],
      ["bad", plane, TEXT],
    ]),
    ...VERDICTS.flatMap((verdict): [string, string, number][] => [
      [verdict, `${verdict}-soft`, TEXT],
      ["text", `${verdict}-soft`, TEXT],
      [verdict, "surface", TEXT],
    ]),
    ...["name", "text", "number", "word"].map((part): [string, string, number] => [`code-${part}`, "surface", TEXT]),
    ["on-accent", "accent", TEXT],
    ["on-accent", "accent-hover", TEXT],
    ["on-production", "production", TEXT],
    ["outline", "surface", CONTROL],
    ["accent", "canvas", CONTROL],
  ];
  it.each(pairs)("%s on %s", (front, back, least) => {
    for (const scheme of ["light", "dark"] as const) {
      const [one, other] = [colours.get(front), colours.get(back)];
      expect([scheme, one && other && contrast(one[scheme], other[scheme])]).toEqual([scheme, expect.any(Number)]);
      expect(contrast(one![scheme], other![scheme])).toBeGreaterThanOrEqual(least);
    }
  });
});
