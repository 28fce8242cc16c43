// `npm test`: installs, builds, finds a browser, checks, tests. Works in a fresh clone and on any Node.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "./chromium.mjs";
import { projectNode } from "./node.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
let failed = false;

/** Returns what says how long something took, in whole seconds. */
function stopwatch() {
  const began = performance.now();
  return () => `${Math.round((performance.now() - began) / 1000)} s`;
}

function step(name, command, args, options = {}) {
  console.log(`\n— ${name}`);
  const took = stopwatch();
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) failed = true;
  console.log(`${name}: ${status === 0 ? "done" : "failed"} after ${took()}`);
  return status === 0;
}

if (!step("install and build", process.execPath, ["scripts/prepare.mjs", "--build"])) process.exit(1);
const browser = chromium();
if (browser === null) process.exit(1);

// On Windows npm is a shell script.
step("check", "npm", ["run", "--silent", "check"], { shell: process.platform === "win32" });

const CHECKED = { name: "tests", options: ["--project=unit", "--project=wire"] };
const KILLED = { name: "tests with kills", options: ["--project=crash"] };
const SEEN = { name: "tests in a browser", options: ["--project=journey"] };

/** Runs one part, and prints what it says when `before` has ended. Resolves to how many tests passed and failed, and which failed. */
async function runPart({ name, options }, before = null) {
  const report = join(root, ".cache", `test-report${options[0].replace("--project=", "-")}.json`);
  rmSync(report, { force: true });
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const took = stopwatch();
  if (before === null) console.log(`\n— ${name}`);
  const run = spawn(projectNode(), [vitest, "run", ...options, ...reporters], {
    cwd: root,
    env: { ...process.env, CHROME_PATH: browser },
    stdio: before === null ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  const printed = [];
  for (const stream of [run.stdout, run.stderr]) stream?.on("data", (bytes) => printed.push(bytes));
  const [status] = await once(run, "close");
  const ended = `${name}: ${status === 0 ? "passed" : "failed"} after ${took()}`;
  if (before !== null) {
    await before;
    console.log(`\n— ${name}`);
    for (const bytes of printed) process.stdout.write(bytes);
  }
  console.log(ended);
  if (status !== 0) failed = true;
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
  // A test file that cannot be loaded counts as a failed test.
  const failures = counts.numFailedTests || (status === 0 ? 0 : Math.max(1, counts.numFailedTestSuites ?? 0));
  return { passed: counts.numPassedTests ?? 0, failures, failedTests: failedTestsOf(counts.testResults ?? []) };
}

/** What failed, by file and title, with the first line of the error: the end of a long output is what is read first. */
function failedTestsOf(files) {
  return files.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status === "failed");
    const named = failed.map((test) => ({ title: test.fullName, message: test.failureMessages[0] ?? "" }));
    if (named.length === 0 && file.status === "failed")
      named.push({ title: "cannot be run", message: file.message ?? "" });
    return named.map(({ title, message }) => `${relative(root, file.name)}: ${title}\n    ${message.split("\n")[0]}`);
  });
}

const checked = runPart(CHECKED);
// Both mostly wait. Nothing else runs beside a browser, which would be late.
const counted = await Promise.all([checked, runPart(KILLED, checked)]);
counted.push(await runPart(SEEN));
const passed = counted.reduce((sum, part) => sum + part.passed, 0);
const failures = counted.reduce((sum, part) => sum + part.failures, 0);
for (const test of counted.flatMap((part) => part.failedTests)) console.log(`\n✗ ${test}`);
console.log(`\n${passed} passed, ${failures === 0 && failed ? 1 : failures} failed`);
process.exit(failed ? 1 : 0);
