import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openScratchJournal } from "../../test/support/journal/scratch-journal.ts";
import type { Db } from "../db/db.ts";
import { invitePerson } from "./administration.ts";
import { openAttempts } from "./attempts.ts";
import { openPasswords } from "./passwords/passwords.ts";
import { openPeople } from "./people.ts";

let db: Db;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ db, remove } = await openScratchJournal());
});
afterAll(() => remove());

/** How many of these attempts are allowed, one after another. */
async function allowed(tries: readonly (readonly [name: string, address: string])[]): Promise<number> {
  const attempts = openAttempts(db);
  let count = 0;
  for (const [name, address] of tries) if ((await attempts.begin(name, address)) === null) count += 1;
  return count;
}
const times = <T>(count: number, make: (at: number) => T): T[] =>
  Array.from({ length: count }, (_none, at) => make(at));

describe("guesses are refused", () => {
  it.each([
    [
      "at one name from one address, however it is written",
      8,
      times(20, (at) => [at % 2 ? "ANNA" : "anna", "192.0.2.1"]),
    ],
    ["at many names from one address", 60, times(80, (at) => [`name ${at}`, "192.0.2.2"])],
    ["at one name from many addresses", 100, times(120, (at) => ["boris", `198.51.100.${at}`])],
    [
      "from many addresses of one IPv6 network",
      60,
      times(80, (at) => [`v6 ${at}`, `2001:db8:1:2::${at.toString(16)}`]),
    ],
    [
      "from an IPv4 address in both notations",
      60,
      times(80, (at) => [`v4 ${at}`, at % 2 ? "192.0.2.3" : "::ffff:192.0.2.3"]),
    ],
  ] as [string, number, [string, string][]][])("%s", async (_what, most, tries) => {
    expect(await allowed(tries)).toBe(most);
  });

  it("until their time is over, after which their counts are deleted", async () => {
    await db.execute("insert into sign_in_attempts (key, points, expire) values ('pair:old', 9, $1)", [Date.now() - 1]);
    await allowed([["galina", "192.0.2.6"]]);
    expect(await db.query("select key from sign_in_attempts where key = 'pair:old'")).toEqual([]);
  });

  it("of others do not lock a person out at another address", async () => {
    await allowed(times(20, () => ["vera", "192.0.2.4"]));
    expect(await allowed([["vera", "192.0.2.5"]])).toBe(1);
  });
});

it("an unknown name, an invited, a disabled and a real person take one run of argon2id each, and get the same answer", async () => {
  let runs = 0;
  const passwords = openPasswords(async ({ message, tagLength }) => {
    runs += 1;
    return Buffer.alloc(tagLength, message as Buffer);
  });
  const people = openPeople(db, { passwords });
  const stored = await people.hashPassword("the right password");
  await people.add("Real", "operator", stored);
  await people.add("Other", "administrator", stored);
  const disabled = await people.add("Disabled", "operator", stored);
  if (disabled.ok) await people.disable(disabled.value.id);
  await invitePerson(db, "Invited", "operator");
  const answers: unknown[] = [];
  for (const name of ["Nobody", "Invited", "Disabled", "Real"]) {
    runs = 0;
    answers.push(await people.signIn(name, "a wrong password", "192.0.2.9"));
    expect([name, runs]).toEqual([name, 1]);
  }
  expect(answers[0]).toMatchObject({ ok: false, problem: { status: 401, code: "SIGN_IN_FAILED" } });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await people.signIn("Disabled", "the right password", "192.0.2.9")).toEqual(answers[0]);
});
