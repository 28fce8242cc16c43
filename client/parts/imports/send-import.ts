import { Import } from "../../../shared/api/imports/import-routes.ts";
import { Problem, problem } from "../../../shared/api/problem.ts";
import { routes } from "../../../shared/api/routes.ts";
import { JsonError, parseJson } from "../../../shared/values/json.ts";
import { addressOf, ProblemError } from "../../api.ts";

/** How tasks become an import; `overlap` as in `Handed`. */
export interface SendOptions {
  poolId: string;
  /** `all`: one task that the server refuses refuses everything. */
  mode: "all" | "skip";
  allowDefaults: boolean;
  openPool: boolean;
  /** Creates the tasks although the same content was imported before. */
  again: boolean;
}

/**
 * Uploads tasks as JSON lines. `existed`: the same content was imported before, and nothing is created. Rejects with
 * `ProblemError`; without an answer, the same upload again is safe, since it is the same import.
 */
export async function sendImport(
  tasks: Blob | string,
  options: SendOptions,
): Promise<{ made: Import; existed: boolean }> {
  const { poolId, mode, allowDefaults, openPool, again } = options;
  const address = addressOf(
    routes.createImport,
    {},
    {
      pool_id: poolId,
      mode,
      allow_defaults: String(allowDefaults),
      open_pool: String(openPool),
      again: again ? "true" : undefined,
    },
  );
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/x-ndjson" },
      body: tasks,
    });
    text = await response.text();
  } catch {
    throw new ProblemError(problem(0, "OFFLINE"));
  }
  const json = parsed(text);
  const made = Import.safeParse(json);
  if (response.ok && made.success) return { made: made.data, existed: response.status === 200 };
  const described = Problem.safeParse(json);
  throw new ProblemError(described.success ? described.data : problem(response.status, "UNEXPECTED_ANSWER"));
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) return null;
    throw error;
  }
}

/** The members of all tasks for an overlap as typed. Text that is no number is for the server's check to find. */
export function overlapMembers(overlap: string): Record<string, number | string | boolean> {
  const text = overlap.trim();
  if (text === "") return {};
  if (text === "infinite") return { infinite_overlap: true };
  return { overlap: /^\d+$/.test(text) ? Number(text) : text };
}
