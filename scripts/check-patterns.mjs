// Checks every regular expression of the program for backtracking: with text from outside, one could block the server.
// `node scripts/check-patterns.mjs [FILE…]`, by default all of shared, server and client. Exits with 1 and a line for each fault.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "@swc/core";
import { check } from "recheck";

const root = join(import.meta.dirname, "..");
/** Milliseconds for one pattern. The slowest takes some hundred. */
const TIMEOUT_MS = 60_000;

const sources = () =>
  globSync("{shared,server,client}/**/*.{ts,tsx}", { cwd: root })
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .map((file) => join(root, file));

/** All nodes of a syntax tree. */
function* nodesOf(value) {
  if (typeof value !== "object" || value === null) return;
  if (typeof value.type === "string") yield value;
  for (const child of Object.values(value)) yield* nodesOf(child);
}

/** What is wrong with a node, in words; null if nothing is. */
async function faultOf(node) {
  if (node.type === "NewExpression" || node.type === "CallExpression")
    return node.callee.value === "RegExp" ? "RegExp(…) cannot be checked: write the pattern as a literal" : null;
  if (node.type !== "RegExpLiteral") return null;
  const { status, complexity, attack, error } = await check(node.pattern, node.flags, { timeout: TIMEOUT_MS });
  if (status === "safe") return null;
  const why =
    status === "vulnerable" ? `${complexity.summary} on ${attack.pattern}` : `cannot be decided (${error.kind})`;
  return `/${node.pattern}/${node.flags}: ${why}`;
}

let faults = 0;
for (const file of process.argv.length > 2 ? process.argv.slice(2) : sources()) {
  const text = readFileSync(file, "utf8");
  for (const node of nodesOf(parseSync(text, { syntax: "typescript", tsx: file.endsWith("x"), target: "esnext" }))) {
    const fault = await faultOf(node);
    if (fault === null) continue;
    const place = node.type === "RegExpLiteral" ? text.indexOf(`/${node.pattern}/`) : text.indexOf("RegExp(");
    console.error(`${file}:${text.slice(0, place).split("\n").length}: ${fault}`);
    faults += 1;
  }
}
process.exit(faults > 0 ? 1 : 0);
