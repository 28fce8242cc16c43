import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { securityHeaders } from "./edge/security.ts";
import { mountPage } from "./page.ts";

const SCRIPT = "export const desk = 1;\n".repeat(100);
let clientDir: string;
let server: ReturnType<typeof createServer>;
const port = () => (server.address() as AddressInfo).port;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "task-desk-page-"));
  clientDir = join(folder, "client");
  await writeFile(join(folder, "secret.txt"), "outside");
  const app = express().set("trust proxy", 1).use(securityHeaders(true));
  app.use("/assets/vanishing.js", (_request, response, next) => {
    response.once("pipe", () => rmSync(join(clientDir, "assets/vanishing.js")));
    next();
  });
  mountPage(app, clientDir);
  server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(join(clientDir, ".."), { recursive: true });
});

/** As it is on the wire: neither the path nor the body is tidied up. */
async function ask(path: string, headers: Record<string, string> = {}) {
  const asked = get({ host: "127.0.0.1", port: port(), path, headers, agent: false });
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: Buffer.concat(parts),
    text: Buffer.concat(parts).toString(),
  };
}

describe("before the client is built", () => {
  it("says what to do, and does not fail", async () => {
    const answer = await ask("/");
    expect(answer.status).toBe(503);
    expect(answer.text).toContain("npm run build");
    expect((await ask("/assets/index.js")).status).toBe(404);
  });
});

describe("the built client", () => {
  beforeAll(async () => {
    await mkdir(join(clientDir, "assets"), { recursive: true });
    const index = '<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>';
    await writeFile(join(clientDir, "index.html"), index);
    await writeFile(join(clientDir, "favicon.svg"), "<svg/>");
    await writeFile(join(clientDir, "assets/index-a1b2.js"), SCRIPT);
    await writeFile(join(clientDir, "assets/index-a1b2.js.br"), brotliCompressSync(SCRIPT));
    await writeFile(join(clientDir, "assets/index-a1b2.js.gz"), gzipSync(SCRIPT));
    await writeFile(join(clientDir, "assets/.hidden.js"), "hidden");
  });

  it.each([
    "/",
    "/index.html",
    "/submissions",
    "/submissions?q=a.b",
    "/pools/1080020/new?input.image=https://e.org/a.jpg",
  ])("answers %s with the page, its nonce put in, never kept", async (path) => {
    const answer = await ask(path);
    const nonce = /'nonce-([\w-]{20,})'/.exec(String(answer.headers["content-security-policy"]))?.[1];
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toContain("text/html");
    expect(answer.headers["cache-control"]).toBe("no-store");
    expect(nonce).toBeDefined();
    expect(answer.text.split(String(nonce))).toHaveLength(3);
    expect(answer.text).not.toContain("__CSP_NONCE__");
  });

  it("has another nonce in every answer", async () => {
    expect((await ask("/")).text).not.toBe((await ask("/")).text);
  });

  it("lets no foreign script, frame, base or form in, and pictures from anywhere", async () => {
    const { headers } = await ask("/");
    const policy = Object.fromEntries(
      String(headers["content-security-policy"])
        .split(";")
        .map((one) => [one.split(" ")[0], one.split(" ").slice(1).join(" ")]),
    );
    expect(policy).toMatchObject({
      "default-src": "'self'",
      "script-src": "'self'",
      "connect-src": "'self'",
      "img-src": "'self' http: https: data: blob:",
      "media-src": "'self' http: https: data: blob:",
      "frame-ancestors": "'none'",
      "object-src": "'none'",
      "base-uri": "'none'",
      "form-action": "'self'",
    });
    expect(policy["style-src"]).toMatch(/^'self' 'nonce-[\w-]+'$/);
    expect(JSON.stringify(policy)).not.toContain("unsafe");
    expect(headers).toMatchObject({ "referrer-policy": "no-referrer", "x-content-type-options": "nosniff" });
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers).not.toHaveProperty("strict-transport-security");
    expect(headers).not.toHaveProperty("x-powered-by");
  });

  it.each([
    ["https", "desk.example.org", "max-age=31536000; includeSubDomains"],
    ["https", "localhost", undefined],
    ["http", "desk.example.org", undefined],
  ])("asks browsers to stay with https if it came by %s at %s: %s", async (protocol, host, asked) => {
    const { headers } = await ask("/", { "X-Forwarded-Proto": protocol, Host: host });
    expect(headers["strict-transport-security"]).toBe(asked);
  });

  it("keeps files named after their content for a year, and others not", async () => {
    const script = await ask("/assets/index-a1b2.js");
    expect([script.status, script.text]).toEqual([200, SCRIPT]);
    expect(script.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(script.headers["content-type"]).toMatch(/^text\/javascript/);
    expect((await ask("/favicon.svg")).headers["cache-control"]).toBe("public, max-age=0");
  });

  it.each([
    ["gzip, deflate, br", "br", brotliCompressSync(SCRIPT)],
    ["gzip", "gzip", gzipSync(SCRIPT)],
    ["identity", undefined, Buffer.from(SCRIPT)],
  ])("sends %s the packed copy that the build has left", async (accepted, encoding, body) => {
    const answer = await ask("/assets/index-a1b2.js", { "accept-encoding": accepted });
    expect(answer.headers["content-encoding"]).toBe(encoding);
    expect(answer.headers["content-type"]).toMatch(/^text\/javascript/);
    expect(answer.headers.vary).toContain("Accept-Encoding");
    expect(answer.body.equals(body)).toBe(true);
  });

  it("answers that a file has not changed", async () => {
    const { etag } = (await ask("/assets/index-a1b2.js", { "accept-encoding": "br" })).headers;
    const again = await ask("/assets/index-a1b2.js", { "accept-encoding": "br", "if-none-match": String(etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it.each(["bytes=5-2", "bytes=0-", "bytes=-9", "nonsense"])("sends the whole file for the range %s", async (range) => {
    const answer = await ask("/assets/index-a1b2.js", { range });
    expect([answer.status, answer.text]).toEqual([200, SCRIPT]);
  });

  it("breaks the connection off, and goes on, if a file cannot be read", async () => {
    await writeFile(join(clientDir, "assets/vanishing.js"), "gone");
    await expect(ask("/assets/vanishing.js")).rejects.toThrow("socket hang up");
    expect((await ask("/")).status).toBe(200);
  });

  it("serves what is built while it runs", async () => {
    await writeFile(join(clientDir, "assets/later.js"), "later");
    expect((await ask("/assets/later.js")).text).toBe("later");
  });

  it.each(["/assets/missing.js", "/missing.svg"])("answers %s with 404, not with the page", async (path) => {
    const answer = await ask(path, { "accept-encoding": "br" });
    expect([answer.status, answer.headers["content-type"]]).toEqual([404, "application/problem+json; charset=utf-8"]);
    expect(answer.headers).not.toHaveProperty("content-encoding");
  });

  it.each([
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/assets/.hidden.js",
    "//secret.txt",
  ])("hands out nothing else: %s", async (path) => {
    const { text } = await ask(path);
    expect(text).not.toMatch(/outside|^hidden/);
  });
});
