import { describe, expect, it } from "vitest";
import { pageName } from "./page-title.ts";

describe("page names", () => {
  it.each([
    ["/", "New task"],
    ["/pools/1080020/new", "New task, pool 1080020"],
    ["/submissions", "Submissions"],
    ["/submissions/0f8b6c1e", "Submission"],
    ["/pools", "Not found"],
  ])("%s: %s", (location, name) => {
    expect(pageName(location)).toBe(name);
  });
});
