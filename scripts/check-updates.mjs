import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/**
 * Whether the libraries keep the times of "Updates" in `SECURITY.md`: no known vulnerability (`npm audit`), and no newer version of the
 * same major (of the same minor below 1.0) that was published more than a month ago. Asks the npm registry; ends with 1 and a line for each library that is late.
 */
const LONGEST_DAYS = 31;
/** Versions that other libraries hold back, and why. */
const HELD = { "@opentelemetry/api": "@opentelemetry/core 2 allows none from 1.10 on" };

const run = promisify(execFile);
const { dependencies, devDependencies } = JSON.parse(
  await readFile(new URL("../package.json", import.meta.url), "utf8"),
);

const late = [];
for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
  if (name in HELD) continue;
  const newer = await newerThan(name, version);
  const first = newer.at(0);
  if (first !== undefined && daysSince(first.at) > LONGEST_DAYS)
    late.push(
      `${name} ${version}: ${first.version} is there since ${first.at.slice(0, 10)}; the newest is ${newer.at(-1).version}`,
    );
}
for (const line of late) console.error(line);
// Ends with 1 too if the registry does not say which vulnerabilities are known.
const audit = await once(spawn("npm", ["audit"], { stdio: "inherit" }), "exit");
process.exitCode = late.length === 0 && audit[0] === 0 ? 0 : 1;

/** The released versions of the same major after this one, the oldest first. */
async function newerThan(name, current) {
  const { stdout } = await run("npm", ["view", name, "time", "--json"], { maxBuffer: 64 * 1024 * 1024 });
  const numbers = partsOf(current);
  return Object.entries(JSON.parse(stdout))
    .flatMap(([version, at]) => {
      const parts = partsOf(version);
      return parts !== null && fits(parts, numbers) && compare(parts, numbers) > 0 ? [{ version, parts, at }] : [];
    })
    .sort((a, b) => compare(a.parts, b.parts));
}

/** Null for a version before a release. */
function partsOf(version) {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version);
  return parts === null ? null : parts.slice(1).map(Number);
}

/** Whether no breaking change is expected between two versions. */
function fits(a, b) {
  return a[0] === b[0] && (a[0] > 0 || a[1] === b[1]);
}

function compare(a, b) {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}

function daysSince(iso) {
  return (Date.now() - Date.parse(iso)) / 86_400_000;
}
