import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

/** A test that prints hides the next one's failure: output nobody asked for fails the test that made it. */
const LEVELS = ["log", "info", "warn", "error", "debug", "trace"] as const;
let printed: string[] = [];

for (const level of LEVELS)
  console[level] = (...values: unknown[]) => {
    printed.push(`console.${level}: ${format(...values)}`);
  };

const warned = (warning: Error): void => {
  printed.push(`process warning: ${warning.name}: ${warning.message}`);
};
process.on("warning", warned);

beforeEach(() => {
  printed = [];
});

afterEach(() => {
  const found = printed;
  printed = [];
  if (found.length > 0) throw new Error(`unexpected output:\n${found.join("\n")}`);
});
