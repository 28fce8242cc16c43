import { format } from "node:util";
import { afterEach, beforeEach } from "vitest";

/** Output to the console and process warnings fail the test during which they were printed. */
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
