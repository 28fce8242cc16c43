import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");

/** Checks a revision out into a folder of its own and installs what it needs. */
export async function checkOut(revision: string): Promise<{ root: string; remove(): Promise<void> }> {
  const root = await mkdtemp(join(tmpdir(), "task-desk-revision-"));
  const git = (...args: string[]) => execFileSync("git", args, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  git("worktree", "add", "--detach", "--force", root, revision);
  const remove = async (): Promise<void> => {
    git("worktree", "remove", "--force", root);
    await rm(root, { recursive: true, force: true });
  };
  try {
    // The lock of an old revision may lack this platform's packages, so that `npm ci` refuses it.
    execFileSync("npm", ["install", "--no-save", "--no-audit", "--no-fund"], { cwd: root, stdio: "ignore" });
  } catch (error) {
    await remove();
    throw error;
  }
  return { root, remove };
}
