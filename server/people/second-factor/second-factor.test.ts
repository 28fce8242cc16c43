import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openScratchJournal } from "../../../test/support/journal/scratch-journal.ts";
import { codesFor } from "../../../test/support/sign-in/authenticator-app.ts";
import type { Db } from "../../db/db.ts";
import { openPasswords } from "../passwords/passwords.ts";
import { openPeople, type People } from "../people.ts";

const PASSWORD = "a password of hers";
const HERE = { password: PASSWORD, address: "10.0.0.1" };

let db: Db;
let people: People;
let remove: () => Promise<void>;
let id: string;
beforeEach(async () => {
  // A code belongs to half a minute, which must not end within a test.
  vi.useFakeTimers({ toFake: ["Date"] });
  ({ db, remove } = await openScratchJournal());
  const passwords = openPasswords(async ({ message, tagLength }) => Buffer.alloc(tagLength, message as Buffer));
  people = openPeople(db, { passwords });
  const added = await people.add("Ada", "operator", await people.hashPassword(PASSWORD));
  if (!added.ok) throw new Error(added.problem.code);
  id = added.value.id;
});
afterEach(async () => {
  vi.useRealTimers();
  await remove();
});

type Answer<T> = { ok: true; value: T } | { ok: false; problem: { code: string } };
const codeOf = (result: Answer<unknown>): string => (result.ok ? "ok" : result.problem.code);
function got<T>(result: Answer<T>): T {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

/** Half a minute later: the app shows another code. */
const later = (): void => void vi.setSystemTime(Date.now() + 30_000);

/** Sets an app up. Its codes, by how many steps from now; its first one is used up, and of the step before. */
async function setUp() {
  const { secret } = got(await people.secondFactor.setUp(id, HERE));
  const code = codesFor(secret);
  const recovery = got(await people.secondFactor.confirm(id, code(0)));
  later();
  return { secret, code, recovery };
}
/** Begins a sign-in and finishes it with a code. */
const signIn = async (code: string): Promise<string> =>
  codeOf(await people.secondFactor.finish(await people.secondFactor.start(id), code));

describe("an authenticator app", () => {
  it("is asked for only after its first code", async () => {
    const { secret } = got(await people.secondFactor.setUp(id, HERE));
    expect(await people.secondFactor.askedOf(id)).toBeNull();
    expect(codeOf(await people.secondFactor.confirm(id, codesFor(secret)(7)))).toBe("CODE_WRONG");
    expect(codeOf(await people.secondFactor.confirm(id, codesFor(secret)(1)))).toBe("CODE_WRONG");
    expect(codeOf(await people.secondFactor.confirm(id, codesFor(secret)(-1)))).toBe("CODE_EXPIRED");
    expect(await people.secondFactor.askedOf(id)).toBeNull();
    const typed = codesFor(secret)(0).replace(/.../, "$& ");
    expect(got(await people.secondFactor.confirm(id, typed))).toHaveLength(8);
    expect(await people.secondFactor.askedOf(id)).toEqual({ code: true, passkey: false });
  });

  it("takes the code that it shows now, once, and none that was used or is to come", async () => {
    const { code } = await setUp();
    expect(await signIn(code(-1))).toBe("CODE_WRONG");
    expect(await signIn(code(1))).toBe("CODE_WRONG");
    expect(await signIn(code(0))).toBe("ok");
    expect(await signIn(code(0))).toBe("CODE_WRONG");
    later();
    expect(await signIn(code(-1))).toBe("CODE_WRONG");
    expect(await signIn(code(0))).toBe("ok");
  });

  it("says that a code has just expired, after which the one shown now is taken", async () => {
    const { code } = await setUp();
    later();
    expect(await signIn(code(-1))).toBe("CODE_EXPIRED");
    expect(await signIn(code(0))).toBe("ok");
  });

  it("a code that has just expired is no guess the first time, and one when it comes again", async () => {
    const { code } = await setUp();
    later();
    for (let count = 0; count < 4; count++) expect(await signIn("000000")).toBe("CODE_WRONG");
    expect(await signIn(code(-1))).toBe("CODE_EXPIRED");
    expect(await signIn(code(-1))).toBe("CODE_WRONG");
    expect(await signIn(code(0))).toBe("TOO_MANY_ATTEMPTS");
  });

  it("codes that have just expired don't take the limit on guesses away", async () => {
    const { code } = await setUp();
    const codes: string[] = [];
    for (let count = 0; count < 5; count++) {
      later();
      codes.push(await signIn(code(-1)), await signIn("000000"));
    }
    expect(codes).toEqual(Array(5).fill(["CODE_EXPIRED", "CODE_WRONG"]).flat());
    expect(await signIn(code(0))).toBe("TOO_MANY_ATTEMPTS");
  });

  it("of two sign-ins with one code at the same time, one succeeds", async () => {
    const { code } = await setUp();
    expect((await Promise.all([signIn(code(0)), signIn(code(0))])).sort()).toEqual(["CODE_WRONG", "ok"]);
  });

  it("can be guessed five times, whatever was begun anew; then the right code is refused too", async () => {
    const { code, recovery } = await setUp();
    const codes: string[] = [];
    for (let count = 0; count < 6; count++) codes.push(await signIn("000000"));
    expect(codes).toEqual([...Array(5).fill("CODE_WRONG"), "TOO_MANY_ATTEMPTS"]);
    expect(await signIn(code(0))).toBe("TOO_MANY_ATTEMPTS");
    expect(await signIn(recovery[0]!)).toBe("TOO_MANY_ATTEMPTS");
  });

  it("is stored encrypted, for its person only", async () => {
    const { secret, recovery } = await setUp();
    const stored: object[] = [];
    for (const table of ["totp", "recovery_codes"]) stored.push(...(await db.query(`select * from ${table}`)));
    const text = JSON.stringify(stored);
    for (const known of [secret, ...recovery, ...recovery.map((one) => one.replaceAll("-", ""))])
      expect(text).not.toContain(known);
    const other = got(await people.add("Eve", "operator", await people.hashPassword(PASSWORD)));
    await db.execute("update totp set person_id = $2 where person_id = $1", [id, other.id]);
    const token = await people.secondFactor.start(other.id);
    await expect(people.secondFactor.finish(token, codesFor(secret)(0))).rejects.toThrow();
  });

  it("cannot be replaced before it is removed, for which the password is asked", async () => {
    await setUp();
    expect(codeOf(await people.secondFactor.setUp(id, HERE))).toBe("FACTOR_EXISTS");
    expect(codeOf(await people.secondFactor.remove(id, { ...HERE, password: "no" }))).toBe("PASSWORD_WRONG");
    expect(await people.secondFactor.askedOf(id)).not.toBeNull();
    expect(codeOf(await people.secondFactor.remove(id, HERE))).toBe("ok");
    expect(await people.secondFactor.askedOf(id)).toBeNull();
    expect(await people.secondFactor.state(id)).toMatchObject({ totpSince: null, recoveryCodes: 0 });
    expect(codeOf(await people.secondFactor.remove(id, HERE))).toBe("NO_SUCH_FACTOR");
  });

  it("has to be confirmed within 15 minutes", async () => {
    const { secret } = got(await people.secondFactor.setUp(id, HERE));
    await db.execute("update totp set started_at = $1", [Date.now() - 16 * 60_000]);
    expect(codeOf(await people.secondFactor.confirm(id, codesFor(secret)(0)))).toBe("FACTOR_NOT_STARTED");
  });
});

describe("recovery codes", () => {
  it("work once each, however they are typed, until they are replaced", async () => {
    const { recovery } = await setUp();
    const [first, second] = recovery as [string, string];
    expect(first).toMatch(/^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
    expect(await signIn(first.toLowerCase().replaceAll("-", " "))).toBe("ok");
    expect(await signIn(first)).toBe("CODE_WRONG");
    expect((await people.secondFactor.state(id)).recoveryCodes).toBe(7);
    const renewed = got(await people.secondFactor.renewRecoveryCodes(id, HERE));
    expect(await signIn(second)).toBe("CODE_WRONG");
    expect(await signIn(renewed[1]!)).toBe("ok");
  });
});

describe("a sign-in that waits for the second factor", () => {
  it.each([
    ["has expired", () => db.execute("update started_sign_ins set expires_at = $1", [Date.now() - 1])],
    [
      "was begun before a new password",
      () => people.changePassword(id, { ...HERE, current: PASSWORD, password: "another one of hers" }),
    ],
    ["was begun before the person was disabled", () => people.disable(id)],
    ["was begun before the password was reset", () => people.reset(id)],
    ["was begun before signing out everywhere", () => people.endSessions(id)],
  ])("is refused if it %s", async (_what, end) => {
    const { code } = await setUp();
    const token = await people.secondFactor.start(id);
    await end();
    expect(codeOf(await people.secondFactor.finish(token, code(0)))).toBe("SIGN_IN_EXPIRED");
  });

  it("is finished once", async () => {
    const { code } = await setUp();
    const token = await people.secondFactor.start(id);
    expect(codeOf(await people.secondFactor.finish(token, code(0)))).toBe("ok");
    later();
    expect(codeOf(await people.secondFactor.finish(token, code(0)))).toBe("SIGN_IN_EXPIRED");
  });
});

describe("an administrator's reset", () => {
  it("removes everything, the password too, and ends the sessions: only the new link lets the person in", async () => {
    await setUp();
    await people.addSession("the id", { personId: id, device: "Chrome", address: "10.0.0.1" });
    const { invitation } = got(await people.secondFactor.reset(id, true));
    expect(await people.secondFactor.askedOf(id)).toBeNull();
    expect(await people.findSession("the id")).toBeNull();
    expect(await people.everybody()).toMatchObject([{ name: "Ada", state: "invited", factors: [] }]);
    expect(codeOf(await people.signIn("Ada", PASSWORD, "10.0.0.1"))).toBe("SIGN_IN_FAILED");
    expect(codeOf(await people.secondFactor.setUp(id, HERE))).toBe("PASSWORD_WRONG");
    expect(codeOf(await people.acceptInvitation(invitation!.token, "another one of hers"))).toBe("ok");
    expect(codeOf(await people.signIn("Ada", "another one of hers", "10.0.0.1"))).toBe("ok");
  });

  it("is refused for who is disabled or unknown; who signs in through a provider only gets no link", async () => {
    await people.disable(id);
    expect(codeOf(await people.secondFactor.reset(id, true))).toBe("PERSON_DISABLED");
    expect(codeOf(await people.secondFactor.reset("nobody", true))).toBe("NO_SUCH_PERSON");
    await people.enable(id);
    await db.execute("update people set password = null, issuer = 'https://id.example.org', subject = 'ada'");
    const { token } = got(await people.reset(id)).invitation;
    expect(got(await people.secondFactor.reset(id, true)).invitation).toBeNull();
    // An earlier one ends, too.
    expect(await people.invitedBy(token)).toBeNull();
  });

  it("gives nobody a link where nobody signs in with a password", async () => {
    await setUp();
    expect(got(await people.secondFactor.reset(id, false)).invitation).toBeNull();
    expect(await people.secondFactor.askedOf(id)).toBeNull();
  });
});
