import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import type { Health, Session } from "../../shared/routes.ts";
import { call } from "../api.ts";

const sessionQuery = {
  queryKey: ["session"],
  queryFn: ({ signal }) => call("session", {}, { signal }),
  staleTime: 5 * 60_000,
  structuralSharing: false,
} satisfies UseQueryOptions<Session>;

/** Who sits here and which Toloka this is; `undefined` until the server has said so. */
export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

/** How often the queue is asked for while the page is looked at, in milliseconds. */
const QUEUE_EVERY = 10_000;

/** What waits to be sent, and why nothing is; `undefined` until the server has said so. */
export function useQueue(): Health["queue"] | undefined {
  return useQuery({
    queryKey: ["health"],
    queryFn: ({ signal }) => call("health", {}, { signal }),
    refetchInterval: QUEUE_EVERY,
    structuralSharing: false,
  }).data?.queue;
}

/** The environment as a word that nobody can mistake. */
export function environmentWord(environment: Session["toloka"]["environment"]): string {
  return { "built-in": "built-in Toloka", sandbox: "sandbox", production: "PRODUCTION", custom: "custom Toloka" }[
    environment
  ];
}
