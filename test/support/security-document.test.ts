import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = /^(?:client|docs|scripts|server|shared|test)\//;

/** What the text between backticks names in the repository; null: nothing. */
function fileNamed(name: string): string | null {
  if (/^(?:wire|journey)\/[\w-]+$/.test(name)) return `test/${name}.test.ts`;
  if (/^test\/journal\/[\w-]+$/.test(name)) return `${name}.test.ts`;
  return FOLDERS.test(name) || name === "SECURITY.md" ? name : null;
}

const document = readFileSync(join(ROOT, "docs/security.md"), "utf8");
const named = [...new Set([...document.matchAll(/`([^`]+)`/g)].map(([, name]) => name!))];

it("every test, document and command that docs/security.md names exists, and every test has tests", () => {
  const files = named.flatMap((name) => fileNamed(name) ?? []);
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  const tests = files.filter((file) => file.endsWith(".test.ts"));
  expect(tests.filter((file) => !/^\s*it(?:\.each)?\(/m.test(readFileSync(join(ROOT, file), "utf8")))).toEqual([]);
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object };
  const commands = named.flatMap((name) => /^npm run ([\w:-]+)/.exec(name)?.[1] ?? []);
  expect(commands.filter((command) => !(command in scripts))).toEqual([]);
});

it("no requirement has two rows in docs/security.md, and every row says whether it is met", () => {
  const rows = [...document.matchAll(/^\| (\d[^|]*) \| ([^|]*) \|/gm)];
  expect(rows.length).toBeGreaterThan(100);
  const numbers = rows.flatMap(([, list]) => list!.split(", "));
  expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([]);
  expect(rows.filter(([, , state]) => !/^(?:met|in part|not met|–)$/.test(state!)).map(([row]) => row)).toEqual([]);
});
