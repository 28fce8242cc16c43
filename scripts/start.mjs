// `npm start`: installs and builds what is missing or stale, then runs the server. Signals are passed on to it.
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectNode } from "./node.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const { status } = spawnSync(process.execPath, [join(root, "scripts", "prepare.mjs"), "--build"], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

const server = spawn(projectNode(), [join(root, "server", "main.ts")], { stdio: "inherit" });
// On Windows `kill` ends a process at once, and the console sends Ctrl-C to the server as well.
const passOn = process.platform === "win32" ? () => {} : (signal) => server.kill(signal);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, passOn);
server.on("exit", (code) => process.exit(code ?? 1));
