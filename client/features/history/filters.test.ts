import { describe, expect, it } from "vitest";
import { isFiltered, readFilters, toQuery, writeFilters } from "./filters.ts";

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
});
