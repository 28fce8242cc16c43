import { useQueries } from "@tanstack/react-query";
import { poolNameQuery } from "../../queries.ts";

/** The names of pools by id, as far as they are known. A pool of another Toloka, or a deleted one, has none. */
export function usePoolNames(ids: readonly string[]): Map<string, string> {
  return useQueries({
    queries: [...new Set(ids)].map(poolNameQuery),
    combine: (found) =>
      new Map(
        found.flatMap(({ data }) =>
          data ? [[data.pool.id, data.project.public_name || data.pool.private_name] as const] : [],
        ),
      ),
  });
}
