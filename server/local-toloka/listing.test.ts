import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/values/json.ts";
import { type ListRules, listDocuments } from "./listing.ts";
import { isRefusal } from "./refusal.ts";

const rules: ListRules = {
  comparable: { id: "number", created: "time", name: "text" },
  equal: ["status"],
  defaultLimit: 3,
  maxLimit: 5,
};
const items: JsonObject[] = [
  { id: "9", name: "b", status: "OPEN", created: "2026-01-01T00:00:00.5" },
  { id: "10", name: "a", status: "OPEN", created: "2026-01-02T00:00:00" },
  { id: "100", name: "b", status: "CLOSED", created: "2026-01-03T00:00:00" },
  { id: "11", name: "c", status: "CLOSED" },
];

function ids(query: string): unknown {
  const found = listDocuments([...items], new URLSearchParams(query), rules);
  if (isRefusal(found))
    return Object.entries(found.payload as JsonObject).map(([path, fault]) => [path, (fault as JsonObject).code]);
  return [...(found.items as JsonObject[]).map(({ id }) => id), found.has_more];
}

describe("a list of documents", () => {
  it.each([
    ["compares ids as numbers", "id_gt=9&id_lte=11", ["10", "11", false]],
    ["sorts ids as numbers, whole pages and the rest said", "", ["9", "10", "11", true]],
    ["sorts down", "sort=-id", ["100", "11", "10", true]],
    ["sorts by several keys", "sort=name,-id&limit=5", ["10", "100", "9", "11", false]],
    ["filters by equality", "status=CLOSED", ["11", "100", false]],
    ["filters by time, a missing one never fitting", "created_gte=2026-01-02T00:00:00Z", ["10", "100", false]],
    ["reads times of any fraction as UTC", "created_lt=2026-01-01T00:00:00.501000", ["9", false]],
    ["reads minutes and bare dates", "created_gt=2026-01-01T00:01&created_lt=2026-01-03", ["10", false]],
    ["passes over what it does not know", "colour=red&colour_gt=1&limit=5", ["9", "10", "11", "100", false]],
  ])("%s", (_what, query, expected) => {
    expect(ids(query)).toEqual(expected);
  });

  it.each([
    ["sort=status", "sort", "VALUE_NOT_ALLOWED"],
    ["sort=constructor", "sort", "VALUE_NOT_ALLOWED"],
    ["limit=6", "limit", "VALUE_GREATER_THAN_MAX"],
    ["limit=0", "limit", "VALUE_LESS_THAN_MIN"],
    ["limit=-1", "limit", "INTEGER_EXPECTED"],
    ["id_gt=abc", "id_gt", "INTEGER_EXPECTED"],
    ["created_lt=yesterday", "created_lt", "INVALID_DATE_TIME_SYNTAX"],
  ])("refuses %s", (query, path, code) => {
    expect(ids(query)).toEqual([[path, code]]);
  });
});
