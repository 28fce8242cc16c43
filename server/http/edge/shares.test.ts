import { expect, it } from "vitest";
import { everybody, type Identity } from "../sign-in/identity.ts";
import { createShares } from "./shares.ts";

const person = (personId: string): Identity => ({ ...everybody, personId });

it("a person gets so many places for each kind of request, and others keep theirs", () => {
  const { take } = createShares();
  const [first, second] = [take(person("a"), "search", 2), take(person("a"), "search", 2)];
  expect(second).not.toBeNull();
  expect(take(person("a"), "search", 2)).toBeNull();
  expect(take(person("a"), "probe", 2)).not.toBeNull();
  expect(take(person("b"), "search", 2)).not.toBeNull();
  first!();
  // Giving back twice gives one place back.
  first!();
  expect(take(person("a"), "search", 2)).not.toBeNull();
  expect(take(person("a"), "search", 2)).toBeNull();
});

it("without sign-in nothing is counted", () => {
  const { take } = createShares();
  for (let count = 0; count < 5; count++) expect(take(everybody, "search", 1)).not.toBeNull();
});
