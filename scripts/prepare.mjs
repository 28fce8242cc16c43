// Installs and builds what is missing or stale, so that `npm start` and `npm test` work in a fresh clone. Runs on any Node.
// Takes a few milliseconds if there is nothing to do.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectNode } from "./node.mjs";
import { runCommand } from "./run-command.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

// package.json without the scripts, which change neither the installation nor the build.
const { scripts: _, ...manifest } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const dependencies = JSON.stringify(manifest);

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

/** Says what it does and runs `work`, unless `stamp` holds the hash of its inputs from the last successful run. */
function unlessFresh(stamp, output, inputs, said, work) {
  const path = join(root, stamp);
  const now = fingerprint(inputs);
  if (existsSync(join(root, output)) && existsSync(path) && readFileSync(path, "utf8") === now) return;
  // On a fresh clone this takes a minute, and npm is quiet until it is done.
  console.error(said);
  work();
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, now);
}

const lock = join(root, "package-lock.json");
unlessFresh("node_modules/.task-desk-stamp", "node_modules", [lock], "Installing the libraries…", () =>
  runCommand("npm ci --no-audit --no-fund --loglevel=error", false),
);
projectNode();

if (process.argv.includes("--build")) {
  const sources = [...files(join(root, "client")), ...files(join(root, "shared"))].sort();
  unlessFresh(
    "dist/.task-desk-stamp",
    "dist/client",
    [lock, join(root, "vite.config.ts"), join(root, "scripts/worker-view-frames.ts"), ...sources],
    "Building the page…",
    () => runCommand("npm run --silent build", true),
  );
}
