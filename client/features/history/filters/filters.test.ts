import { describe, expect, it } from "vitest";
import { countQuery, isFiltered, readFilters, tabOf, toQuery, writeFilters } from "./filters.ts";

describe("filters in the URL", () => {
  it("convert to a query and back", () => {
    const filters = readFilters("status=rejected&q=dog.jpg&pool_id=1080020&time=7d");
    expect(filters).toEqual({ status: "rejected", q: "dog.jpg", pool_id: "1080020", created_by: "", time: "7d" });
    expect(readFilters(writeFilters(filters))).toEqual(filters);
  });

  it("ignore invalid values", () => {
    const filters = readFilters("status=everything&time=never&x=1");
    expect(isFiltered(filters)).toBe(false);
    expect(writeFilters(filters)).toBe("");
  });

  it("become the API's query, with days that begin at midnight here", () => {
    const now = new Date(2026, 10, 23, 16, 30);
    expect(toQuery(readFilters("time=today"), now)).toEqual({ since: new Date(2026, 10, 23).toISOString() });
    expect(toQuery(readFilters("time=7d&q=x"), now)).toEqual({ q: "x", since: new Date(2026, 10, 17).toISOString() });
    expect(toQuery(readFilters("status=created"), now)).toEqual({ status: "created" });
    expect(toQuery(readFilters("status=foreign"), now)).toEqual({ foreign: "true" });
  });

  it("hold several statuses in one order, so that a tab is found again", () => {
    const { status } = readFilters("status=uncertain,nothing,rejected");
    expect(status).toBe("rejected,uncertain");
    expect(tabOf(status)).toBe("attention");
    expect(["", "queued,sending,waiting", "rejected", "created", "stopped"].map(tabOf)).toEqual([
      "all",
      "queued",
      "rejected",
      "all",
      "all",
    ]);
    expect(toQuery(readFilters("status=rejected,uncertain"), new Date())).toEqual({ status: "rejected,uncertain" });
    expect(toQuery(readFilters("status=stopped"), new Date())).toEqual({ stopped: "true" });
  });

  it("count without the status", () => {
    expect(countQuery(readFilters("status=rejected&q=dog"), new Date())).toEqual({ q: "dog" });
  });
});
