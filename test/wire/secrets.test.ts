import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { uuidFrom } from "../support/seeded-random.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";

const TOKEN = "AQAD-secret-Rk9s0m3th1ng.that.nobodyMaySee0123456789";

let toloka: FaultyToloka;
let desk: Desk;
beforeAll(async () => {
  toloka = await startFaultyToloka({ token: TOKEN });
  desk = await startDesk({ toloka });
});
afterAll(async () => {
  await desk?.remove();
  await toloka?.close();
});

async function textsUnder(folder: string): Promise<[string, Buffer][]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(files.map(async (file): Promise<[string, Buffer]> => [file, await readFile(file)]));
}

describe("the token", () => {
  it("is in no answer, log entry, file of the journal or file of the page", async () => {
    const id = uuidFrom("secret");
    const body = {
      task: { pool_id: "1080020", input_values: { image: "https://example.com/s.jpg" }, overlap: 1 },
      parameters: { operation_id: id },
    };
    const answers = [await desk.call("POST", "/api/submissions?wait=20", body)];
    toloka.acceptToken(false);
    const refused = { ...body, parameters: { operation_id: uuidFrom("secret refused") } };
    answers.push(await desk.call("POST", "/api/submissions?wait=1", refused));
    answers.push(await desk.call("GET", "/api/connection?check=true"));
    expect(answers.at(-1)!.body).toMatchObject({ token: { variable: "TOLOKA_TOKEN" }, check: { state: "refused" } });
    toloka.acceptToken(true);
    for (const path of [
      "/api/health",
      "/api/session",
      "/api/connection",
      "/api/connection?check=true",
      "/api/pools",
      "/api/pools/1080020",
      "/api/requester",
      "/api/submissions",
      `/api/submissions/${id}`,
      `/api/submissions/${id}/attempts`,
      "/api/openapi.json",
      "/api/docs",
      "/",
    ])
      answers.push(await desk.call("GET", path));
    expect(answers[0]!.status).toBe(201);
    expect(toloka.requests.some(({ headers }) => headers.authorization?.includes(TOKEN))).toBe(true);
    for (const { text, headers } of answers) expect(text + JSON.stringify([...headers])).not.toContain(TOKEN);
    expect(JSON.stringify(desk.logged)).not.toContain(TOKEN);
    const files = [
      ...(await textsUnder(desk.dataDir)),
      ...(await textsUnder(join(import.meta.dirname, "../../dist/client"))),
    ];
    expect(files.length).toBeGreaterThan(2);
    expect(files.filter(([, content]) => content.includes(TOKEN)).map(([file]) => file)).toEqual([]);
  });
});

describe("a submission for another Toloka", () => {
  it("waits and can be read while the desk uses this one", async () => {
    await toloka.refuse();
    const id = uuidFrom("foreign");
    const task = { pool_id: "1080020", input_values: { image: "https://example.com/f.jpg" }, overlap: 1 };
    await desk.call("POST", "/api/submissions", { task, parameters: { operation_id: id } });
    await desk.stop();
    const other = await startFaultyToloka({ token: TOKEN });
    const second = await startDesk({ toloka: other, dataDir: desk.dataDir });
    try {
      const mine = { task, parameters: { operation_id: uuidFrom("mine") } };
      expect((await second.call("POST", "/api/submissions?wait=20", mine)).status).toBe(201);
      expect((await second.call("GET", `/api/submissions/${id}`)).body).toMatchObject({
        foreign: true,
        status: "queued",
      });
      expect(other.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
    } finally {
      await second.stop();
      await other.close();
    }
  });
});
