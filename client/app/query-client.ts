import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "../api.ts";

/** How old an answer may be before it is asked for again, in milliseconds. Changes of submissions come by the stream. */
const STALE = 30_000;
const RETRIES = 2;

/** The defaults of every query and mutation. What differs stands in `queries.ts`, with its reason. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE,
        // Merging old and new data would break exact numbers, which are instances of a class.
        structuralSharing: false,
        // The server may be this machine, which needs no network.
        networkMode: "always",
        retry: (count, error) => count < RETRIES && mayPass(error),
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}

/** Whether a retry may help. It cannot where the request was refused, except for its rate (429). */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status } = error.problem;
  return status === 0 || status === 429 || status >= 500;
}
