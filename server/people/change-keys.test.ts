import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openScratchJournal } from "../../test/support/journal/scratch-journal.ts";
import { codesFor } from "../../test/support/sign-in/authenticator-app.ts";
import { until } from "../../test/support/until.ts";
import type { Db } from "../db/db.ts";
import { UnreadableSecretError } from "./change-keys.ts";
import { openSeal } from "./oidc/sealed.ts";
import { openPasswords } from "./passwords/passwords.ts";
import { openPeople, type People } from "./people.ts";
import { serverSecret } from "./secrets.ts";

const PASSWORD = "a password of hers";
const HERE = { password: PASSWORD, address: "10.0.0.1" };

let db: Db;
let people: People;
let remove: () => Promise<void>;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  ({ db, remove } = await openScratchJournal());
  const passwords = openPasswords(async ({ message, tagLength }) => Buffer.alloc(tagLength, message as Buffer));
  people = openPeople(db, { passwords });
});
afterEach(async () => {
  vi.useRealTimers();
  await remove();
});

async function add(name: string): Promise<string> {
  const added = await people.add(name, "operator", await people.hashPassword(PASSWORD));
  if (!added.ok) throw new Error(added.problem.code);
  return added.value.id;
}
/** Begins to set an app up; its codes. */
async function begin(id: string) {
  const begun = await people.secondFactor.setUp(id, HERE);
  if (!begun.ok) throw new Error(begun.problem.code);
  return codesFor(begun.value.secret);
}
const stored = (): Promise<{ name: string; value: string }[]> =>
  db.query("select name, value from server_secrets order by name");

describe("a change of the keys", () => {
  it("replaces both and no other secret, and encrypts what is set up and what is being set up", async () => {
    const [ada, eve] = [await add("Ada"), await add("Eve")];
    const [code, begun] = [await begin(ada), await begin(eve)];
    await people.secondFactor.confirm(ada, code(0));
    await serverSecret(db, "another");
    await people.sessionSecret();
    const before = await stored();
    const totp = await db.query("select secret from totp order by person_id");
    expect(await people.changeKeys()).toEqual({ apps: 2, sessions: 0 });
    const after = await stored();
    const same = before.filter(({ value }, at) => value === after[at]!.value).map(({ name }) => name);
    expect([before.map(({ name }) => name), same]).toEqual([["another", "second-factor", "session"], ["another"]]);
    const again = await db.query("select secret from totp order by person_id");
    expect(again.filter(({ secret }, at) => secret === totp[at]!.secret)).toEqual([]);
    expect(await people.secondFactor.confirm(eve, begun(0))).toMatchObject({ ok: true });
    vi.setSystemTime(Date.now() + 30_000);
    const token = await people.secondFactor.start(ada);
    expect(await people.secondFactor.finish(token, code(0))).toMatchObject({ ok: true });
  });

  it("ends the sessions, and leaves what is kept as hashes", async () => {
    const ada = await add("Ada");
    await people.addSession("the id", { personId: ada, device: "Chrome", address: "10.0.0.1" });
    const { key } = await people.makeKey(ada, { name: "Script", role: "viewer", days: 1 });
    expect(await people.changeKeys()).toEqual({ apps: 0, sessions: 1 });
    expect(await people.findSession("the id")).toBeNull();
    expect(await people.findKey(key)).not.toBeNull();
    expect(await people.signIn("Ada", PASSWORD, "10.0.0.1")).toMatchObject({ ok: true });
  });

  it("reaches who watches the key; what was sealed with the old one can't be opened", async () => {
    const watched = await people.watchCookieKey();
    const before = watched.now();
    const seal = openSeal(watched.now);
    const sealed = await seal.seal({ state: "s", nonce: "n", verifier: "v", next: "/" });
    expect(await seal.open(sealed)).toMatchObject({ state: "s" });
    await people.changeKeys();
    await until("the new key", async () => watched.now() !== before);
    expect(watched.now()).toBe(await people.sessionSecret());
    expect(await seal.open(sealed)).toBeNull();
    watched.close();
  });

  it("changes nothing if a secret can't be decrypted, and says whose", async () => {
    const [ada, eve] = [await add("Ada"), await add("Eve")];
    await begin(ada);
    await begin(eve);
    await db.execute("update totp set secret = (select secret from totp where person_id = $1) where person_id = $2", [
      ada,
      eve,
    ]);
    await people.sessionSecret();
    const before = [await stored(), await db.query("select * from totp order by person_id")];
    const changing = people.changeKeys();
    await expect(changing).rejects.toThrow(UnreadableSecretError);
    await expect(changing).rejects.toThrow("authenticator app of Eve can't be decrypted");
    expect([await stored(), await db.query("select * from totp order by person_id")]).toEqual(before);
  });
});
