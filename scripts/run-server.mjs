import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { projectNode } from "./node.mjs";
import { ENVIRONMENT, FLAGS } from "./server-process.mjs";

/** How often the parent process is checked, in milliseconds. */
const PARENT_CHECK_MS = 250;

/** Runs the server until it ends, with its exit code. Signals are passed on to it. */
export function runServer() {
  const parent = process.ppid;
  const env = { ...ENVIRONMENT, ...process.env };
  const server = spawn(projectNode(), [...FLAGS, fileURLToPath(new URL("../server/main.ts", import.meta.url))], {
    stdio: "inherit",
    env,
  });
  let stopping = false;
  const stop = (signal) => {
    stopping = true;
    // On Windows `kill` ends a process at once, and the console sends Ctrl-C to the server as well.
    if (process.platform !== "win32") server.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  // npm sends SIGTERM only to the shell that runs this script. The shell ends and passes nothing on.
  setInterval(() => process.ppid !== parent && !stopping && stop("SIGTERM"), PARENT_CHECK_MS);
  server.on("exit", (code) => process.exit(code ?? 1));
}
