import { describe, expect, it } from "vitest";
import { invitationIn, nextOf } from "./addresses.ts";

const ORIGIN = "https://desk.example";

describe("the address after the sign-in", () => {
  it.each([
    ["", "/"],
    ["?next=%2Fpools%2F1%2Fnew%3Finput.image%3Dx%23y", "/pools/1/new?input.image=x#y"],
    ["?next=https%3A%2F%2Fevil.example", "/"],
    ["?next=%2F%2Fevil.example", "/"],
    ["?next=%2F%5Cevil.example", "/"],
    ["?next=%2F%09%2Fevil.example", "/"],
    ["?next=javascript%3Aalert(1)", "/"],
    ["?next=%2F%2F%5B", "/"],
    ["?next=%2F%0A%2Fevil.example", "/"],
  ])("%s: %s", (search, address) => {
    expect(nextOf(`${ORIGIN}/sign-in${search}`)).toBe(address);
  });

  it("an invitation is behind the #", () => {
    expect(invitationIn(`${ORIGIN}/sign-in#invitation=a-b_c`)).toBe("a-b_c");
    expect(invitationIn(`${ORIGIN}/sign-in?invitation=x`)).toBeNull();
  });
});
