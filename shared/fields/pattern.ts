import { toRe2 } from "./java-pattern.ts";

type Engine = typeof import("re2js")["RE2JS"];

/**
 * The limit of one check, in characters times instructions of the compiled pattern: at worst 20 ns each, together 0.2
 * s. A pattern of a few dozen instructions can check any text that fits into a task.
 */
const MOST_WORK = 10_000_000;

let engine: Engine | null = null;
const compiled = new Map<string, InstanceType<Engine> | null>();

/**
 * Loads the engine that checks patterns, which takes time in proportion to the text; Java's own, for which requesters
 * write them, can take exponential time. It is large, so the page loads it only for pools that have patterns.
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

/** The length up to which a pattern is checked here, in UTF-16 units; 0 if only Toloka can check it. */
export function patternReach(source: string): number {
  const pattern = compile(source);
  return pattern === null ? 0 : reachOf(pattern);
}

/** Whether the whole text matches; `null` if only Toloka can check it. */
export function matchesPattern(source: string, text: string): boolean | null {
  const pattern = compile(source);
  return pattern === null || text.length > reachOf(pattern) ? null : pattern.testExact(text);
}
