import { describe, expect, it } from "vitest";
import { withRecent } from "./recent-pools.ts";

const pool = (id: string, title = id) => ({ id, title });

describe("recent pools", () => {
  it("has the latest first, each once, with its newest name", () => {
    expect(withRecent([pool("1"), pool("2", "old")], pool("2", "new"))).toEqual([pool("2", "new"), pool("1")]);
  });

  it("has a limited length", () => {
    const many = Array.from({ length: 9 }, (_item, index) => pool(String(index)));
    expect(withRecent(many, pool("x")).map(({ id }) => id)).toEqual(["x", "0", "1", "2", "3", "4"]);
  });
});
