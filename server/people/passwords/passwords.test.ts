import { argon2Sync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BusyHashingError, openPasswords, type RunArgon2 } from "./passwords.ts";

/** Hashes that take no time, and how many of them were asked for, at all and at a time. */
function counting() {
  const counts = { runs: 0, now: 0, most: 0 };
  const run: RunArgon2 = async ({ message, tagLength }) => {
    counts.runs++;
    counts.most = Math.max(counts.most, ++counts.now);
    await new Promise(setImmediate);
    counts.now--;
    return Buffer.alloc(tagLength, message as Buffer);
  };
  return { counts, passwords: openPasswords(run) };
}

describe("passwords", () => {
  it("are argon2id with 46 MiB, in PHC form with a salt of their own", async () => {
    const passwords = openPasswords();
    const [one, two] = await Promise.all([passwords.hash("correct horse"), passwords.hash("correct horse")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await passwords.matches("correct horse", one)).toBe(true);
    expect(await passwords.matches("correct horsf", one)).toBe(false);
  });

  it("are stored at the cost that docs/cryptography.md names", async () => {
    const row = /^\| passwords \| argon2id, (\d+) MiB, one pass, salt of (\d+) bits .* a hash of (\d+) bits /m;
    const document = readFileSync(join(import.meta.dirname, "../../../docs/cryptography.md"), "utf8");
    const [memory, saltBits, hashBits] = row.exec(document)!.slice(1).map(Number) as [number, number, number];
    const [, kind, version, cost, salt, hash] = (await openPasswords().hash("correct horse")).split("$");
    expect([kind, version, cost]).toEqual(["argon2id", "v=19", `m=${memory * 1024},t=1,p=1`]);
    const bits = [salt, hash].map((part) => Buffer.from(part!, "base64").length * 8);
    expect(bits).toEqual([saltBits, hashBits]);
  });

  it("that were stored at another cost are compared at that one", async () => {
    const nonce = randomBytes(16);
    const asked = { message: "correct horse", nonce, tagLength: 32, memory: 19_456, passes: 2, parallelism: 1 };
    const base64 = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");
    const stored = `$argon2id$v=19$m=19456,t=2,p=1$${base64(nonce)}$${base64(argon2Sync("argon2id", asked))}`;
    expect(await openPasswords().matches("correct horse", stored)).toBe(true);
    expect(await openPasswords().matches("correct horsf", stored)).toBe(false);
  });

  it("are taken exactly as they are, to the last code point", async () => {
    const passwords = openPasswords();
    const longest = `${"Zo\u00e9 ".repeat(51)}\u00e9`;
    const stored = await passwords.hash(longest);
    for (const [typed, matches] of [
      [longest, true],
      [longest.normalize("NFD"), false],
      [longest.toLowerCase(), false],
      [longest.slice(0, -1), false],
      [`${longest} `, false],
    ] as const)
      expect([typed, await passwords.matches(typed, stored)]).toEqual([typed, matches]);
  });

  it("nobody's takes one run too, so that its time says nothing", async () => {
    const { counts, passwords } = counting();
    const stored = await passwords.hash("correct horse");
    for (const [password, of, matches] of [
      ["correct horse", stored, true],
      ["wrong", stored, false],
      ["wrong", null, false],
    ] as const) {
      counts.runs = 0;
      expect([await passwords.matches(password, of), counts.runs]).toEqual([matches, 1]);
    }
  });

  it("are hashed two at a time, and refused when too many wait", async () => {
    const { counts, passwords } = counting();
    const asked = await Promise.allSettled(Array.from({ length: 100 }, () => passwords.matches("x", null)));
    expect(counts.most).toBe(2);
    const refused = asked.filter((one) => one.status === "rejected");
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(BusyHashingError);
  });
});
