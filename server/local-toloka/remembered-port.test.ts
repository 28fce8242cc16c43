import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { listenOnPort } from "./remembered-port.ts";

const folder = mkdtempSync(join(tmpdir(), "task-desk-port-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function portOf(port: number, during: (used: number) => Promise<void> = async () => {}): Promise<number> {
  const server = createServer();
  const used = await listenOnPort(server, port, folder);
  await during(used);
  server.close();
  await once(server, "close");
  return used;
}

it("listens where it did before, and elsewhere only while another program is there", async () => {
  const first = await portOf(0);
  expect(await portOf(0)).toBe(first);
  const other = createServer().listen(first, "127.0.0.1");
  await once(other, "listening");
  const second = await portOf(0);
  expect(second).not.toBe(first);
  await expect(portOf(first)).rejects.toMatchObject({ code: "EADDRINUSE" });
  other.close();
  await once(other, "close");
  expect(await portOf(0)).toBe(second);
});

it("takes any free port when the file holds no port", async () => {
  writeFileSync(join(folder, "local-toloka-port"), "99999\n");
  expect(await portOf(0)).toBeGreaterThan(0);
});
