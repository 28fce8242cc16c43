import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import type { Probe } from "../../shared/probe.ts";
import { call, ProblemError } from "../api.ts";
import { useSession } from "./session.tsx";

/** The server's look at an address, remembered for a while: what a stranger sees seldom changes within minutes. */
export const probeQuery = (address: string, poolId: string | null) =>
  ({
    queryKey: ["probe", address, poolId],
    queryFn: ({ signal }) =>
      call("probe", { body: { url: address, ...(poolId === null ? {} : { pool_id: poolId }) } }, { signal }),
    staleTime: 5 * 60_000,
    retry: false,
    structuralSharing: false,
  }) satisfies UseQueryOptions<Probe>;

/** `off`: the administrator has switched the server's look off. `error`: why there is no answer, in words. */
export function useProbe(address: string, poolId: string | null): { off: boolean; error: string | null; data?: Probe } {
  const session = useSession();
  const off = session?.probe === false;
  const { data, error } = useQuery({ ...probeQuery(address, poolId), enabled: session?.probe === true });
  const problem = error instanceof ProblemError ? error.problem : null;
  if (problem?.code === "PROBE_OFF") return { off: true, error: null };
  const reason = error === null ? null : (problem?.detail ?? "The server could not look.");
  return data === undefined ? { off, error: reason } : { off, error: reason, data };
}
