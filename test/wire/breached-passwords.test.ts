import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ENVIRONMENT } from "../../scripts/server-process.mjs";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople, PASSWORD, visitor } from "../support/sign-in/signed-in.ts";

const COMMAND = join(import.meta.dirname, "../../server/people-command.ts");
const LEAKED = "somebody else's password";
const hashOf = (password: string): string => createHash("sha1").update(password).digest("hex").toUpperCase();

let service: Server;
let asked: string[] = [];
let up = true;
let env: Record<string, string>;
let desk: Desk;
beforeAll(async () => {
  service = createServer((request, response) => {
    asked.push(request.url!);
    if (!up) return void response.writeHead(503).end();
    const known = [LEAKED].map(hashOf).filter((hash) => request.url === `/range/${hash.slice(0, 5)}`);
    response.end([...known.map((hash) => `${hash.slice(5)}:7`), `${"0".repeat(35)}:0`].join("\r\n"));
  }).listen(0, "127.0.0.1");
  await once(service, "listening");
  const dataDir = await temporaryFolder();
  await addPeople(`file:${join(dataDir, "journal.sqlite")}`, { Ada: "administrator" });
  const BREACHED_PASSWORDS_URL = `http://127.0.0.1:${(service.address() as AddressInfo).port}/range/`;
  env = { SIGN_IN: "password", DATA_DIR: dataDir, BREACHED_PASSWORDS_URL };
  desk = await startDesk({ env, dataDir });
});
afterAll(async () => {
  await desk?.remove();
  service?.closeAllConnections();
  service?.close();
});

/** `npm run people add`, in a process of its own. */
async function add(name: string, password: string): Promise<string> {
  const words = ["add", name, "--role", "viewer", "--password-stdin"];
  const child = spawn(process.execPath, [COMMAND, ...words], {
    env: { ...ENVIRONMENT, PATH: process.env.PATH, ...env },
  });
  child.stdin.end(password);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return out + err;
}

it("a leaked password is refused at an invitation, a change and on the command line; another one is not", async () => {
  const ada = visitor(desk.url);
  await ada.signIn("Ada");
  const { path } = (await ada.call("POST", "/api/people", { name: "Ivan", role: "viewer" })).body as { path: string };
  const token = path.replace("/sign-in#invitation=", "");
  const ivan = visitor(desk.url);
  const accept = (password: string) => ivan.call("POST", "/api/invitation/accept", { token, password });
  const change = (password: string) => ada.call("POST", "/api/password", { current: PASSWORD, password });
  for (const refused of [await accept(LEAKED), await change(LEAKED)])
    expect([refused.status, refused.body]).toEqual([
      422,
      expect.objectContaining({
        code: "PASSWORD_BREACHED",
        detail: "This password is known from a data leak, so others try it. Choose another one.",
      }),
    ]);
  expect(await add("Bo", LEAKED)).toContain("This password is known from a data leak");
  expect((await ada.call("GET", "/api/session")).status).toBe(200);
  asked = [];
  expect((await accept("a password of nobody else")).status).toBe(200);
  expect((await change("another of nobody else")).status).toBe(200);
  expect(await add("Bo", "and a third of nobody")).toBe("Added Bo (viewer).\n");
  expect(asked).toHaveLength(3);
  for (const path of asked) expect(path).toMatch(/^\/range\/[0-9A-F]{5}$/);
  expect(desk.logged.filter(({ level }) => level === "warn")).toEqual([]);

  up = false;
  const back = await ada.call("POST", "/api/password", { current: "another of nobody else", password: LEAKED });
  expect(back.status).toBe(200);
  expect(desk.logged).toContainEqual({
    level: "warn",
    message: "A new password was not compared with leaked ones (BREACHED_PASSWORDS_URL)",
    fields: { reason: "status 503" },
  });
  const seen = JSON.stringify(desk.logged).toUpperCase();
  for (const secret of [LEAKED.toUpperCase(), hashOf(LEAKED).slice(5)]) expect(seen).not.toContain(secret);
});
