import { type UseQueryOptions, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Health, Session } from "../../shared/api/routes.ts";
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

/** How often health is asked for while the page is looked at, in milliseconds. */
const HEALTH_EVERY = 10_000;

/** The server's health, asked again every ten seconds. */
export function useHealth(): UseQueryResult<Health> {
  return useQuery({
    queryKey: ["health"],
    queryFn: ({ signal }) => call("health", {}, { signal }),
    refetchInterval: HEALTH_EVERY,
    structuralSharing: false,
  });
}

/** The environment as a word that nobody can mistake. */
export function environmentWord(environment: Session["toloka"]["environment"]): string {
  return { "built-in": "built-in Toloka", sandbox: "sandbox", production: "PRODUCTION", custom: "custom Toloka" }[
    environment
  ];
}
