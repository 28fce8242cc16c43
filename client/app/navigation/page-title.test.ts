import { describe, expect, it } from "vitest";
import { words } from "../words.ts";
import { pageName } from "./page-title.ts";

describe("page names", () => {
  it.each([
    ["/", "Home"],
    ["/new", "New task"],
    ["/pools/1080020/new", "New task in pool 1080020"],
    ["/submissions", "Submissions"],
    ["/submissions/0f8b6c1e", "Submission"],
    ["/pools/1080020/import", "Several tasks"],
    ["/imports/0f8b6c1e", "Import"],
    ["/settings", "Connection"],
    ["/account", "Your account"],
    ["/people", "People"],
    ["/audit", "Audit log"],
    ["/approvals", "Approvals"],
    ["/reconciliation", "Comparison with pools"],
    ["/pools", "Not found"],
    ["/submissions/a/b", "Not found"],
  ])("%s: %s", (path, name) => {
    expect(pageName(path, words.en.pages)).toBe(name);
  });
});
