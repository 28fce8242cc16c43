import { toRe2 } from "./java-pattern.ts";

type Engine = typeof import("re2js")["RE2JS"];

/**
 * What one check may cost, in characters times instructions of the compiled pattern: at worst some 20 ns each, so a fifth
 * of a second. A pattern of a few dozen instructions runs on any text that fits into a task.
 */
const MOST_WORK = 10_000_000;

let engine: Engine | null = null;
const compiled = new Map<string, InstanceType<Engine> | null>();

/**
 * Makes patterns checkable. They are written by requesters for Java, whose way of matching takes centuries on some; this
 * engine takes time in proportion to the text. It is large, so a page loads it when a pool has patterns.
 */
export async function loadPatterns(): Promise<void> {
  engine ??= (await import("re2js")).RE2JS;
}

function compile(source: string): InstanceType<Engine> | null {
  if (engine === null) return null;
  let pattern = compiled.get(source);
  if (pattern === undefined) {
    pattern = compileWith(engine, source);
    compiled.set(source, pattern);
  }
  return pattern;
}

function compileWith(re2: Engine, source: string): InstanceType<Engine> | null {
  const translated = toRe2(source);
  if (translated === null) return null;
  try {
    return re2.compile(translated);
  } catch {
    return null;
  }
}

const reachOf = (pattern: InstanceType<Engine>): number => Math.floor(MOST_WORK / pattern.programSize());

/** The longest text, in UTF-16 units, that a pattern is run on here; 0 where only Toloka can run it. */
export function patternReach(source: string): number {
  const pattern = compile(source);
  return pattern === null ? 0 : reachOf(pattern);
}

/** Whether the whole text matches; `null` where it is left for Toloka to judge. */
export function matchesPattern(source: string, text: string): boolean | null {
  const pattern = compile(source);
  return pattern === null || text.length > reachOf(pattern) ? null : pattern.testExact(text);
}
