import { once } from "node:events";
import { readdir, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { spawnDesk, temporaryFolder } from "../support/desk/spawned-desk.ts";
import { makeCertificate } from "../support/media/certificate.ts";
import { until } from "../support/until.ts";

const DAY = 24 * 60 * 60 * 1000;
const TASK = { pool_id: "1080020", input_values: { image: "https://example.com/own.jpg" } };

describe("what the server writes", () => {
  it("can be read by its own user only", async () => {
    const desk = await spawnDesk();
    try {
      await desk.call("POST", "/api/submissions?wait=20", { task: TASK });
      const files = await readdir(desk.dataDir, { recursive: true });
      expect(files).toContain("journal.sqlite");
      for (const file of ["", ...files]) {
        const { mode } = await stat(join(desk.dataDir, file));
        expect((mode & 0o077).toString(8), file).toBe("0");
      }
    } finally {
      await desk.remove();
    }
  });
});

describe("Toloka's certificate", () => {
  it.each([
    { certificate: "trusted", names: ["localhost"], ends: DAY, trusted: true, counts: true },
    { certificate: "signed by nobody known", names: ["localhost"], ends: DAY, trusted: false, counts: false },
    { certificate: "of the past", names: ["localhost"], ends: -DAY / 2, trusted: true, counts: false },
    { certificate: "of another host", names: ["elsewhere.example"], ends: DAY, trusted: true, counts: false },
  ])("$certificate: requests are sent: $counts", async ({ names, ends, trusted, counts }) => {
    const made = makeCertificate(names, { from: new Date(Date.now() - DAY), until: new Date(Date.now() + ends) });
    const file = join(await temporaryFolder(), "ca.pem");
    await writeFile(file, made.cert);
    let [asked, connected] = [0, 0];
    const toloka = createServer(made, (_request, response) => {
      asked++;
      response.end("{}");
    });
    toloka.on("connection", () => connected++);
    await once(toloka.listen(0, "127.0.0.1"), "listening");
    const { port } = toloka.address() as AddressInfo;
    const desk = await spawnDesk({
      toloka: { url: `https://localhost:${port}`, token: "a-token" },
      env: trusted ? { NODE_EXTRA_CA_CERTS: file } : {},
    });
    try {
      await desk.call("POST", "/api/submissions", { task: TASK });
      await until("a request or two refused connections", () => asked > 0 || connected > 1);
      expect(asked > 0).toBe(counts);
    } finally {
      await desk.remove();
      toloka.close();
    }
  });
});
