import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import express from "express";
import { afterEach, describe, expect, it } from "vitest";
import { routes } from "../../shared/api/routes.ts";
import { askRaw, problemIn } from "../../test/support/desk/raw-request.ts";
import { until } from "../../test/support/until.ts";
import { problemOfThrown } from "./answers/problems.ts";
import type { Desk } from "./desk.ts";
import { createShares } from "./edge/shares.ts";
import { type Caller, type Handlers, mountRoutes } from "./mount.ts";
import { createAccess } from "./sign-in/access.ts";

interface Logged {
  level: string;
  message: string;
  fields: Record<string, unknown>;
}

let close: () => void = () => {};
afterEach(() => close());

const HOST = { host: "127.0.0.1" };
const requester = { id: "1", balance: 5 };

/** The table with handlers of the test's own; a route without one answers an empty object. */
async function serve(given: Partial<Handlers>, strictAnswers: boolean, stopping = new AbortController()) {
  const logged: Logged[] = [];
  const log: Desk["log"] = (level, message, fields = {}) => {
    logged.push({ level, message, fields: { ...fields } });
  };
  const rest = Object.keys(routes).map((name) => [name, async () => ({ ok: true, value: {} })]);
  const handlers = { ...Object.fromEntries(rest), ...given } as Handlers;
  const app = express();
  const connections = [{ name: "test", createRole: "operator" }];
  mountRoutes(app, () => handlers, { strictAnswers, stopping: stopping.signal, log, connections } as unknown as Desk, {
    access: createAccess(null),
    shares: createShares(),
  });
  app.use(problemOfThrown(log));
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  close = () => server.close().closeAllConnections();
  const { port } = server.address() as AddressInfo;
  return { logged, port, get: (path: string) => askRaw(port, "GET", path, HOST) };
}

describe("a handler that throws", () => {
  it("is answered with 500 and an id, under which the log has the rest", async () => {
    const getRequester = async () => {
      throw new Error("a secret of the inside");
    };
    const { get, logged } = await serve({ getRequester }, false);
    const answer = await get("/api/requester");
    const found = problemIn(answer) as { status: number; code: string; instance?: string };
    expect([answer.status, found.code]).toEqual([500, "INTERNAL"]);
    expect(answer.text).not.toMatch(/secret|\.ts|at /);
    expect(logged).toEqual([
      expect.objectContaining({ level: "error", fields: expect.objectContaining({ path: "/api/requester" }) }),
    ]);
    expect(found.instance).toBe(`urn:uuid:${logged[0]?.fields.id}`);
  });

  it("because of the journal is answered with 503 and is no bug", async () => {
    const health = async () => {
      throw Object.assign(new Error("database is locked"), { name: "DbUnavailableError" });
    };
    const { get, logged } = await serve({ health }, false);
    const answer = await get("/api/health");
    expect([answer.status, problemIn(answer).code]).toEqual([503, "JOURNAL_UNAVAILABLE"]);
    expect(answer.text).not.toContain("locked");
    expect(logged.map(({ level }) => level)).toEqual(["warn"]);
  });
});

describe("an answer that breaks its schema", () => {
  const getRequester: Handlers["getRequester"] = async () => ({
    ok: true,
    value: { id: 7 } as unknown as typeof requester,
  });

  it("fails where answers are strict, as in tests", async () => {
    const { get, logged } = await serve({ getRequester }, true);
    expect((await get("/api/requester")).status).toBe(500);
    expect(String(logged[0]?.fields.err)).toContain("GET /api/requester answers something else");
  });

  it("is sent unchecked in production, where the check would cost a tenth of a creation", async () => {
    const { get } = await serve({ getRequester }, false);
    const answer = await get("/api/requester");
    expect([answer.status, answer.text]).toEqual([200, '{"id":7}']);
  });
});

describe("a caller", () => {
  it("that disconnects is detected, and one that got its answer is not", async () => {
    const callers: Caller[] = [];
    const getRequester: Handlers["getRequester"] = async (_input, caller) => {
      callers.push(caller);
      if (callers.length === 1)
        await new Promise((resolve) => caller.gone.addEventListener("abort", () => resolve(undefined)));
      return { ok: true, value: requester };
    };
    const { get, port, logged } = await serve({ getRequester }, true);
    const socket = connect(port, "127.0.0.1");
    socket.write("GET /api/requester HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    await until("the request", () => callers.length === 1);
    socket.destroy();
    await until("the caller to be gone", () => callers[0]?.gone.aborted);
    expect((await get("/api/requester")).status).toBe(200);
    expect(callers[1]?.gone.aborted).toBe(false);
    expect(logged).toEqual([]);
  });

  it("whose request is incomplete when the server stops is answered at once", async () => {
    const stopping = new AbortController();
    const callers: Caller[] = [];
    const findDuplicates: Handlers["findDuplicates"] = async (_input, caller) => {
      callers.push(caller);
      return { ok: true, value: { items: [] } };
    };
    const { port } = await serve({ findDuplicates }, true, stopping);
    const body = '{"task":{"pool_id":"1"}}';
    const socket = connect(port, "127.0.0.1");
    const head = `POST /api/duplicates HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`;
    socket.write(head);
    // The server asks for the body once it has begun with the request.
    await once(socket, "data");
    stopping.abort();
    socket.write(body);
    await once(socket, "data");
    expect(callers.map(({ gone }) => gone.aborted)).toEqual([true]);
    socket.destroy();
  });

  it("that connects while the server stops is refused", async () => {
    const stopping = new AbortController();
    const { get } = await serve({}, true, stopping);
    stopping.abort();
    const answer = await get("/api/health");
    expect([answer.status, problemIn(answer).code]).toEqual([503, "SERVER_STOPPING"]);
  });
});
