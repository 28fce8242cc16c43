import type { Import, RowResult } from "../../../shared/api/imports/import-routes.ts";
import { parseJson, stringifyJson } from "../../../shared/values/json.ts";
import { until } from "../until.ts";
import type { Answered } from "./http-call.ts";

type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>;

export const LINES = { "content-type": "application/x-ndjson" };

export const linesOf = (tasks: unknown[]): string => tasks.map((task) => `${stringifyJson(task)}\n`).join("");

export const importIn = ({ body }: Answered): Import & { code: string } => body as unknown as Import & { code: string };

/** The import when nothing of it is pending. */
export const finished = (call: Call, importId: string, ms?: number): Promise<Import> =>
  until(
    `import ${importId} to be finished`,
    async () => {
      const found = importIn(await call("GET", `/api/imports/${importId}`));
      return found.pending === 0 ? found : null;
    },
    ms,
    50,
  );

/** The results of an import, row by row. */
export async function resultsOf(call: Call, importId: string): Promise<RowResult[]> {
  const { text } = await call("GET", `/api/imports/${importId}/results`);
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => parseJson(line) as unknown as RowResult);
}
