import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "../api.ts";
import { CONNECTION, connection, forgetConnection } from "../connection.ts";
import { links } from "../links.ts";

/** How old an answer may be before it is asked for again, in milliseconds. Changes of submissions come by the stream. */
const STALE = 30_000;
const RETRIES = 2;

/** The defaults of every query and mutation. What differs stands in `queries.ts`, with its reason. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveIfAsked }),
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

/**
 * Leaves for the page for signing in, which comes back to this address, or for the first connection, if the server has not the
 * one of this tab. What was typed is in the draft.
 */
function leaveIfAsked(error: Error): void {
  if (!(error instanceof ProblemError)) return;
  if (connection !== null && error.problem.fields?.[CONNECTION] !== undefined) {
    forgetConnection();
    return;
  }
  if (error.problem.code !== "NOT_SIGNED_IN") return;
  const { pathname, search, hash } = window.location;
  window.location.assign(links.signIn(pathname + search + hash));
}

/** Whether a retry may help. It cannot where the request or the token was refused, except for the request's rate (429). */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status, code } = error.problem;
  if (code === "TOLOKA_TOKEN_REFUSED") return false;
  return status === 0 || status === 429 || status >= 500;
}
