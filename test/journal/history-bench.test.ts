import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "task-desk-bench-"));
// As root, PostgreSQL runs as another user, who needs access to its files in this folder.
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts `npm run bench:history` on a thousand rows. `printed` returns its output so far. */
function startBench(...options: string[]): { child: ChildProcess; printed(): string } {
  const bench = join(import.meta.dirname, "..", "bench", "history.ts");
  const child = spawn(process.execPath, [bench, "--rows", "1000", ...options], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TMPDIR: folder },
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (text += chunk));
  return { child, printed: () => text };
}

it("bench:history says that it was stopped, without an unhandled error of a database connection", async () => {
  const { child, printed } = startBench("--engine", "postgres");
  await expect.poll(printed, { timeout: 120_000 }).toContain("first page");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([143, null]);
  expect(printed()).toContain("Stopped by SIGTERM");
  expect(printed()).not.toMatch(/57P01|Unhandled|Node\.js v/);
  expect(readdirSync(folder)).toEqual([]);
});

it("bench:history exits with 1 when a figure is over the budget", async () => {
  const { child, printed } = startBench("--engine", "sqlite", "--budget", "0");
  expect(await once(child, "exit")).toEqual([1, null]);
  expect(printed()).toContain("page after page of old text");
  expect(printed()).toContain("Over the budget: p95 has to be within 0 ms.");
});

it("bench:history exits with 1 and one line for a wrong option", async () => {
  const { child, printed } = startBench("--engine", "mysql");
  expect(await once(child, "exit")).toEqual([1, null]);
  expect(printed()).toBe("--engine is mysql: give sqlite, postgres or both.\n");
});
