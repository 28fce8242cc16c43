import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isJsonObject, type JsonObject } from "../shared/values/json.ts";
import { type Desk, startDesk } from "../test/support/desk/desk-in-process.ts";

const ID = "7f0d53bb-6d2c-4b8a-9d2c-0f8f6b0a3a51";
const task = { pool_id: "1080020", input_values: { image: "https://example.org/dog.jpg" } };

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.remove());

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: JsonObject }> {
  const { status, body: answer } = await desk.call(method, path, body);
  return { status, body: isJsonObject(answer) ? answer : {} };
}

describe("without a token", () => {
  it("the built-in Toloka is the upstream, and is said to be", async () => {
    const toloka = { environment: "built-in", url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) };
    expect((await call("GET", "/api/health")).body).toMatchObject({
      status: "ok",
      toloka,
      journal: { engine: "sqlite" },
    });
    expect((await call("GET", "/api/session")).body).toMatchObject({ toloka, probe: true });
  });

  it("a task is created, and what can be done with it can be done", async () => {
    const parameters = { operation_id: ID, allow_defaults: true };
    const created = await call("POST", "/api/submissions?wait=20", { task, parameters });
    expect([created.status, created.body.status]).toEqual([201, "created"]);
    expect((await call("POST", "/api/duplicates", { task })).body.items).toEqual([
      expect.objectContaining({ operation_id: ID }),
    ]);
    for (const action of ["cancel", "retry"]) {
      const refused = await call("POST", `/api/submissions/${ID}/${action}`);
      expect([refused.status, refused.body.code]).toEqual([409, "STEP_NOT_ALLOWED"]);
    }
    const settled = await call("POST", `/api/submissions/${ID}/settle`, { send_again: true });
    expect([settled.status, settled.body.code]).toEqual([409, "STEP_NOT_ALLOWED"]);
    expect((await call("GET", `/api/submissions/${ID}/candidates`)).status).toBeLessThan(500);
    const stopped = await call("POST", `/api/submissions/${ID}/stop`);
    expect([stopped.status, stopped.body.taken]).toEqual([200, 0]);
  });

  it("its own sample pictures can be looked at, and nothing else on this machine", async () => {
    const { body } = await call("GET", "/api/health");
    const { url } = body.toloka as { url: string };
    const own = await call("POST", "/api/probe", { url: `${url}/pictures/cat.png`, pool_id: "1080020" });
    expect(own.body).toMatchObject({ verdict: "good", kind: "image", http_status: 200 });
    let asked = 0;
    const other = createServer((_request, response) => {
      asked += 1;
      response.end();
    }).listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const refused = await call("POST", "/api/probe", { url: `http://127.0.0.1:${port}/a.png` });
    other.close();
    expect([refused.body.verdict, asked]).toEqual(["bad", 0]);
  });
});
