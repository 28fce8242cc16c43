// `npm test`: installs, builds, finds a browser, checks, tests. Works in a fresh clone and on any Node.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "./chromium.mjs";
import { projectNode } from "./node.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
let failed = false;

function step(name, command, args, options = {}) {
  console.log(`\n— ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (status !== 0) {
    console.log(`${name}: failed`);
    failed = true;
  }
  return status === 0;
}

if (!step("install and build", process.execPath, ["scripts/prepare.mjs", "--build"])) process.exit(1);
const browser = chromium();
if (browser === null) process.exit(1);

// On Windows npm is a shell script.
step("check", "npm", ["run", "--silent", "check"], { shell: process.platform === "win32" });

// Counting covered lines makes a server slower, and journeys and campaigns are no measure of what is tested.
const parts = [
  { name: "tests", options: ["--project=unit", "--project=wire", "--coverage"] },
  { name: "tests in a browser and with kills", options: ["--project=journey", "--project=crash"] },
];
let passed = 0;
let failures = 0;
for (const [index, { name, options }] of parts.entries()) {
  const report = join(root, ".cache", `test-report-${index + 1}.json`);
  rmSync(report, { force: true });
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const ended = step(name, projectNode(), [vitest, "run", ...options, ...reporters], {
    env: { ...process.env, CHROME_PATH: browser },
  });
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
  passed += counts.numPassedTests ?? 0;
  // A test file that cannot be loaded counts as a failed test.
  failures += counts.numFailedTests || (ended ? 0 : Math.max(1, counts.numFailedTestSuites ?? 0));
}

console.log(`\n${passed} passed, ${failures === 0 && failed ? 1 : failures} failed`);
process.exit(failed ? 1 : 0);
