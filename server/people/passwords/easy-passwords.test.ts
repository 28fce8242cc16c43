import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { isEasy } from "./easy-passwords.ts";

describe("passwords that are refused", () => {
  it.each([
    ["qwerty123456", "one of the most common"],
    ["1QAZ2wsx3edc", "one of them in other letters"],
    ["aaaabbbbccccdddd", "four different characters"],
    ["olga petrova 2026!", "the person's name"],
    ["My Task-Desk is mine", "the service's name"],
    ["Толока моя любимая", "the service's name in Russian"],
  ])("%s: %s", async (password) => {
    expect(await isEasy(password, "Olga Petrova")).toBe(true);
  });

  it.each(["correct horse battery", "olga and some other words", "qwerty123456 and more"])(
    "not %s",
    async (password) => {
      expect(await isEasy(password, "Olga Petrova")).toBe(false);
    },
  );

  // ASVS 6.2.4: at least 3,000 that fit the rules.
  it("more than 3,000 common ones of 12 characters and more, every one of them", async () => {
    const listed: string[] = JSON.parse(
      await readFile(new URL(import.meta.resolve("popular-passwords/data.json")), "utf8"),
    );
    const long = listed.filter((password) => password.length >= 12);
    expect(long.length).toBeGreaterThan(3000);
    const refused = await Promise.all(long.map((password) => isEasy(password, "Ada")));
    expect(refused.filter((easy) => !easy)).toEqual([]);
  });
});
