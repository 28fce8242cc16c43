import * as z from "zod/mini";
import {
  createDocument,
  type ZodObjectInput,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
} from "zod-openapi";
import { Health } from "../../../shared/api/health.ts";
import { Import, RowResult } from "../../../shared/api/imports/import-routes.ts";
import { peopleRoutes } from "../../../shared/api/people/people-routes.ts";
import { Probe } from "../../../shared/api/probe.ts";
import { Problem } from "../../../shared/api/problem.ts";
import { Finding, Reconciliation } from "../../../shared/api/reconciliation/reconciliation-routes.ts";
import { type Route, roleFor } from "../../../shared/api/route.ts";
import { ChangeEvent, Duplicate, EVENTS_PATH, type RouteName, routes, Session } from "../../../shared/api/routes.ts";
import { TaskState } from "../../../shared/api/submissions/submission-routes.ts";
import { FieldProblemSchema } from "../../../shared/faults/faults.ts";
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
import { grouped } from "../../../shared/values/counts.ts";
import { BOUNDS } from "../request/json-bounds.ts";
import { EXAMPLES } from "./api-examples.ts";

const rows = Object.entries(routes) as [RouteName, Route][];

/** Schemas that the document names and refers to; it repeats all others where they are used. */
const NAMED = {
  Attempt,
  BaselineSolution,
  ChangeEvent,
  CreatedTask,
  CreateTaskParameters,
  FieldProblem: FieldProblemSchema,
  Finding,
  Health,
  Import,
  KnownSolution,
  Duplicate,
  Operation,
  PartSubmission,
  Pool,
  Probe,
  Problem,
  Project,
  Reconciliation,
  Requester,
  RowResult,
  Session,
  SingleSubmission,
  Stop,
  SubmissionError,
  Task,
  TaskState,
};

const tidy: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  // A query arrives as text, so its default in the table is text as well. Readers need the number.
  if (jsonSchema.type === "integer" && typeof jsonSchema.default === "string")
    jsonSchema.default = Number(jsonSchema.default);
  // A later version may answer with more members.
  if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};

const PROBLEMS: Record<number, string> = {
  400: "Invalid URL or JSON",
  401: "Not signed in; the name, password or code is wrong, or the passkey or API key is unknown",
  403: "Host or origin not allowed, or no permission",
  404: "Not found",
  409: "Not possible in the current status, or the operation ID was used for other content",
  413: `More than ${grouped(LIMITS.bodyBytes)} bytes, ${grouped(BOUNDS.values)} JSON values, ${grouped(BOUNDS.members)} members in one object, or ${grouped(BOUNDS.listed)} items in all of a task's lists (solutions, users, traits)`,
  415: "Not JSON in UTF-8",
  422: "Invalid; `fields` contains the first errors by path",
  429: "Too many requests, or too many under way of one person, too many large bodies from one address, or more than a person may create a day; see `Retry-After`",
  500: "Internal error; `instance` is its ID in the log",
  502: "Toloka rejected the token, or its response is invalid",
  503: "Unavailable",
  504: "No response from Toloka in time",
};

/** The problems that a route may answer with, from what it takes and whether it asks Toloka. */
function problemsOf(name: string, route: Route): number[] {
  const isOfPeople = Object.hasOwn(peopleRoutes, name);
  return Object.keys(PROBLEMS)
    .map(Number)
    .filter((status) => {
      if (status === 403 || status === 500 || status === 503) return true;
      if (status === 400) return route.method === "POST" || route.query !== undefined || route.params !== undefined;
      if (status === 401) return roleFor(route) !== null || /^\/api\/sign-in\b/.test(route.path);
      // Without sign-in, no request about people exists.
      if (status === 404) return route.params !== undefined || isOfPeople;
      if (status === 409)
        return route.method === "POST" && (isOfPeople || /^\/api\/(submissions|imports)/.test(route.path));
      if (status === 429) return route.method === "POST" || route.atOnce !== undefined;
      if (status === 413 || status === 415) return route.method === "POST";
      // A resubmission is checked as a new one is.
      if (status === 422) return route.body !== undefined || route.uploads !== undefined || name === "resubmit";
      return route.asksToloka === true;
    });
}

/** Who may call it, where people sign in, after what else there is to say. */
function accessOf(
  route: Route,
  description: string | undefined,
): Pick<ZodOpenApiOperationObject, "description" | "security"> {
  const role = roleFor(route);
  if (role === null) return { ...(description && { description }), security: [] };
  const session = route.sessionOnly ? ", signed in on the page: an API key isn't enough" : "";
  return { description: [...(description ? [description] : []), `Role: ${role}${session}.`].join("\n\n") };
}

