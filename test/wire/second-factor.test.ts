import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { startDesk } from "../support/desk/desk-in-process.ts";
import { temporaryFolder } from "../support/desk/spawned-desk.ts";
import { codesFor } from "../support/sign-in/authenticator-app.ts";
import { nextStep } from "../support/sign-in/next-step.ts";
import { addPeople, idOf, PASSWORD, type Visitor, visitor } from "../support/sign-in/signed-in.ts";
import { ENGINES, startBackends, startTwoDesks } from "../support/sign-in/two-desks.ts";

const PEOPLE = { Ada: "administrator", Olga: "operator", Vik: "viewer" } as const;
const ASKED = { second_factor: { code: true, passkey: false } };
const password = { password: PASSWORD };

const backends = startBackends();
afterAll(() => void vi.restoreAllMocks());

/** Sets an app up for a visitor who is signed in. `used`: its first code; `code`: what it shows so many steps from now. */
async function setUp(visit: Visitor) {
  const begun = await visit.call("POST", "/api/factor/totp", password);
  expect(begun.status).toBe(201);
  const { secret } = begun.body as { secret: string };
  const code = codesFor(secret);
  nextStep();
  const used = code(0);
  const confirmed = await visit.call("POST", "/api/factor/totp/confirm", { code: used });
  expect(confirmed.status).toBe(200);
  return { secret, used, code, recovery: (confirmed.body as { recovery_codes: string[] }).recovery_codes };
}

async function peopleOf(admin: Visitor): Promise<{ id: string; name: string; factors: string[] }[]> {
  return ((await admin.call("GET", "/api/people")).body as never as { items: never[] }).items;
}
describe.each(ENGINES)("a second factor, on %s", (engine) => {
  const at = startTwoDesks(backends, engine, PEOPLE);

  it("is asked for after the right password, in the same browser; the session exists only then", async () => {
    const olga = await at.signedIn("Olga");
    const { used, code, secret, recovery } = await setUp(olga);
    const visit = visitor(at.desk.url);
    const first = await visit.signIn("Olga");
    expect([first.status, first.body]).toEqual([202, ASKED]);
    expect(first.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^desk-started=[\w-]{32}; Max-Age=300; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/),
    ]);
    expect((await visit.call("GET", "/api/session")).status).toBe(401);
    const finish = (who: Visitor, typed: string) => who.call("POST", "/api/sign-in/code", { code: typed });
    expect((await finish(visitor(at.desk.url), used)).body).toMatchObject({ code: "SIGN_IN_EXPIRED" });
    expect((await finish(visit, used)).body).toMatchObject({ code: "CODE_WRONG" });
    nextStep();
    nextStep();
    const late = await finish(visit, code(-1));
    expect([late.status, late.body]).toEqual([401, expect.objectContaining({ code: "CODE_EXPIRED" })]);
    expect((await finish(visit, code(1))).body).toMatchObject({ code: "CODE_WRONG" });
    const next = code(0);
    const elsewhere = visitor(at.other.url, { cookie: visit.cookie() });
    expect((await finish(elsewhere, next)).body).toEqual({ name: "Olga", role: "operator" });
    expect(elsewhere.cookie()).toMatch(/^desk=/);
    expect((await elsewhere.call("GET", "/api/session")).body).toMatchObject({ operator: "Olga" });
    expect((await finish(visit, next)).body).toMatchObject({ code: "SIGN_IN_EXPIRED" });

    const again = visitor(at.desk.url);
    await again.signIn("Olga");
    expect((await finish(again, recovery[0]!)).status).toBe(200);
    const factors = await again.call("GET", "/api/factor");
    expect(factors.body).toMatchObject({ password: true, recovery_codes: 7, passkeys: [] });

    const ada = await at.signedIn("Ada");
    const audit = await ada.call("GET", "/api/audit?limit=200");
    const entries = (audit.body as never as { items: { action: string; status: number; code: string | null }[] }).items;
    expect(entries.map(({ action, status, code: refused }) => [action, status, refused])).toEqual(
      expect.arrayContaining([
        ["setUpTotp", 201, null],
        ["confirmTotp", 200, null],
        ["signIn", 202, null],
        ["finishSignIn", 401, "CODE_WRONG"],
        ["finishSignIn", 401, "CODE_EXPIRED"],
        ["finishSignIn", 200, null],
      ]),
    );
    const seen = audit.text + factors.text + JSON.stringify([at.desk.logged, at.other.logged]);
    for (const known of [secret, ...recovery]) expect(seen).not.toContain(known);
  });

  it("is asked for after a new password by a link, too; an administrator can reset it", async () => {
    const ada = await at.signedIn("Ada");
    const vik = await at.signedIn("Vik");
    await setUp(vik);
    const id = await idOf(ada, "Vik");
    const { path } = (await ada.call("POST", `/api/people/${id}/reset`)).body as { path: string };
    const token = path.replace("/sign-in#invitation=", "");
    const visit = visitor(at.desk.url);
    const accepted = await visit.call("POST", "/api/invitation/accept", { token, password: PASSWORD });
    expect([accepted.status, accepted.body]).toEqual([202, ASKED]);
    expect((await visit.call("GET", "/api/session")).status).toBe(401);
    expect((await peopleOf(ada)).find((person) => person.id === id)?.factors).toEqual(["code"]);

    const reset = await ada.call("POST", `/api/people/${id}/factor/reset`);
    expect([reset.status, reset.body]).toEqual([200, { link: expect.objectContaining({ name: "Vik" }) }]);
    expect((await visit.call("POST", "/api/sign-in/code", { code: "000000" })).body).toMatchObject({
      code: "SIGN_IN_EXPIRED",
    });
    // The password, which somebody else may know, lets nobody set up a factor: the new link does.
    expect((await visit.signIn("Vik")).body).toMatchObject({ code: "SIGN_IN_FAILED" });
    const link = (reset.body as { link: { path: string } }).link.path.replace("/sign-in#invitation=", "");
    const chosen = { token: link, password: "chosen by the new link" };
    expect((await visit.call("POST", "/api/invitation/accept", chosen)).body).toEqual({ name: "Vik", role: "viewer" });
    const log = await ada.call("GET", `/api/audit?action=resetFactor&subject=${id}`);
    expect(log.body).toMatchObject({
      items: [
        {
          status: 200,
          before: '{"name":"Vik","role":"viewer","state":"active","factors":"code"}',
          after: '{"name":"Vik","role":"viewer","state":"invited","factors":""}',
        },
      ],
    });
    expect(log.text).not.toContain(link);
    expect((await visit.call("POST", `/api/people/${id}/factor/reset`)).body).toMatchObject({ code: "ROLE_TOO_LOW" });
    const own = await ada.call("POST", `/api/people/${await idOf(ada, "Ada")}/factor/reset`);
    expect(own.body).toMatchObject({ code: "OWN_FACTOR" });
  });

  it("a passkey needs a host name, and is refused if it is none", async () => {
    const ada = await at.signedIn("Ada");
    expect((await ada.call("POST", "/api/passkeys/start", password)).body).toMatchObject({
      code: "PASSKEY_NEEDS_NAME",
    });
    const named = visitor(`http://localhost:${at.desk.port}`, { cookie: ada.cookie() });
    const begun = await named.call("POST", "/api/passkeys/start", password);
    expect(begun.body).toMatchObject({
      options: {
        rp: { id: "localhost", name: "Task Desk" },
        user: { name: "Ada" },
        authenticatorSelection: { residentKey: "required", userVerification: "required" },
        attestation: "none",
      },
    });
    const response = {
      id: "AAAA",
      rawId: "AAAA",
      type: "public-key",
      clientExtensionResults: {},
      response: { clientDataJSON: "e30", attestationObject: "oA", authenticatorData: "AAAA", signature: "AAAA" },
    };
    const added = await named.call("POST", "/api/passkeys", { name: "Key", response });
    expect([added.status, added.body]).toEqual([422, expect.objectContaining({ code: "PASSKEY_REFUSED" })]);
    const entered = await named.call("POST", "/api/sign-in/passkey", { response });
    expect([entered.status, entered.body]).toEqual([401, expect.objectContaining({ code: "PASSKEY_REFUSED" })]);
  });
});

