import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Probe } from "../../../shared/api/probe.ts";
import { call, ProblemError } from "../../api.ts";
import { useSession } from "../session.tsx";

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

/** Addresses that the server checks only when the operator asks for it. */
export interface UnaskedAddresses {
  has(address: string): boolean;
  allow(address: string): void;
}

/**
 * `off`: the administrator has switched the server's look off. `error`: why there is no answer, in words. `ask`: the
 * address is one of `unasked`, nothing has been requested, and this requests it.
 */
export function useProbe(
  address: string,
  poolId: string | null,
  unasked: UnaskedAddresses,
): { off: boolean; error: string | null; ask: (() => void) | null; data?: Probe } {
  const [waits, setWaits] = useState(() => unasked.has(address));
  const session = useSession();
  const off = session?.probe === false;
  const { data, error } = useQuery({ ...probeQuery(address, poolId), enabled: session?.probe === true && !waits });
  const problem = error instanceof ProblemError ? error.problem : null;
  if (problem?.code === "PROBE_OFF") return { off: true, error: null, ask: null };
  const reason = error === null ? null : (problem?.detail ?? "The server could not look.");
  const ask = () => {
    unasked.allow(address);
    setWaits(false);
  };
  const known = { off, error: reason, ask: waits && !off && data === undefined ? ask : null };
  return data === undefined ? known : { ...known, data };
}
