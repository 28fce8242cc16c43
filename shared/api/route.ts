import type * as z from "zod/mini";
import type { Role } from "../roles.ts";

/** A row of the table of routes. Params and query arrive as text, and their schemas turn them into values. */
export interface Route {
  method: "GET" | "POST";
  path: `/api/${string}`;
  /** One line for the API's page. */
  summary: string;
  /** The role that it takes, if there is sign-in. By default `viewer` for GET and `operator` for POST. */
  needs?: Role | "nobody";
  /** Whether a key is not enough: the person has to be signed in on the page. */
  sessionOnly?: true;
  /** Whether somebody may ask this who still has to set up the second factor that the administrator demands. */
  withoutFactor?: true;
  /** What is recorded in the audit log, if there is sign-in: by default refusals for GET, every outcome for POST. */
  audit?: "refusals";
  params?: z.ZodMiniType;
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  /** The media types of a body that is not JSON in one piece: it is read as a stream. */
  uploads?: readonly string[];
  answer: z.ZodMiniType;
  /** The media types of the answer, if it is a file and not JSON. */
  downloads?: readonly string[];
  /** Whether the answer waits for Toloka, so that it may be 502 or 504. */
  asksToloka?: true;
  /** How many of these requests one person may have under way, if each takes much of the server. */
  atOnce?: number;
  /** The successful statuses, the usual one first. */
  statuses: readonly [number, ...number[]];
}

/** The role that a route takes; null: none, not even a sign-in. */
export function roleFor({ method, needs }: Pick<Route, "method" | "needs">): Role | null {
  if (needs === "nobody") return null;
  return needs ?? (method === "GET" ? "viewer" : "operator");
}
