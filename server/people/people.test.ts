import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openScratchJournal } from "../../test/support/journal/scratch-journal.ts";
import type { Db } from "../db/db.ts";
import { openPasswords } from "./passwords/passwords.ts";
import { openPeople, type People } from "./people.ts";

const HOUR = 60 * 60 * 1000;

let db: Db;
let people: People;
let runs = 0;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ db, remove } = await openScratchJournal());
  const passwords = openPasswords(async ({ message, tagLength }) => {
    runs++;
    return Buffer.alloc(tagLength, message as Buffer);
  });
  people = openPeople(db, { passwords });
});
afterEach(() => remove());

async function add(name: string): Promise<string> {
  const added = await people.add(name, "operator", await people.hashPassword("a password of hers"));
  if (!added.ok) throw new Error(added.problem.code);
  return added.value.id;
}
const codeOf = (result: { ok: boolean }): unknown =>
  "problem" in result ? (result.problem as { code: string }).code : "ok";

describe("a name and a password", () => {
  it("take one run of argon2id, whatever is wrong with them", async () => {
    await add("Ada");
    await people.disable(await add("Dina"));
    await people.invite("Ivan", "viewer");
    for (const [name, password, code] of [
      ["Ada", "a password of hers", "ok"],
      ["ada", "a password of hers", "ok"],
      ["Ada", "another password", "SIGN_IN_FAILED"],
      ["Nobody", "a password of hers", "SIGN_IN_FAILED"],
      ["Dina", "a password of hers", "SIGN_IN_FAILED"],
      ["Ivan", "a password of hers", "SIGN_IN_FAILED"],
    ] as const) {
      runs = 0;
      expect([name, codeOf(await people.signIn(name, password, "10.0.0.1")), runs]).toEqual([name, code, 1]);
    }
  });

  it("take no run when too many attempts failed", async () => {
    await add("Ada");
    for (let count = 0; count < 8; count++) await people.signIn("Ada", "guess", "10.0.0.1");
    runs = 0;
    expect(codeOf(await people.signIn("Ada", "a password of hers", "10.0.0.1"))).toBe("TOO_MANY_ATTEMPTS");
    expect(runs).toBe(0);
  });
});

describe("a session", () => {
  it.each([
    ["just used", 0, 0, true],
    ["idle for 11 hours", 11, 11, true],
    ["idle for 12 hours", 12, 12, false],
    ["six days old, in use", 6 * 24, 0, true],
    ["seven days old, in use", 7 * 24, 0, false],
  ])("%s", async (_what, bornAgo, seenAgo, valid) => {
    const personId = await add("Ada");
    await people.addSession("the id", { personId, device: "Chrome", address: "10.0.0.1" });
    const now = Date.now();
    await db.execute("update sessions set born = $1, seen = $2", [now - bornAgo * HOUR - 1, now - seenAgo * HOUR - 1]);
    expect((await people.findSession("the id")) !== null).toBe(valid);
    expect((await people.listSessions(personId)).length).toBe(valid ? 1 : 0);
  });

  it("is not brought back by a request that was under way when it ended", async () => {
    const personId = await add("Ada");
    await people.addSession("the id", { personId, device: "Chrome", address: "10.0.0.1" });
    const found = await people.findSession("the id");
    await people.endSessions(personId);
    people.touchSession({ ...found!, seen: 0 });
    expect(await people.findSession("the id")).toBeNull();
  });

  it("is stored without anything by which somebody could sign in", async () => {
    const personId = await add("Ada");
    await people.addSession("the id", { personId, device: "Chrome", address: "10.0.0.1" });
    const { key } = await people.makeKey(personId, { name: "Script", role: "viewer", days: 1 });
    const invited = await people.invite("Ivan", "viewer");
    const stored: object[] = [];
    for (const table of ["people", "sessions", "api_keys", "invitations"])
      stored.push(...(await db.query(`select * from ${table}`)));
    const text = JSON.stringify(stored);
    for (const secret of ["the id", key, invited.ok && invited.value.invitation.token])
      expect(text).not.toContain(secret);
  });
});

describe("the key of what a device stores", () => {
  it("is a person's own, the same on every replica, and outlives a new password and being disabled", async () => {
    const [ada, vik] = [await add("Ada"), await add("Vik")];
    const key = await people.deviceKey(ada);
    expect(Buffer.from(key, "base64url")).toHaveLength(64);
    expect(await people.deviceKey(vik)).not.toBe(key);
    await people.reset(ada);
    await people.disable(ada);
    await people.enable(ada);
    expect(await openPeople(db).deviceKey(ada)).toBe(key);
  });

  it("is stored nowhere", async () => {
    const key = await people.deviceKey(await add("Ada"));
    const secrets = await db.query("select * from server_secrets");
    const stored = [...(await db.query("select * from people")), ...secrets];
    expect(secrets).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(key.slice(0, 20));
  });
});

describe("an invitation", () => {
  it("ends after three days", async () => {
    const invited = await people.invite("Ivan", "viewer");
    if (!invited.ok) throw new Error("not invited");
    const { token } = invited.value.invitation;
    expect(await people.invitedBy(token)).toMatchObject({ name: "Ivan" });
    await db.execute("update invitations set expires_at = $1", [Date.now() - 1]);
    expect(await people.invitedBy(token)).toBeNull();
    expect(codeOf(await people.acceptInvitation(token, "a good long password"))).toBe("INVITATION_INVALID");
  });
});

describe("an API key", () => {
  it("ends at its date, and with its person", async () => {
    const personId = await add("Ada");
    const { key } = await people.makeKey(personId, { name: "Script", role: "administrator", days: 1 });
    // Her role is lower than the key's.
    expect(await people.findKey(key)).toMatchObject({ name: "Ada", role: "operator" });
    await people.disable(personId);
    expect(await people.findKey(key)).toBeNull();
    await people.enable(personId);
    await db.execute("update api_keys set expires_at = $1", [Date.now() - 1]);
    expect(await people.findKey(key)).toBeNull();
    expect(await people.listKeys(personId)).toEqual([]);
  });
});
