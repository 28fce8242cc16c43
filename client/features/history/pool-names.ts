import { useQueries } from "@tanstack/react-query";
import { call } from "../../api.ts";

/** Names change seldom, in milliseconds. */
const STALE = 10 * 60_000;

/** The names of pools by id, as far as they are known; where a pool is of another Toloka or gone, its id has to do. */
export function usePoolNames(ids: readonly string[]): Map<string, string> {
  return useQueries({
    queries: [...new Set(ids)].map((id) => ({
      queryKey: ["pool", id],
      queryFn: ({ signal }: { signal: AbortSignal }) => call("getPool", { params: { id }, query: {} }, { signal }),
      staleTime: STALE,
      retry: false,
      structuralSharing: false as const,
    })),
    combine: (found) =>
      new Map(
        found.flatMap(({ data }) =>
          data ? [[data.pool.id, data.project.public_name || data.pool.private_name] as const] : [],
        ),
      ),
  });
}
