import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openBreachedPasswords } from "./breached-passwords.ts";

const PASSWORD = "correct horse battery";
const HASH = createHash("sha1").update(PASSWORD).digest("hex").toUpperCase();
const [PREFIX, SUFFIX] = [HASH.slice(0, 5), HASH.slice(5)];
const OTHERS = `${"0".repeat(35)}:12\r\n${"F".repeat(35)}:3\r\n`;

let server: Server;
let url: string;
let asked: { path: string; padding: string | undefined }[];
let answer: (response: ServerResponse, request: IncomingMessage) => void;
let logged: { message: string; reason: unknown }[];
beforeEach(async () => {
  [asked, logged] = [[], []];
  server = createServer((request, response) => {
    asked.push({ path: request.url!, padding: request.headers["add-padding"] as string | undefined });
    answer(response, request);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/range/`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const isBreached = (password = PASSWORD): Promise<boolean> =>
  openBreachedPasswords(url, (_level, message, fields) => {
    logged.push({ message, reason: (fields as { reason: unknown }).reason });
  })(password);

describe("a service of leaked passwords", () => {
  it("gets five digits of the hash, and is asked for padding", async () => {
    answer = (response) => void response.end(`${OTHERS}${SUFFIX}:42\r\n`);
    expect(await isBreached()).toBe(true);
    expect(asked).toEqual([{ path: `/range/${PREFIX}`, padding: "true" }]);
    expect(logged).toEqual([]);
  });

  it.each([
    ["has other hashes", OTHERS, false],
    ["has the hash only as padding", `${OTHERS}${SUFFIX}:0\r\n`, false],
    ["has the hash in small letters, and ends its lines as Unix does", `${SUFFIX.toLowerCase()}:1\n`, true],
  ])("that %s: %#", async (_what, text, breached) => {
    answer = (response) => void response.end(text);
    expect(await isBreached()).toBe(breached);
    expect(logged).toEqual([]);
  });

  it.each<[string, typeof answer, string]>([
    ["is unavailable", (response) => void response.writeHead(503).end(`${SUFFIX}:1`), "status 503"],
    [
      "sends elsewhere",
      (response, { url: path }) =>
        void (path!.includes("elsewhere")
          ? response.end(`${SUFFIX}:1`)
          : response.writeHead(302, { location: `/elsewhere${path}` }).end()),
      "status 302",
    ],
    ["answers with a page", (response) => void response.end("<p>Welcome</p>"), "no lines SUFFIX:COUNT"],
    ["answers without end", (response) => void response.end(OTHERS.repeat(20_000)), "more than 1000000 characters"],
    ["hangs up", (response) => void response.destroy(), "UND_ERR_SOCKET"],
    ["doesn't answer in time", () => {}, "TimeoutError"],
  ])("that %s lets the password pass, with a warning that has nothing of it", async (_what, does, reason) => {
    answer = does;
    expect(await isBreached()).toBe(false);
    expect(asked).toHaveLength(1);
    const message = "A new password was not compared with leaked ones (BREACHED_PASSWORDS_URL)";
    expect(logged).toEqual([{ message, reason }]);
  });

  it("that can't be reached does so too", async () => {
    server.close();
    await once(server, "close");
    expect(await isBreached()).toBe(false);
    expect(logged).toMatchObject([{ reason: "ECONNREFUSED" }]);
  });

  it("is not asked if there is none", async () => {
    expect(await openBreachedPasswords(null, () => {})(PASSWORD)).toBe(false);
    expect(asked).toEqual([]);
  });
});
