// `npm start`: installs and builds what is missing or stale, then runs the server.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { runServer } from "./run-server.mjs";

const prepare = fileURLToPath(new URL("prepare.mjs", import.meta.url));
const { status } = spawnSync(process.execPath, [prepare, "--build"], { stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);
runServer();
