import { describe, expect, it } from "vitest";
import type { Route } from "../../../shared/api/route.ts";
import { EVENTS_PATH, type RouteName, routes } from "../../../shared/api/routes.ts";
import { EXAMPLES } from "./api-examples.ts";
import { openApi } from "./openapi.ts";

interface Operation {
  parameters?: { name: string; in: string }[];
  requestBody?: object;
  responses: Record<string, { description: string }>;
}
/** As its readers get it. */
const api = JSON.parse(JSON.stringify(openApi("1.2.3"))) as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};
const rows = Object.entries(routes) as [RouteName, Route][];

function refsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === "$ref" ? [String(item)] : refsIn(item)));
}

describe("the OpenAPI document", () => {
  it.each(rows)("has %s with its parameters, body and successful statuses", (name, route) => {
    const operation = api.paths[route.path]?.[route.method.toLowerCase()];
    expect(operation).toMatchObject({ operationId: name, summary: route.summary });
    const places = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, place]) => place);
    const inPath = (operation!.parameters ?? [])
      .filter((parameter) => parameter.in === "path")
      .map((parameter) => parameter.name);
    expect(inPath).toEqual(places);
    expect(operation!.requestBody !== undefined).toBe(route.body !== undefined || route.uploads !== undefined);
    for (const status of route.statuses) expect(operation!.responses).toHaveProperty(String(status));
  });

  it.each(rows)("lists Toloka's failures for %s only if it asks Toloka", (_name, route) => {
    const { responses } = api.paths[route.path]![route.method.toLowerCase()]!;
    for (const status of ["502", "504"]) expect(status in responses).toBe(route.asksToloka === true);
  });

  it("refers only to what it holds, and to the stream of changes too", () => {
    expect(api.paths).toHaveProperty([EVENTS_PATH, "get"]);
    const refs = refsIn(api);
    expect(refs.length).toBeGreaterThan(20);
    for (const ref of refs) expect(Object.keys(api.components.schemas)).toContain(ref.split("/").at(-1));
    expect(refs.every((ref) => ref.startsWith("#/components/schemas/"))).toBe(true);
  });

  it("says bounds and defaults as values", () => {
    const wait = api.paths["/api/submissions"]!.post!.parameters!.find(({ name }) => name === "wait");
    expect(wait).not.toHaveProperty("required");
    expect(wait).toMatchObject({
      in: "query",
      schema: { type: "integer", minimum: 0, maximum: 60, default: 0 },
    });
    expect(api.components.schemas.Task).toMatchObject({
      required: ["pool_id"],
      properties: { overlap: { anyOf: [{ type: "integer", minimum: 0, maximum: 30_000 }, { type: "null" }] } },
    });
  });

  it("lets an answer have more members than it names, and a body only those", () => {
    expect(api.components.schemas.SingleSubmission).not.toHaveProperty("additionalProperties");
    expect(JSON.stringify(api.paths["/api/submissions"]!.post!.requestBody)).toContain('"additionalProperties":false');
  });

  it("says which role a request takes, and how a script signs in", () => {
    expect(api.components).toMatchObject({ securitySchemes: { apiKey: { type: "http", scheme: "bearer" } } });
    expect(api.paths["/api/submissions"]!.post).toMatchObject({ description: "Role: operator." });
    expect(api.paths["/api/people"]!.get).toMatchObject({
      description: expect.stringMatching(/^Role: administrator, signed in/),
    });
    expect(api.paths["/api/health"]!.get).toMatchObject({ security: [] });
  });

  it("has no secret in an address", () => {
    const operations = Object.values(api.paths).flatMap((path) => Object.values(path as object));
    const names = operations.flatMap(({ parameters = [] }: { parameters?: { name: string }[] }) =>
      parameters.map(({ name }) => name),
    );
    expect(names).toContain("pool_id");
    expect(names.filter((name) => /pass|secret|token|code|^key$|session/i.test(name))).toEqual([]);
  });

  it("says how much a body may hold", () => {
    const { description } = api.paths["/api/submissions"]!.post!.responses["413"]!;
    for (const bound of ["6,291,456 bytes", "50,000 JSON values", "5,000 members", "5,000 items"])
      expect(description).toContain(bound);
  });

  it("shows examples that the server itself would take", () => {
    for (const [name, { body, answer }] of Object.entries(EXAMPLES)) {
      const route: Route = routes[name as RouteName];
      if (body !== undefined) expect(route.body!.safeParse(body).error).toBeUndefined();
      if (answer !== undefined) expect(route.answer.safeParse(answer).error).toBeUndefined();
    }
  });
});
