import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { stringifyJson } from "../../../shared/values/json.ts";
import { type Exchange, openExchange } from "./exchange.ts";

type Behaviour = Parameters<typeof createServer>[1];
const open: (() => Promise<unknown> | unknown)[] = [];

async function against(behaviour: Behaviour, timeoutMs = 2_000): Promise<Exchange> {
  const server: Server = createServer(behaviour!);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  const exchange = openExchange({ url: `http://127.0.0.1:${port}`, token: () => "secret-token", timeoutMs });
  open.push(
    () => exchange.close(),
    () => new Promise((closed) => server.close(closed)),
    () => server.closeAllConnections(),
  );
  return exchange;
}

afterEach(async () => {
  for (const close of open.reverse()) void close();
  open.length = 0;
});

const ask = { method: "POST" as const, path: "/tasks", body: { pool_id: "1" }, caller: "create_task" };

describe("one exchange with Toloka", () => {
  it("gives an answer with all its digits, and sends what toloka-kit sends in the header", async () => {
    let headers: Record<string, unknown> = {};
    let url = "";
    const exchange = await against((request, response) => {
      headers = request.headers;
      url = request.url ?? "";
      response.writeHead(201, { "content-type": "application/json", "x-request-id": "r-1" });
      response.end('{"n": 9007199254740993, "w": 0.710}');
    });
    const outcome = await exchange({ ...ask, query: { async_mode: "true" } });
    expect(outcome).toMatchObject({ kind: "answered", status: 201, request_id: "r-1" });
    expect(outcome.kind === "answered" && stringifyJson(outcome.value)).toBe('{"n":9007199254740993,"w":0.710}');
    expect(url).toBe("/api/v1/tasks?async_mode=true");
    expect(headers).toMatchObject({
      authorization: "OAuth secret-token",
      "content-type": "application/json",
      "x-caller-context": "task-desk",
      "x-top-level-method": "create_task",
    });
  });

  it("takes 204 for an answer without a body", async () => {
    const exchange = await against((_request, response) => response.writeHead(204).end());
    expect(await exchange(ask)).toMatchObject({ kind: "answered", status: 204, value: null });
  });

  it("knows that nothing left when the connection is refused", async () => {
    const exchange = openExchange({ url: "http://127.0.0.1:1", token: () => "secret-token", timeoutMs: 500 });
    open.push(() => exchange.close());
    expect(await exchange(ask)).toMatchObject({ kind: "never-left", reason: "ECONNREFUSED" });
  });

  it.each<[string, Behaviour]>([
    ["a reset before the answer", (request) => request.socket.destroy()],
    ["no answer in time", () => {}],
    [
      "half a body",
      (_request, response) => {
        response.writeHead(200, { "content-length": "100" });
        response.write('{"id":');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    ["an answer that is not JSON", (_request, response) => response.end("<html>busy</html>")],
    ["408", (_request, response) => response.writeHead(408).end()],
    ["500 with a code", (_request, response) => response.writeHead(500).end('{"code":"INTERNAL_ERROR","message":"x"}')],
    ["502 from a proxy", (_request, response) => response.writeHead(502).end("<html>")],
    ["503", (_request, response) => response.writeHead(503).end('{"code":"REMOTE_SERVICE_UNAVAILABLE"}')],
  ])("counts %s as lost: it may have arrived", async (_name, behaviour) => {
    const exchange = await against(behaviour, 300);
    expect(await exchange(ask)).toMatchObject({ kind: "lost" });
  });

  it("hands on what a 503 says about when to come back", async () => {
    const exchange = await against((_request, response) => response.writeHead(503, { "retry-after": "3" }).end("busy"));
    expect(await exchange(ask)).toMatchObject({ kind: "lost", status: 503, retry_after_ms: 3_000 });
  });

  it("counts 429 as refused, with Retry-After and the quota's payload", async () => {
    const exchange = await against((_request, response) =>
      response
        .writeHead(429, { "retry-after": "5" })
        .end('{"code":"TOO_MANY_REQUESTS","message":"m","request_id":"r","payload":{"interval":"MIN"}}'),
    );
    expect(await exchange(ask)).toMatchObject({
      kind: "refused",
      status: 429,
      retry_after_ms: 5_000,
      error: { code: "TOO_MANY_REQUESTS", payload: { interval: "MIN" } },
    });
  });

  it.each([
    [307, ""],
    [308, ""],
    [400, "<html>Bad Request</html>"],
    [403, "<html>Forbidden</html>"],
    [404, '{"code":"NOT_FOUND","message":"no route"}'],
    [407, ""],
    [409, "{}"],
    [429, "slow down"],
    [499, '{"request_id":"r"}'],
  ])("counts %i without Toloka's code and request id as lost: something in between answered", async (status, body) => {
    const exchange = await against((_request, response) =>
      response.writeHead(status, { location: "https://elsewhere.example/" }).end(body),
    );
    expect(await exchange(ask)).toMatchObject({ kind: "lost", status, reason: expect.stringContaining(`${status}`) });
  });

  it("counts an answer to another request as lost, and asks the next on a new connection", async () => {
    const connections = new Set<unknown>();
    const exchange = await against((request, response) => {
      connections.add(request.socket);
      response.writeHead(200).end('{"id":"another"}');
    });
    const answers = (value: unknown) => (value as { id?: unknown }).id === "mine";
    expect(await exchange({ ...ask, answers })).toMatchObject({
      kind: "lost",
      status: 200,
      reason: "response belongs to another request",
    });
    expect(await exchange(ask)).toMatchObject({ kind: "answered", value: { id: "another" } });
    expect(connections.size).toBe(2);
  });

  it("asks on a connection of its own where that is wanted", async () => {
    const connections = new Set<unknown>();
    const exchange = await against((request, response) => {
      connections.add(request.socket);
      response.writeHead(200).end("{}");
    });
    await exchange(ask);
    await exchange({ ...ask, fresh: true });
    await exchange(ask);
    expect(connections.size).toBe(2);
  });

  it("never tells the token in what it says of a failure", async () => {
    const exchange = await against((request) => request.socket.destroy());
    expect(stringifyJson(await exchange(ask))).not.toContain("secret-token");
    expect(exchange.tokenFingerprint()).toMatch(/^[0-9a-f]{10}$/);
  });

  it("learns how far Toloka's clock is from ours", async () => {
    const ahead = new Date(Date.now() + 3_600_000).toUTCString();
    const exchange = await against((_request, response) => response.writeHead(200, { date: ahead }).end("{}"));
    await exchange(ask);
    expect(exchange.clock.earliest()).toBeGreaterThan(Date.now() + 3_590_000);
    expect(exchange.clock.latest()).toBeLessThan(Date.now() + 3_610_000);
  });
});
