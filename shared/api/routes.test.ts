import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { Route } from "./route.ts";
import { routes } from "./routes.ts";
import { SubmissionFilter } from "./submissions/submission-filter.ts";

const rows: [string, Route][] = Object.entries(routes);
const PARTS = ["params", "query", "body", "answer"] as const;

describe("the table of routes", () => {
  it("has every method and path once", () => {
    const places = rows.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, "{}")}`);
    expect(new Set(places).size).toBe(places.length);
  });
  it.each(rows)("%s: what its path names is what its params hold, and its answer is a success", (_name, route) => {
    const named = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const schema = route.params ? z.toJSONSchema(route.params, { io: "input" }) : { properties: {} };
    expect(Object.keys(schema.properties ?? {})).toEqual(named);
    expect(route.statuses.every((status) => status >= 200 && status < 300)).toBe(true);
    expect(route.summary).toMatch(/^[A-Z].*[^.]$/);
    if (route.method === "GET") expect(route.body).toBeUndefined();
  });
  it.each(
    rows.flatMap(([name, route]) => PARTS.flatMap((part) => (route[part] ? [[name, part, route[part]] as const] : []))),
  )("%s: a JSON schema can be made of its %s, for the API's page", (_name, part, schema) => {
    const made = z.toJSONSchema(schema, { io: part === "answer" ? "output" : "input", unrepresentable: "any" });
    expect(Object.keys(made).length).toBeGreaterThan(1);
  });
});

describe("the filter of submissions", () => {
  const faults = (query: object) => {
    const result = SubmissionFilter.safeParse(query);
    return result.success
      ? {}
      : Object.fromEntries(result.error.issues.map(({ path, message }) => [path.join("."), message]));
  };
  it("defaults to a page of 50", () => expect(SubmissionFilter.parse({})).toEqual({ limit: 50 }));
  it("takes its values as a URL has them: as text", () => {
    const query = { status: "created,rejected", limit: "200", since: "2026-11-23T00:00:00Z", q: "dog" };
    expect(SubmissionFilter.parse(query)).toEqual({ ...query, limit: 200 });
    expect(faults({ status: "" })).toEqual({});
  });
  it.each([
    [{ limit: "0" }, { limit: "VALUE_LESS_THAN_MIN" }],
    [{ limit: "201" }, { limit: "VALUE_GREATER_THAN_MAX" }],
    [{ limit: "ten" }, { limit: "INTEGER_EXPECTED" }],
    [{ limit: "-1" }, { limit: "INTEGER_EXPECTED" }],
    [{ limit: "1e2" }, { limit: "INTEGER_EXPECTED" }],
    [{ status: "created,lost" }, { status: "UNKNOWN_ENUM_VALUE" }],
    [{ until: "yesterday" }, { until: "INVALID_DATE_TIME_SYNTAX" }],
  ])("%j", (query, expected) => expect(faults(query)).toEqual(expected));
  it("takes nothing it does not know", () => expect(SubmissionFilter.safeParse({ colour: "red" }).success).toBe(false));
});

describe("the operation id in a path", () => {
  it("is read in any letter case", () =>
    expect(routes.getSubmission.params.parse({ operation_id: "2ED92B7F" })).toEqual({ operation_id: "2ed92b7f" }));
});
