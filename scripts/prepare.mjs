// Runs on whatever Node the machine has: installs what is missing and builds what is stale, so that `npm start` and
// `npm test` work in a fresh clone. With everything in place it costs a few milliseconds.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectNode } from "./node.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

// All of package.json except the scripts, which neither the installation nor the build depends on.
const { scripts: _, ...manifest } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const dependencies = JSON.stringify(manifest);

/** Through a shell: on Windows npm is a script that only a shell runs. */
function run(command) {
  const { status, signal } = spawnSync(command, { cwd: root, stdio: "inherit", shell: true });
  if (signal) process.kill(process.pid, signal);
  if (status !== 0) process.exit(status ?? 1);
}

function* files(path) {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) yield* files(inner);
    else yield inner;
  }
}

function fingerprint(paths) {
  const hash = createHash("sha256").update(dependencies);
  for (const path of paths) hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

/** Runs `work` unless the stamp of its inputs is the one left by the last successful run. */
function unlessFresh(stamp, output, inputs, work) {
  const path = join(root, stamp);
  const now = fingerprint(inputs);
  if (existsSync(join(root, output)) && existsSync(path) && readFileSync(path, "utf8") === now) return;
  work();
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, now);
}

const lock = join(root, "package-lock.json");
unlessFresh("node_modules/.task-desk-stamp", "node_modules", [lock], () =>
  run("npm ci --no-audit --no-fund --loglevel=error"),
);
projectNode();

if (process.argv.includes("--build")) {
  const sources = [...files(join(root, "client")), ...files(join(root, "shared"))].sort();
  unlessFresh("dist/.task-desk-stamp", "dist/client", [lock, join(root, "vite.config.ts"), ...sources], () =>
    run("npm run --silent build"),
  );
}
