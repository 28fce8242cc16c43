import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const BINARY = /^node-(bin-)?(linux|darwin|win)-(x64|arm64)$/;

const runs = (path) => spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0;

/** The path of the Node that was installed with the project; null if none of them runs here (musl). */
function installedNode() {
  const paths = readdirSync(modules)
    .filter((name) => BINARY.test(name))
    .map((name) => join(modules, name, "bin", process.platform === "win32" ? "node.exe" : "node"));
  return paths.find(runs) ?? null;
}

/**
 * The path of a Node that runs the project: the installed one, or this one if it is 24 or newer. npm scripts then find the
 * same one as `node`. Ends the process with a message if there is none.
 */
export function projectNode() {
  const installed = installedNode();
  if (installed !== null) return installed;
  if (Number(process.versions.node.split(".")[0]) < 24) {
    console.error(`No Node for this system comes with the project, and this is ${process.version}: install Node 24.`);
    process.exit(1);
  }
  // npm scripts would find these first, and they do not run here.
  for (const name of ["node", "node.cmd", "node.ps1"]) rmSync(join(modules, ".bin", name), { force: true });
  return process.execPath;
}
