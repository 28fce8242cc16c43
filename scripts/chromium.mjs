import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function find() {
  const given = process.env.CHROME_PATH;
  if (given) return canRun(given) ? given : null;
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin", "/snap/bin"];
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), MAC].find(canRun) ?? null;
}

/** The path of Chrome or Chromium. Root on Debian gets one installed. Null if there is none, after a message. */
export function chromium() {
  const found = find();
  if (found !== null) return found;
  if (process.env.CHROME_PATH) {
    console.error(`CHROME_PATH was "${process.env.CHROME_PATH}"; nothing there can be run.`);
    return null;
  }
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    console.log("The browser tests need Chromium; installing it.");
    const apt = (...args) => {
      const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      return spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
    };
    if (apt("update") && apt("install", "-y", "--no-install-recommends", "chromium")) return find();
  }
  console.error(
    "The browser tests need Chrome or Chromium: install one (Debian: apt-get install chromium) or set CHROME_PATH.",
  );
  return null;
}
