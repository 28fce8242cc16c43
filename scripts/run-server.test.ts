import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import { FLAGS, MEMORY } from "./server-process.mjs";

const folder = mkdtempSync(join(tmpdir(), "task-desk-start-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the server below a shell, as npm does. `closed` settles once every process has ended. */
function startBelowShell() {
  const module = pathToFileURL(join(import.meta.dirname, "run-server.mjs"));
  const program = `import { runServer } from "${module}"; console.log("pid", process.pid); runServer();`;
  const shell = spawn("sh", ["-c", '"$0" --input-type=module --eval "$1"; exit $?', process.execPath, program], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DATA_DIR: mkdtempSync(join(folder, "data-")), PORT: "0", LOG_LEVEL: "silent" },
  });
  const output = { text: "" };
  for (const stream of [shell.stdout, shell.stderr]) stream.on("data", (chunk: Buffer) => (output.text += chunk));
  const started = expect.poll(() => output.text, { timeout: 15_000 }).toContain("Task Desk: http");
  return { shell, output, started, closed: once(shell, "close") };
}

it("stops the server when the shell that npm started gets SIGTERM", async () => {
  const { shell, started, closed } = startBelowShell();
  await started;
  shell.kill("SIGTERM");
  expect(await closed).toEqual([null, "SIGTERM"]);
});

it("passes a signal on, and ends with the server's exit code", async () => {
  const { output, started, closed } = startBelowShell();
  await started;
  process.kill(Number(/pid (\d+)/.exec(output.text)![1]), "SIGTERM");
  expect(await closed).toEqual([0, null]);
});

it("starts the server in the image with the same memory", () => {
  const image = readFileSync(join(import.meta.dirname, "../Dockerfile"), "utf8");
  expect(image).toContain(`CMD ${JSON.stringify(["node", ...FLAGS, "server/main.ts"]).replaceAll(",", ", ")}`);
  for (const [name, value] of Object.entries(MEMORY))
    expect(image).toMatch(new RegExp(`^ENV .*\\b${name}=${value}\\b`, "m"));
});
