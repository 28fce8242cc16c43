import { type Route, roleFor } from "../../shared/api/route.ts";
import { routes } from "../../shared/api/routes.ts";
import { includesRole } from "../../shared/roles.ts";
import { isJsonObject, type Json, parseJson } from "../../shared/values/json.ts";
import type { Asked } from "./requests.ts";

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** What a request may be answered with that is no operation of the description. */
const WITHOUT_OPERATION = new Set([200, 204, 304, 400, 401, 403, 404, 405, 415]);
/** Traces of the program itself. */
const INSIDE = /node_modules|\bat (?:async )?\S+ \(|file:\/\/\/|\$argon2/;
/** Who may see a secret: the answer that hands it out. */
const HANDS_OUT = new Set(["makeKey", "invitePerson", "resetPerson"]);

function jsonOf({ headers, text }: Answer): Json {
  const type = String(headers["content-type"] ?? "");
  if (!type.includes("json") || text === "") return null;
  if (!type.includes("ndjson")) return parseJson(text);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => parseJson(line));
}

/** The route of an operation. The stream of changes is in no table. */
function routeOf(operation: string): Pick<Route, "method" | "needs" | "sessionOnly"> & { answer?: Route["answer"] } {
  const table: Record<string, Route> = routes;
  return table[operation] ?? { method: "GET" };
}

/** Why the caller may not ask this; null: it may. */
function barred({ caller, operation }: Asked): string | null {
  if (operation === null) return null;
  const route = routeOf(operation);
  const needed = roleFor(route);
  if (needed === null) return null;
  if (caller.role === null) return "not signed in";
  if (route.sessionOnly && !caller.session) return "with a key only";
  return includesRole(caller.role, needed) ? null : `${caller.role}, and it needs ${needed}`;
}

/** What is wrong with an answer; null: nothing. `json`: its body. */
export function faultIn(
  asked: Asked,
  answer: Answer,
  secrets: readonly string[],
): { fault: string | null; json: Json } {
  const fault = (text: string, json: Json = null) => ({ fault: text, json });
  const { status, headers, text } = answer;
  let json: Json;
  try {
    json = jsonOf(answer);
  } catch {
    return fault("its body is no JSON, although it says so");
  }
  const code = isJsonObject(json) ? json.code : undefined;
  if (status === 500) return fault("an internal error");
  const why = barred(asked);
  if (why !== null && status < 400) return fault(`it was answered, ${why}`);
  if (why !== null && !asked.odd && status !== 401 && status !== 403) return fault(`it was looked into, ${why}`);
  if (why === null && !asked.odd && code === "ROLE_TOO_LOW")
    return fault("it was refused for a role that is high enough");
  // The host is checked before anything else, and may be refused in any request.
  const declared = asked.declared ?? WITHOUT_OPERATION;
  if (!declared.has(status) && !(asked.odd && WITHOUT_OPERATION.has(status)))
    return fault(`the description does not have the status ${status} (${String(code)})`);
  if (headers["x-content-type-options"] !== "nosniff" || headers["content-security-policy"] === undefined)
    return fault("it has no security headers");
  if (asked.path.startsWith("/api/") && headers["cache-control"] !== "no-store") return fault("a cache may keep it");
  if (status >= 400 && asked.method !== "HEAD" && headers["content-type"] !== "application/problem+json; charset=utf-8")
    return fault(`an error of type ${String(headers["content-type"])}`);
  if (text.length > 16_384 && status >= 400) return fault(`an error of ${text.length} characters`);
  if (INSIDE.test(text) && !text.includes("<!doctype")) return fault("it shows the program's inside");
  const shown = HANDS_OUT.has(asked.operation ?? "") ? undefined : secrets.find((secret) => text.includes(secret));
  if (shown !== undefined) return fault("it contains a secret");
  return { fault: misshapen(asked, status, json), json };
}

function misshapen({ operation, method }: Asked, status: number, json: Json): string | null {
  if (operation === null || status >= 300 || method === "HEAD" || json === null) return null;
  const schema = routeOf(operation).answer;
  if (!schema || schema.safeParse(json).success) return null;
  return Array.isArray(json) ? null : "it is not shaped as described";
}
