import * as z from "zod/mini";
import { Probe } from "../../../shared/api/probe.ts";
import { Problem } from "../../../shared/api/problem.ts";
import type { Route } from "../../../shared/api/route.ts";
import { ChangeEvent, EVENTS_PATH, Health, LookAlike, routes, Session, TaskState } from "../../../shared/api/routes.ts";
import { FieldProblemSchema, inEnglish } from "../../../shared/faults/faults.ts";
import { Attempt, PartSubmission, SingleSubmission, Stop, SubmissionError } from "../../../shared/submission.ts";
import { BaselineSolution, CreatedTask, CreateTaskParameters, KnownSolution, Task } from "../../../shared/task.ts";
import { Operation, Pool, Project, Requester } from "../../../shared/toloka.ts";
import { MAX_BODY_BYTES } from "../request/body.ts";
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

const NAMED = {
  Attempt,
  BaselineSolution,
  ChangeEvent,
  CreatedTask,
  CreateTaskParameters,
  FieldProblem: FieldProblemSchema,
  Health,
  KnownSolution,
  LookAlike,
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
for (const [id, schema] of Object.entries(NAMED)) z.globalRegistry.add(schema, { id });

/** Schemas as JSON Schema; the named ones are collected in `named` and referred to. */
function jsonSchemas(named: Record<string, JsonSchema>): (schema: z.ZodMiniType) => JsonSchema {
  return (schema) => {
    const made = z.toJSONSchema(schema, { io: "input", unrepresentable: "any", override: tidy }) as JsonSchema;
    const { $schema: _dialect, $defs, id: _id, ...own } = inComponents(made) as JsonSchema & { $defs?: object };
    for (const [name, definition] of Object.entries($defs ?? {})) named[name] ??= withoutId(definition as JsonSchema);
    return own;
  };
}

const withoutId = ({ id: _id, ...rest }: JsonSchema): JsonSchema => rest;

/** Query values arrive as text, and so do their defaults in the table; the page says the value. */
function tidy({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.type === "integer" && typeof jsonSchema.default === "string")
    jsonSchema.default = Number(jsonSchema.default);
}

function inComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inComponents);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === "$ref" && typeof item === "string"
        ? item.replace("#/$defs/", "#/components/schemas/")
        : inComponents(item),
    ]),
  );
}

const refTo = (name: keyof typeof NAMED): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

const PROBLEMS: Record<number, string> = {
  400: "The address or the JSON cannot be understood",
  403: "From a foreign page or under a foreign name, or not permitted",
  404: "There is nothing under this id",
  409: "Not in the present state, or the id was used for other content",
  413: `The body is over ${inEnglish(MAX_BODY_BYTES)} bytes, or its JSON holds over ${inEnglish(BOUNDS.values)} values, over ${inEnglish(BOUNDS.members)} members in one object or over ${inEnglish(BOUNDS.listed)} items in a task's own lists (solutions, people, traits) together`,
  415: "Not JSON in UTF-8",
  422: "Cannot be valid; `fields` says where and why (the first 20 faults)",
  429: "Too many requests, or too many large bodies from one address; `Retry-After` says when to come again",
  500: "A fault inside Task Desk; `instance` is its id in the log",
  502: "Toloka refuses the server's token or answers badly",
  503: "Not available at the moment",
  504: "Toloka did not answer in time",
};

/** The problems a route may answer with, from what it takes and whether it asks Toloka while the caller waits. */
function problemsOf(name: string, route: Route): number[] {
  const asksToloka =
    /^(listPools|getPool|listProjects|getRequester|getTask|stopSubmission|resumeSubmission|listCandidates|findLookAlikes)$/;
  return Object.keys(PROBLEMS)
    .map(Number)
    .filter((status) => {
      if (status === 403 || status === 500 || status === 503) return true;
      if (status === 400) return route.method === "POST" || route.query !== undefined || route.params !== undefined;
      if (status === 404) return route.params !== undefined;
      if (status === 409) return route.method === "POST" && route.path.startsWith("/api/submissions");
      if (status === 413 || status === 415 || status === 429) return route.method === "POST";
      if (status === 422) return route.body !== undefined;
      return asksToloka.test(name);
    });
}

function parametersOf(place: "path" | "query", schema: JsonSchema | null): Parameter[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
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

function operationOf(name: string, route: Route, toJson: (schema: z.ZodMiniType) => JsonSchema): Operation31 {
  const example = EXAMPLES[name];
  const answer = { schema: toJson(route.answer), ...(example?.answer ? { example: example.answer } : {}) };
  const good = route.statuses.map((status) => [
    String(status),
    { description: example?.statuses?.[status] ?? route.summary, content: { "application/json": answer } },
  ]);
  const bad = problemsOf(name, route).map((status) => [
    String(status),
    { description: PROBLEMS[status], content: { "application/problem+json": { schema: refTo("Problem") } } },
  ]);
  return {
    operationId: name,
    summary: route.summary,
    parameters: [
      ...parametersOf("path", route.params ? toJson(route.params) : null),
      ...parametersOf("query", route.query ? toJson(route.query) : null),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: toJson(route.body), ...(example?.body ? { example: example.body } : {}) },
        },
      },
    }),
    responses: Object.fromEntries([...good, ...bad]),
  };
}

/** The API as OpenAPI 3.1, made from the table of routes that the server runs. */
export function openApi(version: string): OpenApi {
  const schemas: Record<string, JsonSchema> = {};
  const toJson = jsonSchemas(schemas);
  const paths: OpenApi["paths"] = {};
  for (const [name, route] of Object.entries(routes) as [string, Route][])
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(name, route, toJson) };
  toJson(z.object({ problem: Problem, change: ChangeEvent }));
  paths[EVENTS_PATH] = { get: eventsOperation() };
  return {
    openapi: "3.1.0",
    info: {
      title: "Task Desk",
      version,
      description: "Creates Toloka tasks, each once. Numbers keep every digit; names are Toloka's.",
    },
    paths,
    components: { schemas },
  };
}

function eventsOperation(): Operation31 {
  return {
    operationId: "events",
    summary:
      "Changes of submissions as server-sent events: `change` with the data below, `resync` when anything may have changed",
    parameters: [],
    responses: {
      "200": { description: "The stream", content: { "text/event-stream": { schema: refTo("ChangeEvent") } } },
    },
  };
}
