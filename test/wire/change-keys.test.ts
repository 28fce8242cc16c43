import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it, vi } from "vitest";
import { ENVIRONMENT } from "../../scripts/server-process.mjs";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { codesFor } from "../support/sign-in/authenticator-app.ts";
import { nextStep } from "../support/sign-in/next-step.ts";
import { addPeople, openPeopleAt, PASSWORD, type Visitor, visitor } from "../support/sign-in/signed-in.ts";
import { ENGINES, startBackends, startTwoDesks } from "../support/sign-in/two-desks.ts";
import { until } from "../support/until.ts";

const COMMAND = join(import.meta.dirname, "../../server/people-command.ts");
const password = { password: PASSWORD };

const backends = startBackends();
afterAll(() => void vi.restoreAllMocks());

describe.each(ENGINES)("npm run people -- change-keys, on %s", (engine) => {
  const at = startTwoDesks(backends, engine, { Ada: "administrator", Olga: "operator", Vik: "viewer" });

  /** Runs the command in a process of its own. */
  async function changeKeys(): Promise<string> {
    const child = spawn(process.execPath, [COMMAND, "change-keys"], {
      env: { ...ENVIRONMENT, PATH: process.env.PATH, ...at.env },
    });
    child.stdin.end();
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return out + err;
  }
  const statusOf = async (visit: Visitor): Promise<number> => (await visit.call("GET", "/api/session")).status;

  it("signs everybody out on every replica without a restart; apps' codes and new sessions work", async () => {
    const [olga, vik, ada] = [await at.signedIn("Olga"), await at.signedIn("Vik", at.other), await at.signedIn("Ada")];
    const { secret } = (await olga.call("POST", "/api/factor/totp", password)).body as { secret: string };
    const code = codesFor(secret);
    nextStep();
    await olga.call("POST", "/api/factor/totp/confirm", { code: code(0) });
    const key = ((await ada.call("POST", "/api/keys", { name: "k", role: "viewer", days: 1 })).body as { key: string })
      .key;
    const stream = await fetch(`${at.other.url}/api/events`, { headers: { cookie: vik.cookie() } });
    let ended = false;
    void text(stream.body as never).finally(() => {
      ended = true;
    });

    expect(await changeKeys()).toBe(
      "Changed the keys. 3 sessions ended; secrets of 1 authenticator app encrypted anew.\n",
    );
    await until("the stream to end", () => ended, 20_000);
    for (const visit of [olga, vik, ada]) expect(await statusOf(visit)).toBe(401);

    // Both sign with the new key, so each takes the other's cookies.
    await until("replicas to have the same key", async () => {
      const [one, two] = [await at.signedIn("Vik"), await at.signedIn("Vik", at.other)];
      const crossed = [visitor(at.other.url, { cookie: one.cookie() }), visitor(at.desk.url, { cookie: two.cookie() })];
      return (await Promise.all(crossed.map(statusOf))).every((status) => status === 200);
    });
    nextStep();
    const again = visitor(at.other.url);
    expect((await again.signIn("Olga")).status).toBe(202);
    expect((await again.call("POST", "/api/sign-in/code", { code: code(0) })).status).toBe(200);
    const byKey = await at.other.call("GET", "/api/session", undefined, { authorization: `Bearer ${key}` });
    expect(byKey.body).toMatchObject({ operator: "Ada" });

    const audit = await (await at.signedIn("Ada")).call("GET", "/api/audit?action=people%20change-keys");
    expect(audit.body).toMatchObject({ items: [{ action: "people change-keys", via: "command", status: 200 }] });
  });
});

it("keys that change while apps are set up, and while codes are checked, lose no secret", async () => {
  const dataDir = await temporaryFolder();
  const url = await backends.postgres.url("race");
  await addPeople(url, { Vik: "viewer" });
  const desk = await startDesk({ toloka: backends.toloka, env: { SIGN_IN: "password", DATABASE_URL: url }, dataDir });
  const { people, close } = await openPeopleAt(url);
  const { id } = (await people.named("Vik"))!;
  const kept: number[] = [];
  for (let round = 0; round < 8; round++) {
    const [begun] = await Promise.all([
      people.secondFactor.setUp(id, { ...password, address: "10.0.0.1" }),
      people.changeKeys(),
    ]);
    if (!begun.ok) throw new Error(begun.problem.code);
    const code = codesFor(begun.value.secret);
    nextStep();
    const [confirmed] = await Promise.all([people.secondFactor.confirm(id, code(0)), people.changeKeys()]);
    expect(confirmed).toMatchObject({ ok: true });
    nextStep();
    const visit = visitor(desk.url);
    expect((await visit.signIn("Vik")).status).toBe(202);
    const [finished] = await Promise.all([
      visit.call("POST", "/api/sign-in/code", { code: code(0) }),
      people.changeKeys(),
    ]);
    kept.push(finished.status);
    await people.secondFactor.remove(id, { ...password, address: "10.0.0.1" });
  }
  expect(kept).toEqual(Array(8).fill(200));
  await close();
  await desk.remove();
});
