import { describe, expect, it } from "vitest";
import { readFilters, toQuery, writeFilters } from "./filters.ts";

describe("filters of the audit log", () => {
  it("go to the address and back", () => {
    const search = "person=p1&action=signIn&outcome=refused&subject=7&from=2026-11-01&to=2026-11-28";
    expect(writeFilters(readFilters(search))).toBe(search);
    expect(writeFilters(readFilters(""))).toBe("");
  });

  it("leave out what is no day and no result", () => {
    expect(writeFilters(readFilters("from=yesterday&to=2026-13-01&outcome=all&subject=%20"))).toBe("");
  });

  it("ask for whole days, the last one included", () => {
    const { from, to, ...rest } = toQuery(readFilters("action=signIn&from=2026-11-28&to=2026-11-28"));
    expect(rest).toEqual({ action: "signIn" });
    expect(new Date(from!)).toEqual(new Date(2026, 10, 28));
    expect(new Date(to!)).toEqual(new Date(2026, 10, 29));
  });
});
