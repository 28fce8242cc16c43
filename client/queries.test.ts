import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const CLIENT = import.meta.dirname;
const QUERIES = readFileSync(join(CLIENT, "queries.ts"), "utf8");

/** The first members of all keys, as `queries.ts` writes them. */
const FIRST = [...QUERIES.matchAll(/\["([\w-]+)"[\],]/g)].map((match) => match[1]);

const FORBIDDEN = [
  // A key may be named, not made.
  /\bqueryKey\s*:(?!\s*(?:keys\.|\w+Query\b))/,
  /\bqueryKey\s*=/,
  // Not a member of a type: `Media["probe"]`.
  new RegExp(`(?<![\\w\\]])\\[\\s*["'](?:${FIRST.join("|")})["']\\s*[\\],]`),
  /\b(?:queryOptions|infiniteQueryOptions|QueryKey|queryFn|queryHash|staleTime|gcTime|structuralSharing)\b/,
];

const violations = (source: string): string[] => FORBIDDEN.flatMap((pattern) => pattern.exec(source)?.[0] ?? []);

/** What the page consists of, without tests. `app/query-client.ts` holds the defaults. */
const SOURCES = readdirSync(CLIENT, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path) && path !== "queries.ts" && path !== "app/query-client.ts");

describe("queries and their keys", () => {
  it.each(SOURCES)("are not defined in %s", (path) => {
    expect(violations(readFileSync(join(CLIENT, path), "utf8"))).toEqual([]);
  });

  it.each([
    'useQuery({ queryKey: ["other", id], queryFn: load })',
    "useQuery({ queryKey: [id] })",
    "client.invalidateQueries({ queryKey: key })",
    'const queryKey = ["other"]; client.invalidateQueries({ queryKey })',
    'client.setQueryData(["pool", id], pool)',
    'for (const key of ["submission", "count"]) refresh(client, key)',
    "useQuery({ ...poolQuery(id), staleTime: 60_000 })",
  ])("are found in %s", (planted) => {
    expect(violations(planted)).not.toEqual([]);
  });

  it.each([
    'type Finding = Media["probe"];',
    "useQuery({ ...poolsQuery(words, 50), enabled: open })",
    "client.setQueryData(submissionQuery(id).queryKey, submission)",
    "client.invalidateQueries({ queryKey: keys.submissions })",
    "client.invalidateQueries({ queryKey: poolQuery(id).queryKey })",
  ])("may be used as in %s", (usage) => {
    expect(violations(usage)).toEqual([]);
  });

  it("are read from the file that defines them", () => {
    expect(FIRST).toEqual(expect.arrayContaining(["session", "pool", "submission", "media-loads"]));
    expect(SOURCES).toEqual(expect.arrayContaining(["parts/live.ts", "features/compose/compose-page.tsx"]));
  });
});
