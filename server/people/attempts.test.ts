import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openScratchJournal } from "../../test/support/journal/scratch-journal.ts";
import { type Attempts, openAttempts } from "./attempts.ts";

let attempts: Attempts;
let remove: () => Promise<void>;
beforeEach(async () => {
  const scratch = await openScratchJournal();
  attempts = openAttempts(scratch.db);
  remove = scratch.remove;
});
afterEach(() => remove());

/** How many of the attempts are allowed. */
async function allowed(count: number, who: (index: number) => [name: string, address: string]): Promise<number> {
  let sum = 0;
  for (let index = 0; index < count; index++) if ((await attempts.begin(...who(index))) === null) sum++;
  return sum;
}
const address = (index: number): string => `10.0.${Math.floor(index / 250)}.${index % 250}`;

describe("failed attempts to sign in", () => {
  it("are limited for one name from one address, for others not", async () => {
    expect(await allowed(20, () => ["Ada", "10.0.0.1"])).toBe(8);
    expect(await attempts.begin("ADA", "10.0.0.1")).toBeGreaterThan(60);
    expect(await attempts.begin("Ada", "10.0.0.2")).toBeNull();
    expect(await attempts.begin("Olga", "10.0.0.1")).toBeNull();
  });

  it("are limited for one address with many names", async () => {
    expect(await allowed(100, (index) => [`name ${index}`, "10.0.0.1"])).toBe(60);
    expect(await attempts.begin("Ada", "10.0.0.2")).toBeNull();
  });

  it("are limited for one name from many addresses", async () => {
    expect(await allowed(150, (index) => ["Ada", address(index)])).toBe(100);
    expect(await attempts.begin("Olga", address(0))).toBeNull();
  });

  it("count an IPv6 network as one address, and IPv4 in IPv6 as itself", async () => {
    expect(await allowed(20, (index) => ["Ada", `2001:db8:1:2::${index.toString(16)}`])).toBe(8);
    expect(await attempts.begin("Ada", "2001:db8:1:3::1")).toBeNull();
    expect(await allowed(20, (index) => ["Olga", index % 2 ? "10.0.0.9" : "::ffff:10.0.0.9"])).toBe(8);
  });

  it("that succeed do not count, and the pair starts anew", async () => {
    for (let round = 0; round < 5; round++) {
      expect(await allowed(7, () => ["Ada", "10.0.0.1"])).toBe(7);
      await attempts.succeeded("Ada", "10.0.0.1");
    }
    // Six of the seven failed, five times.
    expect(await allowed(60, (index) => [`name ${index}`, "10.0.0.1"])).toBe(60 - 30);
  });
});
