import { Problem, problem } from "../../../../shared/api/problem.ts";
import { routes } from "../../../../shared/api/routes.ts";
import { addressOf, ProblemError } from "../../../api.ts";

/** When the browser has taken a file over, in milliseconds. */
const REVOKE_MS = 10_000;

export type Format = "csv" | "json";

/** Downloads what a filter chooses. The browser shows the progress. */
export function exportAll(format: Format, query: Record<string, string>): void {
  download(addressOf(routes.exportSubmissions, {}, { ...query, format }), format);
}

/** Downloads the submissions with these ids. Rejects with `ProblemError`. */
export async function exportChosen(format: Format, ids: readonly string[]): Promise<void> {
  const response = await fetch(routes.exportChosen.path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ format, operation_ids: ids }),
  }).catch(() => {
    throw new ProblemError(problem(0, "OFFLINE"));
  });
  if (!response.ok) {
    const described = Problem.safeParse(await response.json().catch(() => null));
    throw new ProblemError(described.data ?? problem(response.status, "INTERNAL"));
  }
  const file = URL.createObjectURL(await response.blob());
  download(file, format);
  setTimeout(() => URL.revokeObjectURL(file), REVOKE_MS);
}

function download(address: string, format: Format): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = `submissions.${format}`;
  link.click();
}
