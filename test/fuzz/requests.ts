import type { Json } from "../../shared/values/json.ts";
import type { RandomInteger } from "../support/seeded-random.ts";
import type { Caller, Cast } from "./callers.ts";
import { asJson, hostileText, type KnownIds, mutated, pick, type Schema, sampleOf } from "./values.ts";

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema; example?: Json }> };
  responses: Record<string, unknown>;
}

/** An OpenAPI document, as far as requests are made from it. */
export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export interface Asked {
  caller: Caller;
  /** The operation of the description that is asked for; null: none. */
  operation: string | null;
  /** Whether a header makes another answer right than the usual one. */
  odd: boolean;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** The statuses that the description has for it; null: what it has for no operation. */
  declared: ReadonlySet<number> | null;
}

/** Requests that end the session that they come with, or fill the database. They are rarely made as they should be. */
const RARELY_VALID = new Set([
  "signIn",
  "signOut",
  "endSession",
  "changePassword",
  "acceptInvitation",
  "invitePerson",
  "makeKey",
  "endKey",
  "finishSignIn",
  "setUpTotp",
  "confirmTotp",
  "removeTotp",
  "renewRecoveryCodes",
  "startPasskey",
  "removePasskey",
]);
/** Hardly ever: they count against the name of whoever asks, or end all sessions. */
const ONE_IN = 300;

const ODD_HEADERS: readonly Record<string, string>[] = [
  { "content-type": "text/plain" },
  { "content-type": "application/json; charset=utf-16" },
  { "content-type": "multipart/form-data; boundary=x" },
  { "content-encoding": "gzip" },
  { "content-encoding": "br, identity" },
  { origin: "https://evil.example" },
  { origin: "null" },
  { host: "evil.example" },
  { host: "127.999.999.999" },
  { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" },
  { "x-forwarded-for": "10.0.0.1", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
  { "x-http-method-override": "GET" },
  { accept: "text/html;q=0.1, */*;q=9" },
  { range: "bytes=0-0,-1,5-2" },
  { "if-none-match": "*", "if-modified-since": "never" },
  { authorization: "Basic YTpi" },
  { authorization: `Bearer ${"k".repeat(3_000)}` },
  { cookie: "desk=s%3Ax.y; desk=%zz; __proto__=1" },
  { "user-agent": `\u00e9${"u".repeat(2_000)}` },
  { "last-event-id": "\u00ff-1" },
];
const METHODS = ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND"];
const STRAY = [
  "/api/nothing",
  "/api/%zz",
  "/api/submissions/%ff",
  "/metrics",
  "/api/docs",
  "/",
  "/..%2f..%2fetc/passwd",
  "//evil.example",
  "/assets/none.js",
  "/api/openapi.json",
  "/sign-in",
];

/** Makes requests from the API's own description. The same random numbers and answers give the same requests. */
export function requestsFrom(description: Description, cast: Cast, ids: KnownIds) {
  const named = description.components.schemas;
  const rows = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );

  function bodyOf(operation: Operation, spoil: boolean, random: RandomInteger): string {
    const content = operation.requestBody?.content["application/json"];
    if (!content) return spoil ? pick(random, ["{", "[]", '{"x":1}', "null"]) : "";
    const fresh = operation.operationId === "createSubmission" && random(2) === 0;
    const value = fresh
      ? { task: { pool_id: "1080020", input_values: { image: `https://example.com/${random(1e9)}.jpg` } } }
      : content.example !== undefined && random(3) === 0
        ? content.example
        : sampleOf(content.schema, "body", ids, random, named);
    const text = asJson(value);
    return spoil ? mutated(text, random) : text;
  }

  const idFor = (name: string, path: string, caller: Caller, random: RandomInteger): string => {
    const first = path.split("/")[2]!;
    if (first === "people" && caller.role === "administrator") return pick(random, cast.victims);
    if (first === "pools" && random(2) === 0) return "1080020";
    return ids.one(name === "id" ? `id of ${first}` : name, random) ?? String(random(2_000_000));
  };

  return (caller: Caller, random: RandomInteger): Asked => {
    const headers: Record<string, string> = { ...caller.headers() };
    if (random(40) === 0)
      return {
        caller,
        operation: null,
        odd: false,
        method: pick(random, ["GET", "POST", ...METHODS]),
        path: pick(random, STRAY),
        headers,
        body: "",
        declared: null,
      };
    const { path: pattern, method, operation } = pick(random, rows);
    const rare = RARELY_VALID.has(operation.operationId) && random(ONE_IN) !== 0;
    const spoil = rare || random(2) === 0;
    let odd = false;
    const params = operation.parameters ?? [];
    const address = pattern.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
      const strange = rare || random(8) === 0;
      return encodeURIComponent(
        (strange ? hostileText(random) : idFor(name, pattern, caller, random)) || "0",
      ).replaceAll(".", "%2e");
    });
    const query = new URLSearchParams();
    for (const { name, schema } of params.filter((one) => one.in === "query")) {
      if (random(3) !== 0) continue;
      query.append(
        name,
        spoil && random(2) === 0 ? hostileText(random) : String(sampleOf(schema, name, ids, random, named)),
      );
      if (random(30) === 0) query.append(name, "again");
    }
    if (random(30) === 0) query.append(pick(random, ["__proto__", "constructor", "x"]), "1");
    if (method === "POST") headers["content-type"] = "application/json";
    const used = random(25) === 0 ? pick(random, METHODS) : method;
    if (random(12) === 0) {
      Object.assign(headers, pick(random, ODD_HEADERS));
      odd = true;
    }
    const declared = new Set(Object.keys(operation.responses).map(Number));
    // Signing out is made rare by its body alone: without one it is always refused.
    const body = method === "POST" ? (rare && !operation.requestBody ? "{" : bodyOf(operation, spoil, random)) : "";
    return {
      caller,
      operation: used === method ? operation.operationId : null,
      odd,
      method: used,
      path: `${address}${query.size > 0 ? `?${query}` : ""}`,
      headers,
      body: used === "HEAD" ? "" : body,
      declared: used === method ? declared : null,
    };
  };
}
