import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs a command in the project's folder, through a shell: on Windows npm is a shell script. If it fails, this process ends with
 * its status. `quiet`: what the command prints is shown only then.
 */
export function runCommand(command, quiet) {
  const output = quiet
    ? { stdio: ["inherit", "pipe", "pipe"], maxBuffer: Number.POSITIVE_INFINITY }
    : { stdio: "inherit" };
  const { status, signal, stdout, stderr } = spawnSync(command, { cwd: root, shell: true, ...output });
  if (status === 0) return;
  if (stdout) process.stdout.write(stdout);
  if (stderr) process.stderr.write(stderr);
  if (signal) process.kill(process.pid, signal);
  process.exit(status ?? 1);
}
