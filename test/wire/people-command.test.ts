import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENVIRONMENT } from "../../scripts/server-process.mjs";
import { type Desk, startDesk } from "../support/desk/desk-in-process.ts";
import { startPostgres, type TestPostgres } from "../support/desk/postgres.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { addPeople, PASSWORD, visitor } from "../support/sign-in/signed-in.ts";
import { type FaultyToloka, startFaultyToloka } from "../support/toloka/faulty-toloka.ts";
import { until } from "../support/until.ts";

const COMMAND = join(import.meta.dirname, "../../server/people-command.ts");

let postgres: TestPostgres;
let toloka: FaultyToloka;
beforeAll(async () => {
  [postgres, toloka] = await Promise.all([startPostgres(["-c", "fsync=off"]), startFaultyToloka()]);
});
afterAll(async () => {
  await toloka?.close();
  await postgres?.stop();
});

/** Runs the command in a process of its own. */
async function command(env: Record<string, string>, words: string, input = "") {
  const child = spawn(process.execPath, [COMMAND, ...words.split(" ")], {
    env: { ...ENVIRONMENT, PATH: process.env.PATH, ...env },
  });
  child.stdin.end(input);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, err };
}

describe.each(["sqlite", "postgres"] as const)("npm run people, on %s", (engine) => {
  let env: Record<string, string>;
  let desk: Desk | undefined;
  beforeAll(async () => {
    const DATA_DIR = await temporaryFolder();
    env = {
      DATA_DIR,
      SIGN_IN: "password",
      ...(engine === "postgres" && { DATABASE_URL: await postgres.url("command") }),
    };
  });
  afterAll(() => desk?.remove());

  const people = (words: string, input = "") => command(env, words, input);

  it("adds the first administrator before the server was ever started", async () => {
    expect(await people("list")).toEqual({ out: expect.stringContaining("Nobody yet."), err: "" });
    const added = await people("add Ada --role administrator --password-stdin", `${PASSWORD}\n`);
    expect(added).toEqual({ out: "Added Ada (administrator).\n", err: "" });
    desk = await startDesk({ toloka, env, dataDir: env.DATA_DIR! });
    expect((await visitor(desk.url).signIn("Ada")).status).toBe(200);
  });

  it("works while the server runs, and reaches what is open there", async () => {
    const invited = await people("invite Ivan --role viewer");
    const [, token] = /^http:\/\/127\.0\.0\.1:\d+\/sign-in#invitation=([\w-]{32})\n$/.exec(invited.out)!;
    const ivan = visitor(desk!.url);
    const accepted = await ivan.call("POST", "/api/invitation/accept", { token, password: PASSWORD });
    expect(accepted.body).toEqual({ name: "Ivan", role: "viewer" });
    expect((await people("role Ivan operator")).out).toBe("Ivan is now operator.\n");
    const key = (await people("key Ivan")).out.trim();
    const authorization = `Bearer ${key}`;
    expect((await desk!.call("GET", "/api/session", undefined, { authorization })).body).toMatchObject({
      operator: "Ivan",
      role: "operator",
    });
    expect((await people("list")).out).toMatch(/^Ada\tadministrator\tactive\t.*\nIvan\toperator\tactive\t/);
    const stream = await fetch(`${desk!.url}/api/events`, { headers: { authorization } });
    let ended = false;
    void text(stream.body as never).finally(() => {
      ended = true;
    });
    const reset = await people("reset-factor Ivan");
    const [, again] =
      /^Removed the second factor and the password of Ivan, .*:\nhttp:.*#invitation=([\w-]{32})\n$/.exec(reset.out)!;
    expect((await ivan.call("GET", "/api/session")).status).toBe(401);
    expect((await ivan.signIn("Ivan")).status).toBe(401);
    expect((await ivan.call("POST", "/api/invitation/accept", { token: again, password: PASSWORD })).status).toBe(200);
    expect((await people("disable Ivan")).out).toBe("Disabled Ivan.\n");
    await until("the stream to end", () => ended, 20_000);
    expect((await ivan.call("GET", "/api/session")).status).toBe(401);
  });

  it("is in the audit log, without the link", async () => {
    const { out } = await people("invite Audited --role viewer");
    await people("role Audited operator");
    const admin = visitor(desk!.url);
    await admin.signIn("Ada");
    const answered = await admin.call("GET", "/api/audit?subject=Audited");
    expect(answered.body).toMatchObject({
      items: [
        { action: "people role", via: "command", before: expect.stringContaining("viewer") },
        { action: "people invite", via: "command", before: null, status: 200 },
      ],
    });
    expect(answered.text).not.toContain(out.trim().split(/[#/=]/).at(-1));
  });

  it("says what is wrong", async () => {
    expect((await people("role Nobody viewer")).err).toBe('There is nobody called "Nobody".\n');
    expect((await people("disable Ada")).err).toContain("the only administrator");
    expect((await people("add Bo --role viewer --password-stdin", "short")).err).toContain(
      "must have 12 to 256 characters",
    );
  });
});

it("npm run people gives no link and no password where everybody comes from a provider", async () => {
  const DATA_DIR = await temporaryFolder();
  const oidc = { OIDC_ISSUER: "https://id.example.org", OIDC_CLIENT_ID: "desk", OIDC_ROLES: "desk=operator" };
  const env = { DATA_DIR, SIGN_IN: "oidc", ...oidc, OIDC_CLIENT_SECRET: "a secret of the client" };
  expect((await command(env, "list")).out).toBe("Nobody yet. The provider adds people when they sign in.\n");
  await addPeople(`file:${join(DATA_DIR, "journal.sqlite")}`, { Olga: "operator" });
  const reset = await command(env, "reset-factor Olga");
  expect(reset.out).toMatch(/^Removed the second factor of Olga, .* there is no link/);
  expect(reset.out).not.toContain("#invitation");
  for (const [words, input] of [
    ["invite Olga", ""],
    ["invite Bo --role viewer", ""],
    ["add Bo --role viewer --password-stdin", PASSWORD],
  ] as const)
    expect(await command(env, words, input)).toEqual({
      out: "",
      err: expect.stringMatching(/^Everybody signs in through the provider/),
    });
  expect((await command(env, "list")).out).not.toContain("Bo");
});
