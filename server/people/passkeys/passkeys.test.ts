import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openScratchJournal } from "../../../test/support/journal/scratch-journal.ts";
import { type Signing, softwarePasskey } from "../../../test/support/sign-in/software-passkey.ts";
import type { Db } from "../../db/db.ts";
import { openPasswords } from "../passwords/passwords.ts";
import { openPeople, type People } from "../people.ts";

const PASSWORD = "a password of hers";
const HERE = { password: PASSWORD, address: "10.0.0.1" };
const PLACE = { rpId: "desk.example.org", origin: "https://desk.example.org" };

type Answer<T> = { ok: true; value: T } | { ok: false; problem: { code: string } };
const codeOf = (result: Answer<unknown>): string => (result.ok ? "ok" : result.problem.code);
function got<T>(result: Answer<T>): T {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

let db: Db;
let people: People;
let remove: () => Promise<void>;
let id: string;
let passkey: ReturnType<typeof softwarePasskey>;
beforeEach(async () => {
  ({ db, remove } = await openScratchJournal());
  const passwords = openPasswords(async ({ message, tagLength }) => Buffer.alloc(tagLength, message as Buffer));
  people = openPeople(db, { passwords });
  id = await add("Ada");
  passkey = softwarePasskey();
});
afterEach(() => remove());

const add = async (name: string): Promise<string> =>
  got(await people.add(name, "operator", await people.hashPassword(PASSWORD))).id;

/** Adds the passkey for Ada, with whatever differs. */
async function register(more: Partial<Signing> = {}, whose = id): Promise<Answer<string[]>> {
  const { challenge } = got(await people.passkeys.startAdding(id, HERE, PLACE));
  return people.passkeys.add(whose, "Laptop", passkey.register({ challenge, ...PLACE, ...more }), PLACE);
}
/** Signs in with the passkey. */
async function signIn(more: Partial<Signing> = {}): Promise<string> {
  const { challenge } = got(await people.passkeys.startSignIn("10.0.0.1", PLACE));
  return codeOf(await people.passkeys.signIn(passkey.sign({ challenge, ...PLACE, ...more }), PLACE));
}

describe("adding a passkey", () => {
  it("asks for the password, and gives recovery codes with the first", async () => {
    expect(codeOf(await people.passkeys.startAdding(id, { ...HERE, password: "no" }, PLACE))).toBe("PASSWORD_WRONG");
    expect(got(await register())).toHaveLength(8);
    expect(await people.secondFactor.askedOf(id)).toEqual({ code: false, passkey: true });
    passkey = softwarePasskey();
    expect(got(await register())).toEqual([]);
    expect(await people.passkeys.list(id)).toMatchObject([{ name: "Laptop", used_at: null }, { name: "Laptop" }]);
  });

  it.each([
    ["without the person being verified", { verified: false }],
    ["made by another site's page", { origin: "https://evil.example" }],
    ["for another site", { rpId: "evil.example" }],
    ["for another challenge", { challenge: "AAAA" }],
  ])("is refused %s", async (_what, more) => {
    expect(codeOf(await register(more))).toBe("PASSKEY_REFUSED");
    expect(await people.secondFactor.askedOf(id)).toBeNull();
  });

  it("is refused to another person, and twice", async () => {
    expect(codeOf(await register({}, await add("Eve")))).toBe("PASSKEY_REFUSED");
    await register();
    expect(codeOf(await register())).toBe("PASSKEY_REFUSED");
  });
});

describe("signing in with a passkey", () => {
  beforeEach(async () => void got(await register()));

  it("needs no password, and notes the use", async () => {
    expect(await signIn()).toBe("ok");
    expect(await people.passkeys.list(id)).toMatchObject([{ used_at: expect.any(Number) }]);
  });

  it.each([
    ["without the person being verified", { verified: false }],
    ["made by another site's page", { origin: "https://evil.example" }],
    ["over http", { origin: "http://desk.example.org" }],
    ["for another site", { rpId: "evil.example" }],
    ["for a challenge that is not ours", { challenge: "AAAA" }],
  ])("is refused %s", async (_what, more) => {
    expect(await signIn(more)).toBe("PASSKEY_REFUSED");
  });

  it("is refused with another key under the same id, and with an unknown id", async () => {
    const { challenge } = got(await people.passkeys.startSignIn("10.0.0.1", PLACE));
    const other = softwarePasskey().sign({ challenge, ...PLACE });
    expect(codeOf(await people.passkeys.signIn(other, PLACE))).toBe("PASSKEY_REFUSED");
    const forged = { ...other, id: passkey.sign({ challenge, ...PLACE }).id };
    expect(codeOf(await people.passkeys.signIn({ ...forged, rawId: forged.id }, PLACE))).toBe("PASSKEY_REFUSED");
  });

  it("is refused when its counter goes back: the passkey was copied", async () => {
    expect(await signIn({ counter: 7 })).toBe("ok");
    expect(await signIn({ counter: 7 })).toBe("PASSKEY_REFUSED");
    expect(await signIn({ counter: 8 })).toBe("ok");
  });

  it("takes a challenge once, within five minutes, and none that was made for adding", async () => {
    const { challenge } = got(await people.passkeys.startSignIn("10.0.0.1", PLACE));
    const signed = passkey.sign({ challenge, ...PLACE });
    const both = await Promise.all([people.passkeys.signIn(signed, PLACE), people.passkeys.signIn(signed, PLACE)]);
    expect(both.map(codeOf).sort()).toEqual(["PASSKEY_REFUSED", "ok"]);
    const adding = got(await people.passkeys.startAdding(id, HERE, PLACE));
    expect(await signIn({ challenge: adding.challenge })).toBe("PASSKEY_REFUSED");
    const late = got(await people.passkeys.startSignIn("10.0.0.1", PLACE));
    await db.execute("update passkey_challenges set expires_at = $1", [Date.now() - 1]);
    const result = await people.passkeys.signIn(passkey.sign({ challenge: late.challenge, ...PLACE }), PLACE);
    expect(codeOf(result)).toBe("PASSKEY_REFUSED");
  });

  it.each([
    ["is disabled", () => people.disable(id)],
    ["has to choose a new password first", () => people.reset(id)],
    ["had the second factor reset", () => people.secondFactor.reset(id, true)],
  ])("is refused if the person %s", async (_what, change) => {
    await change();
    expect(await signIn()).toBe("PASSKEY_REFUSED");
  });

  it("of somebody who comes from a provider only finishes the sign-in that was begun there", async () => {
    await db.execute("update people set password = null, issuer = $2, subject = $2 where id = $1", [id, "theirs"]);
    const signInAfter = async (started: string | null) => {
      const { challenge } = got(await people.passkeys.startSignIn("10.0.0.1", PLACE));
      return codeOf(await people.passkeys.signIn(passkey.sign({ challenge, ...PLACE }), PLACE, started));
    };
    expect(await signInAfter(null)).toBe("PASSKEY_REFUSED");
    expect(await signInAfter(await add("Eve"))).toBe("PASSKEY_REFUSED");
    expect(await signInAfter(id)).toBe("ok");
  });

  it("ends with the passkey's removal, for which the password is asked; the last one takes the recovery codes along", async () => {
    const known = (await people.passkeys.list(id))[0]!.id;
    expect(codeOf(await people.passkeys.remove(id, known, { ...HERE, password: "no" }))).toBe("PASSWORD_WRONG");
    expect(codeOf(await people.passkeys.remove(await add("Eve"), known, HERE))).toBe("NO_SUCH_PASSKEY");
    expect(await signIn()).toBe("ok");
    expect(codeOf(await people.passkeys.remove(id, known, HERE))).toBe("ok");
    expect(await signIn()).toBe("PASSKEY_REFUSED");
    expect(await people.secondFactor.askedOf(id)).toBeNull();
    expect((await people.secondFactor.state(id)).recoveryCodes).toBe(0);
  });
});

describe("confirming by a passkey", () => {
  const start = async (who = id) => got(await people.passkeys.startConfirming(who, "10.0.0.1", PLACE));
  beforeEach(async () => void got(await register()));

  it("takes one of the person's own, for a challenge of theirs, once", async () => {
    const { challenge, allowCredentials } = await start();
    expect(allowCredentials).toMatchObject([{ id: passkey.sign({ challenge, ...PLACE }).id }]);
    const signed = passkey.sign({ challenge, ...PLACE });
    expect(codeOf(await people.passkeys.confirm(id, signed, PLACE))).toBe("ok");
    expect(codeOf(await people.passkeys.confirm(id, signed, PLACE))).toBe("PASSKEY_REFUSED");
  });

  it("is refused with another person's passkey", async () => {
    const eve = await add("Eve");
    const { challenge } = await start();
    expect(codeOf(await people.passkeys.confirm(eve, passkey.sign({ challenge, ...PLACE }), PLACE))).toBe(
      "PASSKEY_REFUSED",
    );
    expect(codeOf(await people.passkeys.startConfirming(eve, "10.0.0.1", PLACE))).toBe("NO_SUCH_PASSKEY");
  });

  it("its challenge adds no passkey and signs nobody in, nor does another's confirm", async () => {
    const { challenge } = await start();
    const other = softwarePasskey();
    const added = await people.passkeys.add(id, "Thief", other.register({ challenge, ...PLACE }), PLACE);
    expect(codeOf(added)).toBe("PASSKEY_REFUSED");
    expect(await signIn({ challenge })).toBe("PASSKEY_REFUSED");
    const entering = got(await people.passkeys.startSignIn("10.0.0.1", PLACE));
    const signed = passkey.sign({ challenge: entering.challenge, ...PLACE });
    expect(codeOf(await people.passkeys.confirm(id, signed, PLACE))).toBe("PASSKEY_REFUSED");
  });
});