/** The group of a route on the API's page. */
function tagOf(path: string): string {
  const first = path.split("/")[2]!;
  if (/^(submissions|duplicates|events)$/.test(first)) return "Submissions";
  if (first === "imports") return "Imports";
  if (/^(pools|recent-pools|projects|requester|tasks)$/.test(first)) return "Toloka";
  return /^(sign-in|sign-out|invitation|password|factor|passkeys|sessions|keys|people)$/.test(first)
    ? "People"
    : "Server";
}

const filesOf = (types: readonly string[], schema: Route["answer"]) => ({
  content: Object.fromEntries(types.map((type) => [type, { schema }])),
});

const UploadHeaders = z.object({
  "Idempotency-Key": z.optional(CreateTaskParameters.shape.operation_id),
});

/** Rows are read as a stream, so a schema says nothing of them. */
const uploadsOf = (types: readonly string[], examples: Record<string, string> = {}) =>
  Object.fromEntries(types.map((type) => [type, { schema: z.string(), example: examples[type] ?? "" }]));

const IMPORTS =
  "Many tasks from one request: up to 5,000 at a time go to Toloka, each part as a submission of its own. Nothing is sent before the whole upload is on disk.";

const problemAnswer = (status: number) => [
  status,
  { description: PROBLEMS[status], content: { "application/problem+json": { schema: Problem } } },
];

function operationOf(name: RouteName, route: Route): ZodOpenApiOperationObject {
  const example = EXAMPLES[name];
  const json = (schema: Route["answer"], shown: unknown) => ({
    content: { "application/json": { schema, ...(shown !== undefined && { example: shown }) } },
  });
  const good = route.statuses.map((status) => [
    status,
    {
      description: example?.statuses?.[status] ?? route.summary,
      ...(route.downloads ? filesOf(route.downloads, route.answer) : json(route.answer, example?.answer)),
    },
  ]);
  const bad = problemsOf(name, route).map(problemAnswer);
  return {
    operationId: name,
    summary: route.summary,
    tags: [tagOf(route.path)],
    ...accessOf(route, example?.description),
    requestParams: {
      ...(route.uploads && { header: UploadHeaders }),
      ...(route.params && { path: route.params as ZodObjectInput }),
      ...(route.query && { query: route.query as ZodObjectInput }),
    },
    ...(route.uploads && { requestBody: { required: true, content: uploadsOf(route.uploads, example?.uploads) } }),
    ...(route.body && { requestBody: { required: true, ...json(route.body, example?.body) } }),
    responses: Object.fromEntries([...good, ...bad]),
  };
}

/** The API as OpenAPI 3.1, made from the table of routes. */
export function openApi(version: string): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [name, route] of rows)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(name, route) };
  paths[EVENTS_PATH] = { get: EVENTS };
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Task Desk",
        version,
        description: `Creates Toloka tasks, each exactly once. Numbers keep all digits. Names are Toloka's.

A server with several connections to Tolokas takes \`connection=NAME\` in the query of every request; \`GET /api/session\` names
them. Without it, a request is for the first, or for that of the submission or import in its path.

Errors are \`application/problem+json\` (RFC 9457); see the [list of codes](#problems).

Where sign-in is on, send \`Authorization: Bearer desk_…\` with an API key from the page “Your account” or from
\`npm run people -- key NAME\`. A key may do what its role and its person's role allow. Without sign-in no key is needed.

**“Try it out” sends real requests**: a submission creates a task, and tasks in an open pool cost money.`,
      },
      tags: [
        { name: "Submissions" },
        { name: "Imports", description: IMPORTS },
        { name: "Toloka" },
        { name: "Server" },
        { name: "People" },
      ],
      paths,
      security: [{ apiKey: [] }],
      components: { schemas: NAMED, securitySchemes: { apiKey: { type: "http", scheme: "bearer" } } },
    },
    { override: tidy, allowEmptySchema: { custom: true, pipe: true, transform: true } },
  );
}

const EVENTS: ZodOpenApiOperationObject = {
  operationId: "events",
  tags: [tagOf(EVENTS_PATH)],
  summary:
    "Changes of submissions as server-sent events: `change` with the data below, `resync` when events may have been missed",
  responses: {
    "200": { description: "A stream of events", content: { "text/event-stream": { schema: ChangeEvent } } },
    ...Object.fromEntries([401, 403, 429, 503].map(problemAnswer)),
  },
};
