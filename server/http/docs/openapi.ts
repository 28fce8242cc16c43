import * as z from "zod/mini";
import { Probe } from "../../../shared/api/probe.ts";
import { Problem } from "../../../shared/api/problem.ts";
import type { Route } from "../../../shared/api/route.ts";
import {
  ChangeEvent,
  Duplicate,
  EVENTS_PATH,
  Health,
  type RouteName,
  routes,
  Session,
} from "../../../shared/api/routes.ts";
import { TaskState } from "../../../shared/api/submission-routes.ts";
import { FieldProblemSchema, inEnglish } from "../../../shared/faults/faults.ts";
import { Attempt, PartSubmission, SingleSubmission, Stop, SubmissionError } from "../../../shared/submission.ts";
import {
  BaselineSolution,
  CreatedTask,
  CreateTaskParameters,
  KnownSolution,
  LIMITS,
  Task,
} from "../../../shared/task.ts";
import { Operation, Pool, Project, Requester } from "../../../shared/toloka.ts";
import { BOUNDS } from "../request/json-bounds.ts";
import { EXAMPLES } from "./api-examples.ts";

export interface JsonSchema {
  [key: string]: unknown;
}
export interface Parameter {
  name: string;
  in: "path" | "query";
  required: boolean;
  schema: JsonSchema;
}
interface Content {
  content: Record<string, { schema: JsonSchema; example?: unknown }>;
}
export interface Operation31 {
  operationId: string;
  summary: string;
  parameters: Parameter[];
  requestBody?: Content & { required: boolean };
  responses: Record<string, { description: string } & Partial<Content>>;
}
export interface OpenApi {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation31>>;
  components: { schemas: Record<string, JsonSchema> };
}

const rows = Object.entries(routes) as [RouteName, Route][];

/** Schemas that the document names and refers to; it repeats all others where they are used. */
const NAMED = {
  Attempt,
  BaselineSolution,
  ChangeEvent,
  CreatedTask,
  CreateTaskParameters,
  FieldProblem: FieldProblemSchema,
  Health,
  KnownSolution,
  Duplicate,
  Operation,
  PartSubmission,
  Pool,
  Probe,
  Problem,
  Project,
  Requester,
  Session,
  SingleSubmission,
  Stop,
  SubmissionError,
  Task,
  TaskState,
};

const refTo = (name: string): string => `#/components/schemas/${name}`;

/** The params, query, body and answer of a route, as JSON Schema. */
type Parts = Partial<Record<"params" | "query" | "body", JsonSchema>> & { answer: JsonSchema };

/** All schemas as JSON Schema, in one conversion: those of `NAMED`, and each route's parts, which refer to them. */
function jsonSchemas(): { named: Record<string, JsonSchema>; partsOf: (route: RouteName) => Parts } {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  for (const [id, { params, query, body, answer }] of rows) {
    const parts = { ...(params && { params }), ...(query && { query }), ...(body && { body }), answer };
    registry.add(z.object(parts), { id });
  }
  const { schemas } = z.toJSONSchema(registry, { io: "input", unrepresentable: "any", override: tidy, uri: refTo });
  const named = Object.keys(NAMED).map((name) => {
    const { $schema: _dialect, $id: _address, ...schema } = schemas[name]!;
    return [name, schema];
  });
  return { named: Object.fromEntries(named), partsOf: (route) => schemas[route]!.properties as unknown as Parts };
}

/** A query arrives as text, so its default in the table is text as well. Readers need the number. */
function tidy({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.type === "integer" && typeof jsonSchema.default === "string")
    jsonSchema.default = Number(jsonSchema.default);
}

const PROBLEMS: Record<number, string> = {
  400: "The address or the JSON cannot be understood",
  403: "From a foreign page or under a foreign name, or not permitted",
  404: "There is nothing under this id",
  409: "Not in the present state, or the id was used for other content",
  413: `The body is over ${inEnglish(LIMITS.bodyBytes)} bytes, or its JSON holds over ${inEnglish(BOUNDS.values)} values, over ${inEnglish(BOUNDS.members)} members in one object or over ${inEnglish(BOUNDS.listed)} items in a task's own lists (solutions, people, traits) together`,
  415: "Not JSON in UTF-8",
  422: "Cannot be valid; `fields` says where and why, for the first of many faults",
  429: "Too many requests, or too many large bodies from one address; `Retry-After` says when to come again",
  500: "A fault inside Task Desk; `instance` is its id in the log",
  502: "Toloka refuses the server's token or answers badly",
  503: "Not available at the moment",
  504: "Toloka did not answer in time",
};

/** The problems that a route may answer with, from what it takes and whether it asks Toloka. */
function problemsOf(route: Route): number[] {
  return Object.keys(PROBLEMS)
    .map(Number)
    .filter((status) => {
      if (status === 403 || status === 500 || status === 503) return true;
      if (status === 400) return route.method === "POST" || route.query !== undefined || route.params !== undefined;
      if (status === 404) return route.params !== undefined;
      if (status === 409) return route.method === "POST" && route.path.startsWith("/api/submissions");
      if (status === 413 || status === 415 || status === 429) return route.method === "POST";
      if (status === 422) return route.body !== undefined;
      return route.asksToloka === true;
    });
}

function parametersOf(place: "path" | "query", schema: JsonSchema = {}): Parameter[] {
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, own]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: own,
  }));
}

function operationOf(name: RouteName, route: Route, { params, query, body, answer }: Parts): Operation31 {
  const example = EXAMPLES[name];
  const json = (schema: JsonSchema, shown: unknown): Content => ({
    content: { "application/json": { schema, ...(shown === undefined ? {} : { example: shown }) } },
  });
  const good = route.statuses.map((status) => [
    String(status),
    { description: example?.statuses?.[status] ?? route.summary, ...json(answer, example?.answer) },
  ]);
  const bad = problemsOf(route).map((status) => [
    String(status),
    { description: PROBLEMS[status], content: { "application/problem+json": { schema: { $ref: refTo("Problem") } } } },
  ]);
  return {
    operationId: name,
    summary: route.summary,
    parameters: [...parametersOf("path", params), ...parametersOf("query", query)],
    ...(body && { requestBody: { required: true, ...json(body, example?.body) } }),
    responses: Object.fromEntries([...good, ...bad]),
  };
}

/** The API as OpenAPI 3.1, made from the table of routes. */
export function openApi(version: string): OpenApi {
  const { named, partsOf } = jsonSchemas();
  const paths: OpenApi["paths"] = {};
  for (const [name, route] of rows)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(name, route, partsOf(name)) };
  paths[EVENTS_PATH] = { get: eventsOperation() };
  return {
    openapi: "3.1.0",
    info: {
      title: "Task Desk",
      version,
      description: "Creates Toloka tasks, each once. Numbers keep every digit; names are Toloka's.",
    },
    paths,
    components: { schemas: named },
  };
}

function eventsOperation(): Operation31 {
  return {
    operationId: "events",
    summary:
      "Changes of submissions as server-sent events: `change` with the data below, `resync` when anything may have changed",
    parameters: [],
    responses: {
      "200": {
        description: "The stream",
        content: { "text/event-stream": { schema: { $ref: refTo("ChangeEvent") } } },
      },
    },
  };
}
