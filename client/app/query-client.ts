import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "../api.ts";

/** What is shown may be this old before it is asked for again; changes of submissions are told as they happen. */
const STALE = 30_000;
const RETRIES = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE,
        // Exact numbers are instances, which merging old and new data would break.
        structuralSharing: false,
        // The server may well be this machine, which needs no network.
        networkMode: "always",
        retry: (count, error) => count < RETRIES && mayPass(error),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** Whether asking again may help: not where the request itself was refused. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status } = error.problem;
  return status === 0 || status === 429 || status >= 500;
}
