// `npm test`: installs, builds, finds a browser, checks, tests. Works in a fresh clone and on any Node.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "./chromium.mjs";
import { projectNode } from "./node.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const report = join(root, ".cache", "test-report.json");
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
rmSync(report, { force: true });
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
step("test", projectNode(), [vitest, "run", "--coverage", ...reporters], {
  env: { ...process.env, CHROME_PATH: browser },
});

const {
  numPassedTests = 0,
  numFailedTests = 0,
  numFailedTestSuites = 0,
  success = false,
} = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : {};
// A test file that cannot be loaded counts as a failed test.
const notLoaded = numFailedTests === 0 && (failed || !success) ? Math.max(1, numFailedTestSuites) : 0;
console.log(`\n${numPassedTests} passed, ${numFailedTests + notLoaded} failed`);
process.exit(failed || !success ? 1 : 0);
