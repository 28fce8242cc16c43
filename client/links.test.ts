import { describe, expect, it } from "vitest";
import { links, poolIn } from "./links.ts";

describe("links", () => {
  it("leads to the form with and without a pool", () => {
    expect(links.newTask()).toBe("/new");
    expect(links.newTask(null)).toBe("/new");
    expect(links.newTask("1080020")).toBe("/pools/1080020/new");
    expect(links.newTask("a/b", { "input.image": "https://x/?a=1&b=2" })).toBe(
      "/pools/a%2Fb/new?input.image=https%3A%2F%2Fx%2F%3Fa%3D1%26b%3D2",
    );
  });

  it("keeps a search in whatever form it comes, and none where it is empty", () => {
    expect(links.history()).toBe("/submissions");
    expect(links.history("?q=a%20b")).toBe("/submissions?q=a%20b");
    expect(links.history(new URLSearchParams({ status: "created,rejected" }))).toBe(
      "/submissions?status=created%2Crejected",
    );
    expect(links.history({ q: undefined })).toBe("/submissions");
    expect(links.submission("52f1", { q: "dog" })).toBe("/submissions/52f1?q=dog");
  });

  it("finds the pool in the form's address, and none in other addresses", () => {
    expect(poolIn(links.newTask("a/b"))).toBe("a/b");
    expect(poolIn("/pools/%/new")).toBe("%");
    for (const other of ["/", "/new", "/pools", "/pools/1/tasks"]) expect(poolIn(other)).toBeNull();
  });
});