describe("REQUIRE_SECOND_FACTOR", () => {
  it.each([
    ["administrators", { Ada: true, Olga: false }],
    ["everyone", { Olga: true }],
  ] as const)("=%s: who has none can only set one up", async (REQUIRE_SECOND_FACTOR, owing) => {
    const dataDir = await temporaryFolder();
    await addPeople(`file:${join(dataDir, "journal.sqlite")}`, PEOPLE);
    const desk = await startDesk({
      toloka: backends.toloka,
      env: { SIGN_IN: "password", REQUIRE_SECOND_FACTOR },
      dataDir,
    });
    for (const [name, owes] of Object.entries(owing)) {
      const visit = visitor(desk.url);
      await visit.signIn(name);
      const deviceKey = (known: boolean) => (known ? expect.any(String) : null);
      const session = () => visit.call("GET", "/api/session");
      expect((await session()).body).toMatchObject({ second_factor_required: owes, device_key: deviceKey(!owes) });
      const asked = () =>
        Promise.all([
          visit.call("GET", "/api/submissions"),
          visit.call("POST", "/api/keys", { name: "k", role: "viewer", days: 1 }),
        ]);
      const answers = await asked();
      expect(answers.map(({ status }) => status)).toEqual(owes ? [403, 403] : [200, 201]);
      for (const { body } of owes ? answers : []) expect(body).toMatchObject({ code: "SECOND_FACTOR_REQUIRED" });
      if (!owes) continue;
      await setUp(visit);
      expect((await asked()).map(({ status }) => status)).toEqual([200, 201]);
      expect((await session()).body).toMatchObject({ device_key: deviceKey(true) });
      await visit.call("POST", "/api/factor/totp/remove", password);
      expect((await asked()).map(({ status }) => status)).toEqual([403, 403]);
      expect((await visit.call("POST", "/api/sign-out", { everywhere: false })).status).toBe(200);
    }
    await desk.remove();
  });
});
