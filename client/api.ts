import { Problem, problem } from "../shared/api/problem.ts";
import type { Route } from "../shared/api/route.ts";
import type { Answered, Asked } from "../shared/api/route-types.ts";
import { type RouteName, routes } from "../shared/api/routes.ts";
import { JsonError, parseJson, stringifyJson } from "../shared/values/json.ts";
import { CONNECTION, connection } from "./connection.ts";

/** In milliseconds; longer than the longest `wait` (60 s) and the server's own time limits. */
const TIMEOUT = 90_000;

/** A call that failed: `problem` says why, and what to do. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(described: Problem) {
    super(described.detail);
    this.name = "ProblemError";
    this.problem = described;
  }
}

/** Params, query and body of a call, as far as its route has them. */
interface Parts {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/**
 * Calls a route of the table and checks its answer. Rejects with `ProblemError`: the server's problem; `OFFLINE`
 * without an answer, when the request may or may not have been carried out; `UNEXPECTED_ANSWER` for an answer that the
 * page cannot read. An aborted `signal` rejects with its reason. `connection`: another than this tab's.
 */
export async function call<N extends RouteName>(
  name: N,
  input: Asked<N>,
  options: { signal?: AbortSignal; connection?: string | null } = {},
): Promise<Answered<N>> {
  const route: Route = routes[name];
  const { params, query, body } = input as Parts;
  const named = options.connection ? { [CONNECTION]: options.connection } : {};
  const response = await ask(route, addressOf(route, params ?? {}, { ...query, ...named }), body, options.signal);
  const json = parsedOr(response.text, () => unreadable(response.status));
  if (!response.ok) {
    const described = Problem.safeParse(json);
    throw described.success ? new ProblemError(described.data) : unreadable(response.status);
  }
  const checked = route.answer.safeParse(json);
  if (!checked.success) throw unreadable(response.status);
  return checked.data as Answered<N>;
}

/** Path and query of a call, for the connection of this tab unless the query names another. Absent and empty query members are left out. */
export function addressOf(route: Route, params: Record<string, unknown>, query: Record<string, unknown>): string {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_place, key: string) => {
    const value = String(params[key] ?? "");
    // A browser resolves `.`, `..` and the empty text to another address.
    if (/^\.{0,2}$/.test(value)) throw new ProblemError(problem(404, "NO_SUCH_ROUTE"));
    return encodeURIComponent(value);
  });
  const members = Object.entries({ [CONNECTION]: connection ?? undefined, ...query }).filter(
    ([, value]) => value !== undefined && value !== "",
  );
  const search = new URLSearchParams(members.map(([key, value]) => [key, String(value)])).toString();
  return search === "" ? path : `${path}?${search}`;
}

async function ask(
  route: Route,
  address: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<{ ok: boolean; status: number; text: string }> {
  const late = AbortSignal.timeout(TIMEOUT);
  const accept = { Accept: "application/json" };
  try {
    const response = await fetch(address, {
      method: route.method,
      signal: signal ? AbortSignal.any([signal, late]) : late,
      cache: "no-store",
      ...(route.body
        ? { headers: { ...accept, "Content-Type": "application/json" }, body: stringifyJson(body) }
        : { headers: accept }),
    });
    return { ok: response.ok, status: response.status, text: await response.text() };
  } catch (error) {
    if (signal?.aborted) throw error;
    throw offline(
      late.aborted
        ? `Task Desk has not answered for ${TIMEOUT / 1000} seconds. Try again; nothing is created twice.`
        : "Task Desk cannot be reached. Check the connection and try again; nothing is created twice.",
    );
  }
}

function parsedOr(text: string, otherwise: () => ProblemError): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) throw otherwise();
    throw error;
  }
}

const offline = (detail: string): ProblemError => new ProblemError(problem(0, "OFFLINE", { detail }));

/** For an answer that is not the server's. A gateway's own error means that the server was not reached. */
function unreadable(status: number): ProblemError {
  if (status >= 502 && status <= 504)
    return offline(`Task Desk cannot be reached (${status}). Try again in a moment; nothing is created twice.`);
  return new ProblemError(
    problem(status, "UNEXPECTED_ANSWER", {
      detail: `The server's answer (${status}) is not one this page knows. Reload the page: it may be older than the server.`,
    }),
  );
}
