import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Health } from "../../shared/api/health.ts";
import type { Session } from "../../shared/api/routes.ts";
import { healthQuery, sessionQuery } from "../queries.ts";

/** The operator, the server's version and its Toloka; `undefined` until the server has answered. */
export const useSession = (): Session | undefined => useQuery(sessionQuery).data;

/** The server's health, asked for every ten seconds while the page is visible. */
export const useHealth = (): UseQueryResult<Health> => useQuery(healthQuery);
